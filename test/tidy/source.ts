import { readdirSync, readFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import { type Blanked, blank } from './blank.ts';

/** A file of the project. Paths are from the root, with slashes. */
export interface Source extends Blanked {
  readonly path: string;
  readonly text: string;
  /** The project's own files that it imports, as paths. */
  readonly imports: readonly string[];
  /** What it imports from elsewhere, as written. */
  readonly packages: readonly string[];
  /** The project's own files that it names in a string, as one does to start or to load them. */
  readonly mentions: readonly string[];
}

const NOT_OURS = ['.git', '.runtime', 'node_modules', 'dist'];
const NOT_TEXT = /\.(?:png|webp|jpg|ico|woff2?|bin|sqlite)$/;
const IMPORT = /\b(?:import|export)\b(?:[^'"`;=()]*?\bfrom)?\s*\(?\s*['"]([^'"\n]+)['"]/g;
const MENTION = /['"]([\w./-]+\.(?:[jt]s|tsx))['"]/g;

/** Takes a text for a file of the project. */
export function makeSource(path: string, text: string): Source {
  const isCode = /\.(?:tsx?|js)$/.test(path);
  const blanked = isCode ? blank(text) : { withoutComments: text, code: '' };
  // What stands inside a string, such as an example in a test, is no import: there `code` is blank.
  const found = (pattern: RegExp): string[] =>
    [...blanked.withoutComments.matchAll(pattern)]
      .filter(({ index }) => /\S/.test(blanked.code.charAt(index)))
      .map((match) => match[1] ?? '');
  const beside = (name: string): string => posix.join(posix.dirname(path), name);
  const specifiers = found(IMPORT);
  return {
    ...blanked,
    path,
    text,
    imports: specifiers.filter((name) => name.startsWith('.')).map(beside),
    packages: specifiers.filter((name) => !name.startsWith('.')),
    mentions: found(MENTION).flatMap((name) => [name, beside(name)]),
  };
}

/** Reads all text files of the project. */
export function readProject(root: string): Source[] {
  const entries = readdirSync(root, { withFileTypes: true }).filter(({ name }) => !NOT_OURS.includes(name));
  const paths = entries.flatMap((entry) =>
    entry.isDirectory()
      ? readdirSync(join(root, entry.name), { recursive: true, withFileTypes: true })
          .filter((inner) => inner.isFile())
          .map((inner) => posix.join(inner.parentPath.slice(root.length).replaceAll('\\', '/'), inner.name).replace(/^\//, ''))
      : [entry.name],
  );
  return paths
    .filter((path) => !NOT_TEXT.test(path) && !path.split('/').some((part) => NOT_OURS.includes(part)))
    .map((path) => makeSource(path, readFileSync(join(root, path), 'utf8')));
}

/** Whether a file is part of what tests and tells of the program rather than of the program. */
export function isTest(path: string): boolean {
  return /\.(?:test|contract|fixture|bench)\.[jt]s$/.test(path);
}

/** Whether a file is program text that people read and write. */
export function isCode(path: string): boolean {
  return /^(?:src|web|sim|bench|bootstrap|test|vectors)\/.*\.(?:[jt]s|tsx)$/.test(path) || /^[^/]+\.ts$/.test(path);
}
