import { decodeCbor, encodeCbor } from '../../bytes/cbor.ts';
import { LIMITS } from '../../bytes/limits.ts';
import { utf8 } from '../../bytes/octets.ts';
import { bool, hex, list, record, type Shape, uint } from '../../bytes/shape.ts';
import { hash } from '../../crypto/hash.ts';
import type { Notes } from '../notes.ts';

/** Of how many things a device remembers that it has told of them. */
export const MOST_TOLD = 1024;
/** For so long after a thing has waited last it is remembered, in seconds; what was said in talk is to be forgotten, so it is sooner. */
const FORGET = 30 * 86_400;
const FORGET_TALK = 86_400;

const MARK_BYTES = 16;
const NOTE = 'told';

/** Something that can be told. */
export interface Tellable {
  /** The same for the same thing, always. */
  readonly key: string;
  /** Whether it was said in talk. */
  readonly isTalk: boolean;
}

/** How far a person has been told of one thing: 1 that it is there, 2 that its time is nearly up. */
export type Stage = 0 | 1 | 2;

interface Mark {
  /** Of the thing's key: what it is about cannot be read from it. */
  readonly mark: string;
  readonly stage: number;
  readonly isTalk: boolean;
  /** When it was known to wait last, in seconds since 1970. */
  readonly time: number;
}

interface Kept {
  /** Seconds since 1970. */
  readonly last: number;
  readonly noticed: number;
  readonly marks: readonly Mark[];
}

const markShape: Shape<Mark> = record<Mark>({ mark: hex(MARK_BYTES), stage: uint(2), isTalk: bool, time: uint(LIMITS.time) });
const keptShape: Shape<Kept> = record<Kept>({
  last: uint(LIMITS.time),
  noticed: uint(LIMITS.time),
  marks: list(markShape, MOST_TOLD),
});

function markOf(key: string): string {
  return hash('moot/told', utf8(key)).subarray(0, MARK_BYTES).toHex();
}

/** What this device has told its person of a cell: marks of things, without anything that they are about. */
export class Told {
  /** When its person was told last, or could have been, in milliseconds since 1970; 0: never. */
  readonly last: number;
  /** When a notice came last, in milliseconds since 1970; 0: never. */
  readonly noticed: number;
  readonly #marks: ReadonlyMap<string, Mark>;

  private constructor(last: number, noticed: number, marks: ReadonlyMap<string, Mark>) {
    this.last = last;
    this.noticed = noticed;
    this.#marks = marks;
  }

  /** Nothing was told yet. */
  static begin(): Told {
    return new Told(0, 0, new Map());
  }

  /** What a cell's notes say was told; nothing where they say nothing. @param now milliseconds since 1970 */
  static async read(notes: Notes, now: number): Promise<Told> {
    const kept = await notes.read(NOTE);
    const value = kept === null ? null : decodeCbor(kept);
    const read = value?.ok ? keptShape.read(value.value) : undefined;
    if (read === undefined) return Told.begin();
    // A clock that was put back must not keep anybody from being told.
    const [last, noticed] = [Math.min(read.last * 1000, now), Math.min(read.noticed * 1000, now)];
    return new Told(last, noticed, new Map(read.marks.map((one) => [one.mark, one])));
  }

  /** Keeps it. Resolved means that it is on the disk. */
  keep(notes: Notes): Promise<void> {
    const marks = [...this.#marks.values()];
    return notes.write(
      NOTE,
      encodeCbor(keptShape.write({ last: Math.floor(this.last / 1000), noticed: Math.floor(this.noticed / 1000), marks })),
    );
  }

  /** The same, as if somebody could have been told now: what goes by moments of telling goes by those to come. @param now milliseconds since 1970 */
  from(now: number): Told {
    return new Told(now, this.noticed, this.#marks);
  }

  /** How far somebody has been told of a thing. */
  stageOf(key: string): Stage {
    return (this.#marks.get(markOf(key))?.stage ?? 0) as Stage;
  }

  /** How many more of the things that wait can be remembered. */
  roomBeside(waiting: readonly Tellable[]): number {
    return MOST_TOLD - waiting.filter(({ key }) => this.#marks.has(markOf(key))).length;
  }

  /**
   * After something was told. What waits no more is forgotten after a while, and sooner where there is no room.
   * @param waiting all that waits at this moment @param telling of these, as far as there is room, with the stage of each @param isNotice whether it came as a
   * notice: else its person saw it, or there was nothing @param now milliseconds since 1970
   */
  after(waiting: readonly Tellable[], telling: readonly (readonly [Tellable, Stage])[], isNotice: boolean, now: number): Told {
    const time = Math.floor(now / 1000);
    const fresh = new Map<string, Mark>();
    for (const { key, isTalk } of waiting) {
      const known = this.#marks.get(markOf(key));
      if (known !== undefined) fresh.set(known.mark, { ...known, isTalk, time });
    }
    for (const [{ key, isTalk }, stage] of telling) {
      const mark = markOf(key);
      if (fresh.size < MOST_TOLD || fresh.has(mark))
        fresh.set(mark, { mark, stage: Math.max(stage, fresh.get(mark)?.stage ?? 0), isTalk, time });
    }
    const past = [...this.#marks.values()]
      .filter((one) => !fresh.has(one.mark) && time - one.time < (one.isTalk ? FORGET_TALK : FORGET))
      .sort((a, b) => b.time - a.time)
      .slice(0, MOST_TOLD - fresh.size);
    return new Told(now, isNotice ? now : this.noticed, new Map([...past, ...fresh.values()].map((one) => [one.mark, one])));
  }
}
