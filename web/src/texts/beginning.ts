/** The most letters of somebody's words that stand where they are only named. */
const MOST_LETTERS = 280;

/** The beginning of somebody's words, where they are named and not read: the whole where it is short. */
export function beginningOf(text: string): string {
  // Counted by code points, so that no letter is cut in two.
  const letters = [...text.slice(0, 2 * MOST_LETTERS)];
  return letters.length <= MOST_LETTERS && letters.join('').length === text.length ? text : `${letters.slice(0, MOST_LETTERS).join('')} …`;
}
