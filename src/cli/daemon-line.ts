import { randomBytes } from 'node:crypto';
import { readDaemonFile } from '../daemon/daemon-file.ts';
import { proofOf } from '../daemon/entrance.ts';
import type { Problem } from '../daemon/problem.ts';
import type { KeyringState, ServiceCard, TaskCard } from '../daemon/service.ts';
import type { PeerEvent } from '../peer/peer-event.ts';
import { EXIT, Stop } from './exit.ts';
import { type Address, listenTo, send } from './http.ts';
import type { Line, Listening, Reply } from './line.ts';
import { texts } from './texts.ts';

/** A daemon that runs answers a greeting within this time, in milliseconds, if it is not busy with something large. */
const HELLO_MS = 5_000;

/**
 * The daemon that runs with this home; null if none does. What its file says may be old: only who shows that it knows the token in it is
 * spoken to, and nothing is sent to whoever took the port of a dead one.
 */
export async function findDaemon(place: string): Promise<Address | null> {
  const file = await readDaemonFile(place);
  if (file === null || file.running === null) return null;
  const { port, running } = file;
  const nonce = randomBytes(24).toString('base64url');
  try {
    const { status, body } = await send({ port, token: null }, `/hello?nonce=${nonce}`, 'application/json', undefined, HELLO_MS);
    const isOurs = status === 200 && JSON.parse(body).proof === proofOf(running.token, nonce);
    return isOurs ? { port, token: running.token } : null;
  } catch {
    return null;
  }
}

/** A line to a daemon. */
export async function lineTo(daemon: Address): Promise<Line> {
  const { tasks } = await ask<ServiceCard>(daemon, '/api');
  return new DaemonLine(daemon, tasks);
}

/** A fresh link to the page of a daemon that runs. */
export async function freshLink(address: Address): Promise<string> {
  return (await ask<{ readonly link: string }>(address, '/link', {})).link;
}

class DaemonLine implements Line {
  readonly tasks: readonly TaskCard[];
  readonly isDaemon = true;
  readonly #address: Address;

  constructor(address: Address, tasks: readonly TaskCard[]) {
    this.#address = address;
    this.tasks = tasks;
  }

  async state(): Promise<KeyringState> {
    return (await ask<ServiceCard>(this.#address, '/api')).state;
  }

  async run<Form extends 'json' | 'text'>(name: string, input: unknown, cell: string | undefined, form: Form): Promise<Reply<Form>> {
    const path = `/api/${encodeURIComponent(name)}${cell === undefined ? '' : `?cell=${encodeURIComponent(cell)}`}`;
    const { status, body } = await reached(send(this.#address, path, form === 'text' ? 'text/plain' : 'application/json', input ?? {}));
    if (status !== 200) return { ok: false, problem: read<Problem>(body) };
    return { ok: true, output: form === 'text' ? body : read(body) } as Reply<Form>;
  }

  listen(heard: (event: PeerEvent) => void): Promise<Listening> {
    return reached(listenTo(this.#address, '/api/events', (data) => heard(read<PeerEvent>(data))));
  }

  async close(): Promise<void> {}
}

async function ask<T>(address: Address, path: string, content?: unknown): Promise<T> {
  const { status, body } = await reached(send(address, path, 'application/json', content));
  if (status !== 200) throw new Stop(EXIT.unreachable, 'strange', texts['reach.strange']);
  return read<T>(body);
}

async function reached<T>(sent: Promise<T>): Promise<T> {
  try {
    return await sent;
  } catch {
    throw new Stop(EXIT.unreachable, 'lost', texts['reach.lost']);
  }
}

function read<T>(body: string): T {
  try {
    return JSON.parse(body);
  } catch {
    throw new Stop(EXIT.unreachable, 'strange', texts['reach.strange']);
  }
}
