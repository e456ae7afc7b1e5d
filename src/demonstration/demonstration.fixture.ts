import assert from 'node:assert/strict';
import * as v from 'valibot';
import { utf8 } from '../bytes/octets.ts';
import { hash } from '../crypto/hash.ts';
import { hurryCryptography } from '../crypto/hurry.fixture.ts';
import { OPERATIONS } from '../peer/operations.ts';
import type { Clock } from '../ports/clock.ts';
import type { Random } from '../ports/random.ts';
import type { DecisionView } from '../practices/decisions/view.ts';
import type { MessageView } from '../practices/talk/view.ts';
import { type Demonstration, openDemonstration } from './demonstration.ts';
import type { Deeds } from './person.ts';
import { StoryClock } from './story-clock.ts';

// Many devices in one process look at the same.
hurryCryptography();

/** A Saturday afternoon. */
const START = Date.UTC(2026, 10, 21, 15);

/** Bytes that follow from a seed. */
export function seededRandom(seed: string): Random {
  let count = 0;
  return {
    bytes(size) {
      const bytes = new Uint8Array(size);
      for (let at = 0; at < size; at += 32)
        bytes.set(hash('moot/demonstration-test', utf8(`${seed} ${count++}`)).subarray(0, size - at), at);
      return bytes;
    },
  };
}

/** A demonstration by a clock that a test moves on. */
export class Visit {
  readonly demonstration: Demonstration;
  readonly log: readonly string[];
  readonly #clock: StoryClock;
  readonly #waiting: ReadonlySet<object>;

  private constructor(demonstration: Demonstration, log: readonly string[], clock: StoryClock, waiting: ReadonlySet<object>) {
    this.demonstration = demonstration;
    this.log = log;
    this.#clock = clock;
    this.#waiting = waiting;
  }

  static async begin(seed: string): Promise<Visit> {
    const story = new StoryClock(START);
    const waiting = new Set<object>();
    const clock: Clock = {
      now: () => story.now(),
      offset: () => 0,
      after(ms, run) {
        const timer = {};
        waiting.add(timer);
        const callOff = story.after(ms, () => waiting.delete(timer) && run());
        return () => {
          waiting.delete(timer);
          callOff();
        };
      },
    };
    const log: string[] = [];
    const demonstration = await openDemonstration({ clock, random: seededRandom(seed), log: (line) => log.push(line) });
    return new Visit(demonstration, log, story, waiting);
  }

  /** How many timers wait at the clock. */
  get timers(): number {
    return this.#waiting.size;
  }

  /** Lets so many seconds go by, as they do. */
  async wait(seconds: number): Promise<void> {
    for (let second = 0; second < seconds; second++) await this.#clock.pass(1000);
  }

  /** The visitor does something, or looks at something. */
  async does<Of extends keyof Deeds>(name: Of, input: Deeds[Of]['input']): Promise<Deeds[Of]['output']> {
    const operation = OPERATIONS.find((one) => one.name === name);
    assert.ok(operation !== undefined);
    const done = await operation.run(this.demonstration.visitor, v.parse(operation.input, input), undefined);
    assert.ok(done.ok, `${name} was refused: ${done.ok || done.reason}`);
    return done.value as Deeds[Of]['output'];
  }

  async decision(title: string): Promise<DecisionView> {
    const found = (await this.does('decisions', {})).find((one) => one.title === title);
    assert.ok(found !== undefined, `a decision “${title}”`);
    return found;
  }

  /** What has been said in the channel of everybody since a message. */
  async saidSince(id: string): Promise<MessageView[]> {
    return this.does('talk', { after: id });
  }

  /** The visitor says something, and others have half a minute for an answer. */
  async hears(text: string): Promise<MessageView[]> {
    const { id } = await this.does('say', { text });
    await this.wait(20);
    return this.saidSince(id);
  }
}
