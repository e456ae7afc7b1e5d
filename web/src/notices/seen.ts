/** The most things that are remembered as known: more than wait anywhere at once. */
const MOST = 1000;
const KEPT = 'moot-notices-seen';

/** Where what is known is kept, so that a page which is loaded again does not tell it again, nor another tab. */
export interface SeenPlace {
  read(): string | null;
  write(text: string): void;
}

/** This browser's. */
export const browsersPlace: SeenPlace = {
  read: () => localStorage.getItem(KEPT),
  write: (text) => localStorage.setItem(KEPT, text),
};

/** What the reader has been told of, or has seen by themselves: by keys, without any content. */
export function readSeen(place: SeenPlace): ReadonlySet<string> {
  return new Set((place.read() ?? '').split('\n').filter((line) => line !== ''));
}

/** Remembers more; what was remembered longest ago is forgotten first. */
export function addSeen(place: SeenPlace, keys: readonly string[]): void {
  const seen = readSeen(place);
  const fresh = keys.filter((key) => !seen.has(key));
  if (fresh.length > 0) place.write([...seen, ...fresh].slice(-MOST).join('\n'));
}
