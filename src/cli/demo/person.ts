import * as v from 'valibot';
import { memoryHome } from '../../adapters/memory/home.ts';
import { systemClock } from '../../adapters/system/clock.ts';
import { systemFiles } from '../../adapters/system/files.ts';
import { systemRandom } from '../../adapters/system/random.ts';
import { OPERATIONS } from '../../peer/operations.ts';
import { Peer } from '../../peer/peer.ts';
import type { Clock } from '../../ports/clock.ts';
import type { OpenNetwork } from '../../ports/network.ts';
import { fill } from '../../practices/wording.ts';
import { stage } from './texts.ts';

/** How long a person waits for news from the others, in milliseconds. */
const PATIENCE_MS = 10_000;

/** Somebody with a device of their own, who does everything as the page and the CLI do it. */
export interface Person {
  readonly name: string;
  /** Runs an operation (see `OPERATIONS`) and gives its output. Rejects with a text for people when a rule refuses it. */
  does<Output>(operation: string, input?: object): Promise<Output>;
  /** Looks at what an operation shows, now and whenever there is news, until it is as it should be. Rejects when that takes too long. */
  sees<Output>(operation: string, input: object, isSo: (shown: Output) => boolean): Promise<Output>;
  leaves(): Promise<void>;
}

/** A person starts Moot on a new device, whose home and network lie in memory, and locks it with a passphrase. */
export async function arrive(name: string, openNetwork: OpenNetwork, clock: Clock): Promise<Person> {
  const peer = await Peer.open({
    home: memoryHome(),
    clock,
    random: systemRandom,
    files: systemFiles,
    openNetwork,
    listen: [],
    lan: true,
    log: (line) => console.error(line),
  });
  const unlocked = await peer.unlock(`the passphrase of ${name}`);
  if (!unlocked.ok) throw new Error(fill(stage['fault.refused'], { name, operation: 'unlock', reason: unlocked.reason }));
  return new PersonHere(name, peer);
}

class PersonHere implements Person {
  readonly name: string;
  readonly #peer: Peer;

  constructor(name: string, peer: Peer) {
    this.name = name;
    this.#peer = peer;
  }

  async does<Output>(name: string, input: object = {}): Promise<Output> {
    const operation = OPERATIONS.find((one) => one.name === name);
    if (operation === undefined) throw new Error(`there is no operation "${name}"`);
    const done = await operation.run(this.#peer, v.parse(operation.input, input), undefined);
    if (!done.ok) throw new Error(fill(stage['fault.refused'], { name: this.name, operation: name, reason: done.reason }));
    return done.value as Output;
  }

  async sees<Output>(name: string, input: object, isSo: (shown: Output) => boolean): Promise<Output> {
    const end = systemClock.now() + PATIENCE_MS;
    for (;;) {
      // It listens before it looks, so that nothing is missed in between.
      const news = this.#peer.next(Math.max(0, end - systemClock.now()));
      // What is not here yet is refused now, and shown later.
      const shown = await this.does<Output>(name, input).catch((refused: Error) => refused);
      if (!(shown instanceof Error) && isSo(shown)) return shown;
      if (systemClock.now() >= end) {
        throw shown instanceof Error ? shown : new Error(fill(stage['fault.unseen'], { name: this.name, operation: name }));
      }
      await news;
    }
  }

  async leaves(): Promise<void> {
    await this.#peer.close();
  }
}
