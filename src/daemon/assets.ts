import { readFileSync } from 'node:fs';

const TYPES = {
  'tokens.css': 'text/css; charset=utf-8',
  'page.css': 'text/css; charset=utf-8',
  'sign.svg': 'image/svg+xml',
} as const;

/** A file that pages load. */
export interface Asset {
  readonly type: string;
  readonly content: string;
}

/** All files that pages load, by name. They are read once: a change of them needs a new start, as one of the program does. */
export function readAssets(): ReadonlyMap<string, Asset> {
  return new Map(
    Object.entries(TYPES).map(([name, type]) => [
      name,
      { type, content: readFileSync(new URL(`assets/${name}`, import.meta.url), 'utf8') },
    ]),
  );
}
