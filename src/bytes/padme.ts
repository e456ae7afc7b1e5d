/**
 * The padded size for a content of `length` bytes: Padmé (Nikitin et al., "Reducing Metadata Leakage from Encrypted Files
 * and Communication with PURBs", PETS 2019, section 4), never under `floor`. It leaks O(log log length) bits and costs at most 12 %.
 */
export function padmeSize(length: number, floor: number): number {
  if (length <= floor) return floor;
  const exponent = Math.floor(Math.log2(length));
  const kept = Math.floor(Math.log2(exponent)) + 1;
  const step = 2 ** (exponent - kept);
  return Math.ceil(length / step) * step;
}
