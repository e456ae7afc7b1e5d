import assert from 'node:assert/strict';
import * as v from 'valibot';
import { memoryHomeDisk } from '../adapters/memory/disk.ts';
import { memoryHome } from '../adapters/memory/home.ts';
import { type MemoryHub, memoryHub } from '../adapters/memory/network.ts';
import { systemClock } from '../adapters/system/clock.ts';
import { systemRandom } from '../adapters/system/random.ts';
import type { Verdict } from '../bytes/verdict.ts';
import { LEAST_PASSPHRASE_COST } from '../crypto/passphrase.ts';
import type { Clock } from '../ports/clock.ts';
import { OperatingError } from '../ports/errors.ts';
import type { Files } from '../ports/files.ts';
import { OPERATIONS } from './operations.ts';
import { Peer } from './peer.ts';
import type { Seat } from './seat.ts';

/** The system's clock, which can be put ahead. */
class ClockAhead implements Clock {
  #ahead = 0;
  readonly after = systemClock.after;
  /** Such as in Paris in winter. */
  readonly offset = () => 60;

  now(): number {
    return systemClock.now() + this.#ahead;
  }

  /** Puts it ahead, by milliseconds. Timers go on as if nothing had happened. */
  putAhead(ms: number): void {
    this.#ahead += ms;
  }
}

/** One person with a device: its disk outlives the peer that runs on it. */
export class Person {
  readonly name: string;
  readonly disk = memoryHomeDisk();
  readonly #hub: MemoryHub;
  readonly #files: Files;
  readonly #clock: Clock;
  readonly log: string[] = [];
  peer!: Peer;

  constructor(name: string, hub: MemoryHub, files: Files, clock: Clock) {
    this.name = name;
    this.#clock = clock;
    this.#hub = hub;
    this.#files = files;
  }

  /** Starts the peer on this person's disk, and unlocks it. @param online whether it has a network */
  async start(online = true): Promise<this> {
    const home = memoryHome(this.disk);
    const openNetwork = online ? this.#hub.open : null;
    const log = (line: string) => this.log.push(line);
    this.peer = await Peer.open({
      home,
      clock: this.#clock,
      random: systemRandom,
      files: this.#files,
      openNetwork,
      listen: [],
      lan: true,
      log,
      passphraseCost: LEAST_PASSPHRASE_COST,
    });
    assert.ok((await this.peer.unlock(`passphrase of ${this.name}`)).ok);
    return this;
  }

  async stop(): Promise<void> {
    await this.peer.close();
    await this.peer.parts.home.close();
  }

  /** Its place in the one cell that it is in. */
  get seat(): Seat {
    const seat = this.peer.presence(this.peer.cells[0]?.cell ?? '')?.seat;
    assert.ok(seat !== undefined, `${this.name}: a seat in a cell`);
    return seat;
  }

  /** What an operation says. */
  async ask(name: string, input: object = {}): Promise<Verdict<unknown>> {
    const operation = OPERATIONS.find((one) => one.name === name);
    assert.ok(operation, `an operation ${name}`);
    return operation.run(this.peer, v.parse(operation.input, input), undefined);
  }

  /** What an operation gives; a refusal is a failure of the test. */
  // biome-ignore lint/suspicious/noExplicitAny: what operations give is as varied as they are, and each test says what it expects.
  async do(name: string, input: object = {}): Promise<any> {
    const verdict = await this.ask(name, input);
    assert.ok(verdict.ok, `${this.name}: ${name} was refused: ${verdict.ok || verdict.reason}`);
    return verdict.value;
  }

  /** What an operation that takes nothing tells in a terminal. */
  async told(name: string): Promise<string> {
    const operation = OPERATIONS.find((one) => one.name === name);
    return operation?.tell(await this.do(name)) ?? '';
  }

  /** Waits until an operation gives what `isIt` looks for. */
  // biome-ignore lint/suspicious/noExplicitAny: see `do`.
  async until(name: string, isIt: (output: any) => boolean, input: object = {}): Promise<any> {
    const end = systemClock.now() + 20_000;
    for (;;) {
      const verdict = await this.ask(name, input);
      if (verdict.ok && isIt(verdict.value)) return verdict.value;
      assert.ok(
        systemClock.now() < end,
        `${this.name}: ${name} never became so; last: ${JSON.stringify(verdict)}; log: ${this.log.join('; ')}`,
      );
      await this.peer.next(200);
    }
  }
}

/** Stops all of these, and then starts them again. */
export async function restart(...people: readonly Person[]): Promise<void> {
  for (const person of people) await person.stop();
  for (const person of people) await person.start();
}

/** People on one network of the memory, with files that all of them can reach. */
export function neighbourhood(): { readonly hub: MemoryHub; readonly clock: ClockAhead; person(name: string): Person } {
  const hub = memoryHub();
  const clock = new ClockAhead();
  const kept = new Map<string, Uint8Array>();
  const files: Files = {
    async read(path) {
      const bytes = kept.get(path);
      if (bytes === undefined) throw new OperatingError('FileUnreadable', `There is no file ${path}.`);
      return bytes;
    },
    async write(path, bytes) {
      kept.set(path, bytes);
    },
  };
  return { hub, clock, person: (name) => new Person(name, hub, files, clock) };
}

/** Ana founds a cell and admits the others, one after the other, each with the consent of all who are in. */
export async function cellOf(...people: readonly [Person, ...Person[]]): Promise<void> {
  const [founder, ...others] = people;
  await founder.do('found', { name: 'Bakery', as: founder.name });
  const inside = [founder];
  for (const joiner of others) {
    const { invitation } = await founder.do('invite');
    await joiner.do('join', { invitation, as: joiner.name });
    await consentOfAll(inside, `${joiner.name} asks to join`);
    await joiner.until('cells', ([cell]) => cell?.state === 'member');
    inside.push(joiner);
    for (const member of inside)
      await member.until('people', (list) => list.filter(({ state }: { state: string }) => state === 'member').length === inside.length);
  }
}

/** Everybody consents to the open decisions of this title, until one is in effect for all of them: a joiner may have knocked at several doors at once. */
export async function consentOfAll(people: readonly Person[], title: string): Promise<void> {
  // biome-ignore lint/suspicious/noExplicitAny: see `Person.do`.
  const isIt = (one: any) => one.title === title;
  // biome-ignore lint/suspicious/noExplicitAny: see `Person.do`.
  const isDone = (all: readonly any[]) => all.some((one) => isIt(one) && one.state === 'in-effect');
  for (const person of people) await person.until('decisions', (all) => all.some(isIt));
  for (let done = false; !done; ) {
    done = true;
    for (const person of people) {
      const all = await person.do('decisions');
      for (const { id, awaitsYou } of all.filter(isIt)) if (awaitsYou) await person.do('respond', { id, response: 'consent' });
      if (isDone(all)) continue;
      done = false;
      await person.peer.next(200);
    }
  }
}

/** Links a device to its person, as they do it with both at hand. */
export async function linkDevices(device: Person, fresh: Person, name = 'Phone'): Promise<void> {
  const { link } = await device.do('link');
  const { number } = await fresh.do('take-link', { link, name });
  assert.match(number, /^\d{6}$/);
  await device.until('linking', ({ given }) => given.state === 'comparing' && given.number === number);
  assert.equal((await device.do('confirm-link', { number: `${number.slice(0, 3)} ${number.slice(3)}` })).state, 'linked');
  await fresh.until('linking', ({ taken }) => taken.state === 'linked');
  await fresh.until('cells', (cells: { state: string }[]) => cells.every(({ state }) => state === 'member'));
}
