/**
 * The padded size for a content of `length` bytes: Padmé (Nikitin et al., "Reducing Metadata Leakage from Encrypted Files
 * and Communication with PURBs", PETS 2019, section 4), never under `floor`. It leaks O(log log length) bits and costs at most 12 %.
 * @param length below 2^31
 */
export function padmeSize(length: number, floor: number): number {
  if (length <= floor) return floor;
  // By counting bits: exact everywhere, as logarithms of floats need not be.
  const exponent = 31 - Math.clz32(length);
  const kept = 32 - Math.clz32(exponent);
  const step = 1 << (exponent - kept);
  return Math.ceil(length / step) * step;
}
