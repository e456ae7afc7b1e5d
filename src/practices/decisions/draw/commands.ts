import type * as v from 'valibot';
import type { Id } from '../../../bytes/id.ts';
import { accept } from '../../../bytes/verdict.ts';
import { writeTranscript } from '../../../tally/transcript.ts';
import type { AnyCommand, Call, Command, OutputOf } from '../../command.ts';
import { oneLine } from '../../wording.ts';
import { findVersion, idInput } from '../commands/desk.ts';
import { onlyADrawIsDrawnAgain } from './rules.ts';
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
    const found = findVersion(desk, typed);
    if (!found.ok) return found;
    const { proposal, version } = found.value;
    const drawing = onlyADrawIsDrawnAgain(version);
    if (!drawing.ok) return drawing;
    const { drawn, candidates, draw } = drawing.value;
    const fixed = drawing.value.fixedIn(null);
    if (!drawn.ok) return drawn;
    const { method } = version.content;
    const terms = method === 'consent' ? { options: [], seats: 0 } : method;
    const names = lotsOf(desk, drawing.value, terms.options).map(({ name }) => oneLine(name));
    const { seed, order } = drawn.value;
    const text = writeTranscript({
      draw,
      seats: terms.seats,
      candidates: candidates.map((bytes, i) => ({ name: names[i] ?? '', bytes })),
      parts: Array.isArray(fixed) ? drawing.value.transcriptOf(fixed) : [],
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

/** What the API takes and gives of draws. */
export interface DrawApi {
  readonly draw: Call<v.InferInput<typeof idInput>, OutputOf<typeof drawCommand>>;
}

/** Writing down a draw, so that it can be drawn again. */
export const drawing: readonly AnyCommand[] = [drawCommand];
