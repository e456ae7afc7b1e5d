/** The names of all figures that somebody gets who does all the work, in order. */
export const MEASURED = [
  'append',
  'append-processor',
  'cold-open',
  'cold-open-processor',
  'disk-an-entry',
  'first-sync',
  'first-sync-processor',
  'live-p50',
  'live-p99',
  'open-again',
  'open-again-processor',
  'rss',
];
