import { readFileSync } from 'node:fs';

/** Where each stands, seen from here, and what it is. Values and sign are the page's own: these pages look like it. */
const FILES = {
  'tokens.css': ['../../web/src/styles/tokens.css', 'text/css; charset=utf-8'],
  'page.css': ['assets/page.css', 'text/css; charset=utf-8'],
  'sign.svg': ['../../web/public/sign.svg', 'image/svg+xml'],
} as const;

/** A file that pages load. */
export interface Asset {
  readonly type: string;
  readonly content: string;
}

/** All files that pages load, by name. They are read once: a change of them needs a new start, as one of the program does. */
export function readAssets(): ReadonlyMap<string, Asset> {
  return new Map(
    Object.entries(FILES).map(([name, [place, type]]) => [name, { type, content: readFileSync(new URL(place, import.meta.url), 'utf8') }]),
  );
}
