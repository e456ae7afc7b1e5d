// The field of 256 elements over x^8 + x^4 + x^3 + x + 1, as AES has it, by its generator x + 1.
const EXPONENTS = new Uint8Array(255);
const LOGARITHMS = new Uint8Array(256);
for (let i = 0, power = 1; i < 255; i++) {
  EXPONENTS[i] = power;
  LOGARITHMS[power] = i;
  const doubled = (power << 1) ^ (power & 0x80 ? 0x11b : 0);
  power ^= doubled & 0xff;
}

/** The generator to this power. @param power any whole number */
export function exponent(power: number): number {
  return EXPONENTS[((power % 255) + 255) % 255] as number;
}

/** The power of the generator that gives this element. @param element 1 to 255 */
export function logarithm(element: number): number {
  return LOGARITHMS[element] as number;
}
