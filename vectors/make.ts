import { writeFileSync } from 'node:fs';
import type { Json } from './form.ts';
import { cbor, names, padme } from './of-bytes.ts';
import { epochs, hashes, seals, signatures } from './of-crypto.ts';
import { entries, heads, logs } from './of-entries.ts';
import { forks, segments } from './of-stories.ts';

/** Every vector file of the record by its name, made anew from fixed seeds. Files that others make stand beside them (see README.md). */
export const FILES: { readonly [file: string]: () => Json } = {
  'cbor.json': cbor,
  'padme.json': padme,
  'names.json': names,
  'hashes.json': hashes,
  'signatures.json': signatures,
  'seals.json': seals,
  'epochs.json': epochs,
  'logs.json': logs,
  'heads.json': heads,
  'entries.json': entries,
  'segments.json': segments,
  'forks.json': forks,
};

/** The text of a vector file. */
export function textOf(vectors: Json): string {
  return `${JSON.stringify(vectors, null, 1)}\n`;
}

if (import.meta.main) {
  for (const [file, make] of Object.entries(FILES)) {
    writeFileSync(new URL(file, import.meta.url), textOf(make()));
    console.log(`vectors/${file}`);
  }
}
