import * as v from 'valibot';
import { decodeCbor, encodeCbor } from '../bytes/cbor.ts';
import { list, record, type Shape, text } from '../bytes/shape.ts';
import { accept } from '../bytes/verdict.ts';
import { fields, writing } from '../practices/input.ts';
import type { Notes } from './notes.ts';
import { type CallOf, inCell, type Operation } from './operation.ts';

/** How many drafts a cell keeps; the one that was touched longest ago makes room. */
const MOST_DRAFTS = 64;
const OF_BYTES = 256;
const DRAFT_BYTES = 1 << 16;
/** One note for all of them: the name of a note can be read on the disk, and where somebody began to write is nobody's business. */
const NOTE = 'drafts';

/** What was begun and is not said yet. */
interface Draft {
  /** What it is for, as the page calls it. */
  readonly of: string;
  readonly text: string;
}

const draftsShape: Shape<readonly Draft[]> = list(record<Draft>({ of: text(OF_BYTES), text: text(DRAFT_BYTES) }), MOST_DRAFTS);

async function readDrafts(notes: Notes): Promise<readonly Draft[]> {
  const kept = await notes.read(NOTE);
  const value = kept === null ? null : decodeCbor(kept);
  return (value?.ok && draftsShape.read(value.value)) || [];
}

const named = v.pipe(writing(OF_BYTES), v.minLength(1, 'input.field-missing'));

const draft = inCell({
  name: 'draft',
  changes: false,
  input: fields({ of: named }),
  usage: { positional: ['of'], flags: [], switches: [] },
  async run(_peer, { seat }, { of }) {
    return accept({ text: (await readDrafts(seat.notes)).find((one) => one.of === of)?.text ?? '' });
  },
  tell: (kept) => kept.text,
});

const keepDraft = inCell({
  name: 'keep-draft',
  changes: true,
  input: fields({ of: named, text: writing(DRAFT_BYTES) }),
  usage: { positional: ['of', 'text'], flags: [], switches: [] },
  run: (_peer, { seat }, kept) =>
    seat.notes.inTurn(async () => {
      const others = (await readDrafts(seat.notes)).filter(({ of }) => of !== kept.of);
      const drafts = kept.text === '' ? others : [...others, kept].slice(-MOST_DRAFTS);
      await seat.notes.write(NOTE, encodeCbor(draftsShape.write(drafts)));
      return accept({ kept: true });
    }),
  tell: () => 'Kept, sealed, on this device.',
});

/** What the API takes and gives of drafts. */
export interface DraftsApi {
  readonly draft: CallOf<typeof draft>;
  readonly 'keep-draft': CallOf<typeof keepDraft>;
}

export const DRAFT_OPERATIONS: readonly Operation[] = [draft, keepDraft];
