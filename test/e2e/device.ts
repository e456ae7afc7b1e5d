import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import type { Namespace } from '../netns.ts';

const MAIN = fileURLToPath(new URL('../../src/cli/main.ts', import.meta.url));
const LATER = new URL('later.ts', import.meta.url).href;
const QUICK = new URL('quick-passphrase.ts', import.meta.url).href;
export const PASSPHRASE = 'correct horse battery staple';

/** What a call of the CLI left behind. */
export interface Ran {
  readonly exit: number | null;
  readonly out: string;
  readonly err: string;
  readonly ms: number;
}

/** Where a device stands. */
export interface Place {
  /** A network namespace; without one, this machine's own network. */
  readonly end?: Namespace;
  /** A home that is there already; without it, a new one. */
  readonly home?: string;
  /** Options of `start`. */
  readonly start?: readonly string[];
  /** Whether a guess at its passphrase costs next to nothing. Its home opens with the same alone. */
  readonly quick?: boolean;
}

/** One person's device: a home of its own, its daemon as a process, and the CLI. */
export class Device {
  readonly home: string;
  readonly #place: Place;
  readonly #calls = new Set<ChildProcess>();
  #daemon: ChildProcess | null = null;
  /** What the daemon said on stderr. */
  log = '';
  /** How many days ahead the clock is of the processes that start next. */
  daysAhead = 0;

  constructor(place: Place = {}) {
    this.#place = place;
    this.home = place.home ?? mkdtempSync(join(tmpdir(), 'moot-e2e-'));
  }

  /** Starts the daemon and waits for its line. With a passphrase it is unlocked at once. */
  async start(passphrase: string | null = PASSPHRASE): Promise<string> {
    const daemon = this.#spawn(['start', '--no-open', ...(this.#place.start ?? [])], passphrase);
    this.#daemon = daemon;
    daemon.stderr?.on('data', (chunk) => {
      this.log += chunk;
    });
    const line = await new Promise<string>((resolve, reject) => {
      let out = '';
      daemon.stdout?.on('data', (chunk) => {
        out += chunk;
        if (out.endsWith('\n')) resolve(out.trimEnd());
      });
      daemon.once('exit', (code) => reject(new Error(`the daemon ended with ${code}: ${this.log}`)));
    });
    assert.match(line, /http:\/\/127\.0\.0\.1:\d+\/enter\?token=/);
    return line;
  }

  /** A fresh link to the page of the running daemon. */
  async link(): Promise<string> {
    const { port, token } = JSON.parse(readFileSync(join(this.home, 'daemon.json'), 'utf8'));
    const response = await fetch(`http://127.0.0.1:${port}/link`, { method: 'POST', headers: { authorization: `Bearer ${token}` } });
    const { link } = (await response.json()) as { readonly link: string };
    return link;
  }

  /** Ends the daemon by a signal, and gives how it ended and after how many milliseconds. */
  async end(signal: 'SIGTERM' | 'SIGINT' | 'SIGKILL'): Promise<{ readonly code: number | null; readonly ms: number }> {
    const daemon = this.#daemon;
    assert.ok(daemon !== null, 'a daemon to end');
    this.#daemon = null;
    const began = performance.now();
    const ended = new Promise<number | null>((resolve) => daemon.once('exit', resolve));
    const code = daemon.kill(signal) ? await ended : daemon.exitCode;
    return { code, ms: performance.now() - began };
  }

  /** Calls the CLI. */
  async run(args: readonly string[], passphrase: string | null = PASSPHRASE): Promise<Ran> {
    const began = performance.now();
    const child = this.#spawn(args, passphrase);
    this.#calls.add(child);
    let out = '';
    let err = '';
    child.stdout?.on('data', (chunk) => {
      out += chunk;
    });
    child.stderr?.on('data', (chunk) => {
      err += chunk;
    });
    const exit = await new Promise<number | null>((resolve) => child.once('close', resolve));
    this.#calls.delete(child);
    return { exit, out, err, ms: performance.now() - began };
  }

  /** Calls the CLI with `--json`, and gives each line as it comes; `leave` presses Ctrl-C and gives how it ended. */
  follow(...args: string[]): { lines: AsyncIterator<string>; leave(): Promise<number | null> } {
    const child = this.#spawn([...args, '--json'], PASSPHRASE);
    this.#calls.add(child);
    const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
    assert.ok(child.stdout !== null);
    const lines = createInterface(child.stdout)[Symbol.asyncIterator]();
    const leave = (): Promise<number | null> => {
      child.kill('SIGINT');
      return ended;
    };
    return { lines, leave };
  }

  /** Calls the CLI with `--json`, and gives its one document; it must end well. */
  // biome-ignore lint/suspicious/noExplicitAny: each test knows the shape that it asks for.
  async json(...args: string[]): Promise<any> {
    const { exit, out, err } = await this.run([...args, '--json']);
    assert.equal(exit, 0, `${args.join(' ')}: ${err}`);
    assert.equal(out.indexOf('\n'), out.length - 1, 'one document and nothing else');
    return JSON.parse(out);
  }

