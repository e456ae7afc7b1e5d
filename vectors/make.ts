import { writeFileSync } from 'node:fs';
import type { Json } from './form.ts';
import { cbor, names, padme } from './of-bytes.ts';
import { actionsFile, invitationsFile, membersFile } from './of-cell.ts';
import { epochs, hashes, seals, signatures } from './of-crypto.ts';
import { draws } from './of-draws.ts';
import { entries, heads, logs } from './of-entries.ts';
import { forks, segments } from './of-stories.ts';

/** The files of the record by name, made anew from fixed seeds. */
export const RECORD_FILES: { readonly [file: string]: () => Json } = {
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

/** Every vector file: the record's and the cell's. */
export const FILES: typeof RECORD_FILES = {
  ...RECORD_FILES,
  'actions.json': actionsFile,
  'members.json': membersFile,
  'invitations.json': invitationsFile,
  'draws.json': draws,
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
