/**
 * What an honest device never sends on, because it has checked it itself before it passed it on. Everything else that the record
 * refuses may be right for another device, a newer version, or tomorrow.
 */
const LIES: ReadonlySet<string> = new Set([
  'not-canonical',
  'entry-malformed',
  'entry-too-large',
  'segment-empty',
  'segment-crosses-seam',
  'head-malformed',
  'opening-malformed',
  'log-id-wrong',
  'signature-wrong',
]);

/** Whether only a liar sends what `Record.receive` refuses for this reason. */
export function isLie(reason: string): boolean {
  return LIES.has(reason);
}
