/** How many letters of a device's id are shown: 64 bits, so many that nobody makes a device that has the same. */
const LETTERS = 16;

/** The letters by which people know a device, in groups of four to read out. @param id of the device */
export function deviceLetters(id: string): string {
  return id.slice(0, LETTERS).replace(/.{4}(?=.)/g, '$& ');
}
