import { writeFileSync } from 'node:fs';
import type { Json } from './form.ts';
import { textOf } from './make.ts';
import { actionsFile, invitationsFile, membersFile } from './of-cell.ts';

/** Every vector file of the cell by its name, made anew from fixed seeds. */
export const CELL_FILES: { readonly [file: string]: () => Json } = {
  'actions.json': actionsFile,
  'members.json': membersFile,
  'invitations.json': invitationsFile,
};

if (import.meta.main) {
  for (const [file, make] of Object.entries(CELL_FILES)) {
    writeFileSync(new URL(file, import.meta.url), textOf(make()));
    console.log(`vectors/${file}`);
  }
}