  /** Calls the CLI with `--json`; it must be refused so. Gives the words. */
  async refused(exit: number, reason: string, ...args: string[]): Promise<string> {
    const ran = await this.run([...args, '--json']);
    assert.deepEqual([ran.exit, ran.out], [exit, ''], `${args.join(' ')}: ${ran.err}`);
    const { error } = JSON.parse(ran.err);
    assert.equal(error.reason, reason);
    return error.message;
  }

  /** Speaks to the daemon's API directly, as fast as can be. Rejects when it is gone, and when it refuses. */
  // biome-ignore lint/suspicious/noExplicitAny: each test knows the shape that it asks for.
  async api(name: string, input: Readonly<Record<string, unknown>>): Promise<any> {
    const response = await this.ask(name, input);
    assert.equal(response.status, 200);
    return response.json();
  }

  /** The API's answer, whatever it is. Rejects when the daemon is gone. */
  async ask(name: string, input: Readonly<Record<string, unknown>>): Promise<Response> {
    const { port, token } = JSON.parse(readFileSync(join(this.home, 'daemon.json'), 'utf8'));
    return fetch(`http://127.0.0.1:${port}/api/${name}`, {
      method: 'POST',
      // A connection of its own: one that is kept can be closed by the daemon just when it is used again.
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json', connection: 'close' },
      body: JSON.stringify(input),
    });
  }

  /** Ends whatever runs, and leaves the home as it is. */
  async stop(): Promise<void> {
    for (const call of this.#calls) call.kill('SIGKILL');
    if (this.#daemon !== null) await this.end('SIGKILL');
  }

  /** Ends whatever runs, and removes the home. */
  async remove(): Promise<void> {
    await this.stop();
    rmSync(this.home, { recursive: true, force: true, maxRetries: 5 });
  }

  #spawn(args: readonly string[], passphrase: string | null): ChildProcess {
    const { MOOT_PASSPHRASE, MOOT_HOME, ...env } = process.env;
    const later = this.daysAhead > 0 ? ['--import', LATER] : [];
    const quick = this.#place.quick ? ['--import', QUICK] : [];
    const words = [...later, ...quick, MAIN, ...args, '--home', this.home];
    const [program, rest] = this.#place.end?.command(process.execPath, ...words) ?? [process.execPath, words];
    return spawn(program, rest, {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: {
        ...env,
        ...(passphrase === null ? {} : { MOOT_PASSPHRASE: passphrase }),
        ...(this.daysAhead > 0 ? { MOOT_TEST_DAYS_AHEAD: String(this.daysAhead) } : {}),
      },
    });
  }
}

/** Looks again and again until something is as it should be; fails with the last look when it takes too long. @param ms milliseconds */
export async function eventually<T>(look: () => Promise<T>, isSo: (seen: T) => boolean, ms = 40_000): Promise<T> {
  const end = performance.now() + ms;
  for (;;) {
    const seen = await look();
    if (isSo(seen)) return seen;
    if (performance.now() > end) assert.fail(`still after ${ms} ms: ${JSON.stringify(seen)}`);
    await sleep(100);
  }
}

/** Ports from here on are handed out to whoever connects somewhere (IANA says from 49152 on, Linux does from here). */
const FIRST_PASSING_PORT = 32_768;

/**
 * A port of loopback that nobody uses, and that stays so until a device takes it: one that the system hands out by itself would go to any connection
 * that begins meanwhile.
 */
async function freePort(): Promise<number> {
  const port = randomInt(10_000, FIRST_PASSING_PORT);
  const server = createServer();
  const isFree = await new Promise<boolean>((resolve) => {
    server.once('error', () => resolve(false));
    server.listen(port, '127.0.0.1', () => resolve(true));
  });
  if (!isFree) return freePort();
  await new Promise((resolve) => server.close(resolve));
  return port;
}

/** A device that others reach on loopback only, at a port that stays the same. */
export async function loopbackDevice(place: Place = {}): Promise<Device> {
  return new Device({ ...place, start: ['--no-lan', '--listen', `/ip4/127.0.0.1/tcp/${await freePort()}`] });
}

/** A device on loopback for all that does not hang on what a guess at its passphrase costs. */
export function quickDevice(): Promise<Device> {
  return loopbackDevice({ quick: true });
}

/** Lets one device found a cell and another one join it: the group, here a person alone, decides. Both daemons run. */
export async function foundAndJoin(ana: Device, bo: Device): Promise<{ readonly cell: string; readonly admission: string }> {
  const founded = await ana.json('found', 'Bakery on the Corner', '--as', 'Ana');
  const { invitation } = await ana.json('invite');
  return { cell: founded.cell.id, admission: await joinWith(ana, bo, invitation) };
}

/** Lets somebody join with an invitation, and whoever is alone in the cell consent. Gives the decision's id. */
export async function joinWith(ana: Device, bo: Device, invitation: string): Promise<string> {
  const joining = bo.json('join', invitation, '--as', 'Bo', '--wait');
  const list = await eventually(
    () => ana.json('decisions'),
    (decisions) => decisions.length === 1,
  );
  await ana.json('respond', list[0].id, 'consent');
  assert.equal((await joining).state, 'member');
  return list[0].id;
}
