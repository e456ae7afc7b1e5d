import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Where `npm start` builds the page. */
const BUILT = fileURLToPath(new URL('../../dist/page', import.meta.url));
const TYPES: Readonly<Record<string, string>> = {
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
};

/** A file that the page loads. */
export interface PageFile {
  readonly type: string;
  readonly content: Uint8Array<ArrayBuffer>;
  /** Whether its name changes with its content. */
  readonly isHashed: boolean;
}

/** The page as it was built. */
export interface PageFiles {
  readonly index: string;
  /** By their path, with slashes. */
  readonly files: ReadonlyMap<string, PageFile>;
}

/** Reads the page, whole and once, so that a new build under a running Moot does not mix two. Null where it was not built. */
export function readPage(folder = BUILT): PageFiles | null {
  const index = join(folder, 'index.html');
  if (!existsSync(index)) return null;
  const paths = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((path) => extname(path) in TYPES);
  const files = paths.map((path): [string, PageFile] => {
    const name = path.replaceAll('\\', '/');
    const content = new Uint8Array(readFileSync(join(folder, path)));
    return [name, { type: TYPES[extname(path)] ?? '', content, isHashed: name.startsWith('hashed/') }];
  });
  return { index: readFileSync(index, 'utf8'), files: new Map(files) };
}
