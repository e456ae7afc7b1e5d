import assert from 'node:assert/strict';
import { type Device, PASSPHRASE } from '../e2e/device.ts';

/** What was written and acknowledged, so that it must be there for ever. */
export interface Written {
  readonly id: string;
  readonly text: string;
}

/** A call that the daemon refused though it was there: a fault, whatever was killed before. */
class Refused extends Error {
  override readonly name = 'Refused';
}

/** The most messages that one moment writes: so many at a time stay easy to look through. */
const MESSAGES_A_MOMENT = 40;

/** One of the two devices: what it has acknowledged, and what its person knows of it. */
export class Subject {
  readonly name: string;
  readonly device: Device;
  /** Messages and proposals that it acknowledged since both were last compared. */
  readonly said: Written[] = [];
  readonly proposed: Written[] = [];
  /** The passphrases that may open it: two while a change of them was cut off. */
  passphrases: readonly string[] = [PASSPHRASE];
  /** The minutes after which it may be set to lock itself: as with passphrases. */
  lockTimes: readonly string[] = ['60'];
  /** The recovery words of its backups. */
  words = '';
  /** How long its last start took, in milliseconds. */
  startTook = 2000;
  #count = 0;

  constructor(name: string, device: Device) {
    this.name = name;
    this.device = device;
  }

  /**
   * Calls the API. @returns undefined when the daemon is gone before it has answered
   * @throws Refused when it answers with a refusal
   */
  // biome-ignore lint/suspicious/noExplicitAny: each caller knows the shape that it asks for.
  async call(name: string, input: Readonly<Record<string, unknown>>): Promise<any> {
    let response: Response;
    try {
      response = await this.device.ask(name, input);
      if (response.ok) return await response.json();
    } catch {
      return undefined;
    }
    throw new Refused(`${this.name}: ${name} was answered with ${response.status}: ${await response.text()}`);
  }

  /** As `call`, of a daemon that nobody kills meanwhile. */
  // biome-ignore lint/suspicious/noExplicitAny: as `call`.
  async ask(name: string, input: Readonly<Record<string, unknown>> = {}): Promise<any> {
    const output = await this.call(name, input);
    if (output === undefined) throw new Refused(`${this.name}: the daemon is gone, and nobody killed it: ${this.device.log}`);
    return output;
  }

  /** Says one thing after the other until the daemon is gone, it `isOver`, or it was much. */
  async say(isOver: () => boolean, most: number = MESSAGES_A_MOMENT): Promise<void> {
    for (let i = 0; i < most && !isOver(); i++) {
      const text = `${this.name} says ${this.#count++}`;
      const said = await this.call('say', { text });
      if (said === undefined) return;
      this.said.push({ id: said.id, text });
    }
  }

  /** Proposes something. */
  async propose(): Promise<void> {
    const title = `${this.name} proposes ${this.#count++}`;
    const proposed = await this.call('propose', { title });
    if (proposed !== undefined) this.proposed.push({ id: proposed.id, text: title });
  }

  /** Starts the daemon with whichever passphrase opens it, and looks whether all that it acknowledged is on its own disk. */
  async open(): Promise<void> {
    const began = performance.now();
    await this.#start();
    this.startTook = performance.now() - began;
    const { lockAfter } = await this.ask('safeguards');
    const minutes = String(lockAfter);
    assert.ok(this.lockTimes.includes(minutes), `${this.name}: locks after ${minutes}, and ${this.lockTimes.join(' or ')} was set`);
    this.lockTimes = [minutes];
    await this.hasAll(this);
  }

  async #start(): Promise<void> {
    const wrong: unknown[] = [];
    for (const passphrase of this.passphrases) {
      try {
        await this.device.start(passphrase);
        this.passphrases = [passphrase];
        return;
      } catch (error) {
        wrong.push(error);
      }
    }
    throw new Refused(`${this.name} does not open: ${wrong.join('\n')}`);
  }

  /** Whether what another one, or this one itself, acknowledged is here. */
  async hasAll({ name, said, proposed }: Subject): Promise<void> {
    const messages = new Map<string, string>((await this.ask('talk', { limit: 1000 })).map(({ id, text }: Written) => [id, text]));
    for (const { id, text } of said) assert.equal(messages.get(id), text, `${this.name} has lost what ${name} was told is saved: ${id}`);
    const titles = new Map<string, string>(
      (await this.ask('decisions')).map(({ id, title }: { id: string; title: string }) => [id, title]),
    );
    for (const { id, text } of proposed) assert.equal(titles.get(id), text, `${this.name} has lost a proposal of ${name}: ${id}`);
  }

  /** Kills the daemon, as a power cut would end it. */
  async kill(): Promise<void> {
    await this.device.end('SIGKILL');
  }
}
