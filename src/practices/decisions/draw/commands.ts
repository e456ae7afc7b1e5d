import type * as v from 'valibot';
import type { Id } from '../../../bytes/id.ts';
import { accept, type Verdict } from '../../../bytes/verdict.ts';
import type { Proposal, Version } from '../../../cell/decision.ts';
import type { Drawing } from '../../../cell/drawing.ts';
import type { Drawn } from '../../../tally/draw.ts';
import { writeTranscript } from '../../../tally/transcript.ts';
import type { AnyCommand, Call, Command, Desk, OutputOf } from '../../command.ts';
import { fill, oneLine } from '../../wording.ts';
import { findVersion, idInput } from '../commands/desk.ts';
import { onlyADrawIsDrawnAgain } from './rules.ts';
import { texts } from './texts.ts';
import { lotsOf } from './view.ts';

interface WrittenDraw {
  readonly decision: Id;
  readonly drawn: readonly string[];
  readonly seed: string;
  /** The transcript: src/tally/transcript.ts. */
  readonly text: string;
}

const drawCommand: Command<v.InferOutput<typeof idInput>, WrittenDraw> = {
  name: 'draw',
  changes: false,
  input: idInput,
  usage: { positional: ['id'], flags: [], switches: [] },
  async run({ id: typed }, desk) {
    const found = findDraw(desk, typed);
    if (!found.ok) return found;
    const { proposal, version, drawing } = found.value;
    const drawn = await checkedDraw(desk, drawing);
    const fixed = drawing.fixedIn(null);
    if (!drawn.ok) return drawn;
    const { candidates, draw } = drawing;
    const terms = termsOf(version);
    const names = namesOf(desk, found.value);
    const { seed, order } = drawn.value;
    const text = writeTranscript({
      draw,
      seats: terms.seats,
      candidates: candidates.map((bytes, i) => ({ name: names[i] ?? '', bytes })),
      parts: Array.isArray(fixed) ? drawing.transcriptOf(fixed) : [],
      seed,
    });
    return accept({
      decision: proposal.id,
      drawn: order.slice(0, terms.seats).map((i) => names[i] ?? ''),
      seed: seed.toHex(),
      text,
    });
  },
  tell: ({ text }) => text.trimEnd(),
};

interface CheckedDraw {
  readonly decision: Id;
  readonly drawn: readonly string[];
  /** Whoever stands in for them, in order. */
  readonly next: readonly string[];
  /** How many proofs were found right. */
  readonly proofs: number;
  readonly seed: string;
}

const checkDrawCommand: Command<v.InferOutput<typeof idInput>, CheckedDraw> = {
  name: 'check-draw',
  changes: false,
  input: idInput,
  usage: { positional: ['id'], flags: [], switches: [] },
  async run({ id: typed }, desk) {
    const found = findDraw(desk, typed);
    if (!found.ok) return found;
    const { proposal, version, drawing } = found.value;
    if (drawing.check.known.ok) desk.draws.again(version.id, drawing);
    const drawn = await checkedDraw(desk, drawing);
    if (!drawn.ok) return drawn;
    const names = namesOf(desk, found.value);
    const inOrder = drawn.value.order.map((i) => names[i] ?? '');
    const { seats } = termsOf(version);
    return accept({
      decision: proposal.id,
      drawn: inOrder.slice(0, seats),
      next: inOrder.slice(seats),
      proofs: drawing.check.proofs.needed,
      seed: drawn.value.seed.toHex(),
    });
  },
  tell: ({ drawn, next, proofs, seed }) =>
    [
      fill(texts['draw.drawn'], { names: drawn.join(', ') }),
      fill(texts['draw.next'], { names: next.join(', ') }),
      fill(texts['draw.checked'], { proofs, seed }),
    ].join('\n'),
};

interface FoundDraw {
  readonly proposal: Proposal;
  readonly version: Version;
  readonly drawing: Drawing;
}

function findDraw(desk: Desk, typed: string): Verdict<FoundDraw> {
  const found = findVersion(desk, typed);
  if (!found.ok) return found;
  const drawing = onlyADrawIsDrawnAgain(found.value.version);
  return drawing.ok ? accept({ ...found.value, drawing: drawing.value }) : drawing;
}

/** What was drawn, once this device has checked all that is there. */
async function checkedDraw(desk: Desk, { check }: Drawing): Promise<Verdict<Drawn>> {
  if (!check.known.ok) await desk.draws.settled();
  return check.known;
}

function termsOf({ content: { method } }: Version): { readonly options: readonly string[]; readonly seats: number } {
  return method === 'consent' ? { options: [], seats: 0 } : method;
}

function namesOf(desk: Desk, { version, drawing }: FoundDraw): string[] {
  return lotsOf(desk, drawing, termsOf(version).options).map(({ name }) => oneLine(name));
}

/** What the API takes and gives of draws. */
export interface DrawApi {
  readonly draw: Call<v.InferInput<typeof idInput>, OutputOf<typeof drawCommand>>;
  readonly 'check-draw': Call<v.InferInput<typeof idInput>, OutputOf<typeof checkDrawCommand>>;
}

/** Writing down a draw, so that it can be drawn again, and checking one again. */
export const drawing: readonly AnyCommand[] = [drawCommand, checkDrawCommand];
