import { type IncomingHttpHeaders, request } from 'node:http';
import * as v from 'valibot';
import { systemRandom } from '../adapters/system/random.ts';
import { accept, refuse } from '../bytes/verdict.ts';
import type { PeerEvent } from '../peer/peer-event.ts';
import { OperatingError } from '../ports/errors.ts';
import { StillClock } from '../ports/still-clock.fixture.ts';
import { fields, writing } from '../practices/input.ts';
import { texts as practiceTexts } from '../practices/texts.ts';
import { makeApp } from './app.ts';
import { Entrance } from './entrance.ts';
import type { PageFiles } from './page-files.ts';
import { listen } from './server.ts';
import type { Backups, KeyringState, Service, Task } from './service.ts';
import { texts } from './texts.ts';

/** A service that needs no peer: it says back what it is told, refuses and fails on demand. */
export class FakeService implements Service {
  readonly place = '/somewhere/moot';
  state: KeyringState = 'open';
  /** What was asked for, in order. */
  readonly asked: { readonly name: string; readonly input: unknown; readonly cell: string | undefined }[] = [];
  readonly listeners = new Set<(event: PeerEvent) => void>();
  readonly texts = {
    ...practiceTexts,
    ...texts,
    'refused.locked': 'It is locked.',
    'refused.tired': 'The service is tired. Let it sleep.',
    'refused.cell-ambiguous': 'Several cells are meant.',
  };
  readonly tasks: ReadonlyMap<string, Task>;
  passphrase = 'open sesame';
  /** A backup is four bytes here, and every file of them is taken back. */
  readonly backups: Backups = {
    make: async () => (this.state === 'open' ? accept({ name: 'moot.backup', bytes: Uint8Array.of(1, 2, 3, 4) }) : refuse('locked')),
    restore: async (bytes, words) => (this.state === 'open' ? accept({ bytes: [...bytes], words }) : refuse('locked')),
  };
  /** What the task `cells` lists; who joins waits in the first of them. */
  cells = [{ id: 'ab'.repeat(32), name: 'Bakery <b>on</b> the Corner', state: 'member', refused: null as string | null }];

  /** What the task `waiting` lists. */
  waits: readonly object[] = [];

  constructor() {
    const text = writing(100_000);
    const tasks: Task[] = [
      this.#task('say', true, fields({ text, channel: v.optional(text) }), ['text'], ['channel']),
      this.#task(
        'talk',
        false,
        fields({ channel: v.optional(text), newest: v.optional(v.boolean('input.no-text')) }),
        [],
        ['channel'],
        ['newest'],
      ),
      this.#task('cells', false, fields({}), [], [], [], () => this.cells),
      this.#task('join', true, fields({ invitation: text }), ['invitation'], [], [], () => ({ cell: this.cells[0], state: 'waiting' })),
      this.#task('waiting', false, fields({}), [], [], [], () => this.waits),
      this.#task('unlock', true, fields({ passphrase: text })),
      this.#task('backup', true, fields({ file: text }), ['file']),
      this.#task('knock-twice', true, fields({ text }), ['text']),
    ];
    this.tasks = new Map(tasks.map((task) => [task.name, task]));
  }

  onEvent(listener: (event: PeerEvent) => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  /** Tells all listeners of an event. */
  happen(event: PeerEvent): void {
    for (const listener of this.listeners) listener(event);
  }

  #task(
    name: string,
    changes: boolean,
    input: Task['input'],
    positional: readonly string[] = [],
    flags: readonly string[] = [],
    switches: readonly string[] = [],
    output?: () => unknown,
  ): Task {
    return {
      name,
      changes,
      inCell: name === 'say' || name === 'talk',
      input,
      usage: { positional, flags, switches },
      run: async (content, cell) => {
        this.asked.push({ name, input: content, cell });
        const { text, passphrase } = content as { text?: string; passphrase?: string };
        if (name === 'unlock') return passphrase === this.passphrase ? this.#open() : refuse('passphrase-wrong');
        if (this.state !== 'open') return refuse('locked');
        if (text === 'refuse') return refuse('tired');
        if (text === 'which cell') return refuse('cell-ambiguous');
        if (text === 'fill the disk') throw new OperatingError('DiskFull', 'The disk is full. Free some of it.');
        if (text === 'later') throw new OperatingError('StoreBusy', 'It is open elsewhere. Close it there.', { passing: true });
        if (text === 'break') throw new TypeError('a secret of the inside');
        return accept(output === undefined ? { said: content, cell: cell ?? null } : structuredClone(output()));
      },
      tell: (told) => `told: ${JSON.stringify(told)}`,
    };
  }

  #open() {
    const created = this.state === 'new';
    this.state = 'open';
    return accept({ state: this.state, created });
  }
}

/** An answer of a daemon. */
export interface Got {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** A daemon on a real port, with a fake service and a clock that stands still. @param page what it serves as the page */
export async function fakeDaemon(page: PageFiles | null = null) {
  const service = new FakeService();
  const clock = new StillClock();
  const entrance = new Entrance(clock, systemRandom);
  const log: string[] = [];
  const server = await listen(0);
  const { port } = server;
  server.serve(makeApp({ service, entrance, clock, random: systemRandom, page, port, log: (line) => log.push(line) }));
  const token = { authorization: `Bearer ${entrance.token}` };
  const json = { 'content-type': 'application/json' };

  /** Sends a request. The headers named replace the usual ones; a body is text. */
  const ask = (method: string, path: string, headers: Readonly<Record<string, string>> = {}, body?: string): Promise<Got> =>
    new Promise((resolve, reject) => {
      const sent = request({ host: '127.0.0.1', port, path, method, headers, agent: false }, (response) => {
        let text = '';
        response.setEncoding('utf8');
        response.on('data', (chunk) => {
          text += chunk;
        });
        response.on('end', () => resolve({ status: response.statusCode ?? 0, headers: response.headers, body: text }));
      });
      sent.on('error', reject);
      sent.end(body);
    });

  /** Comes in by a fresh link, and gives the header of the session. */
  const enter = async (): Promise<{ readonly cookie: string }> => {
    const { headers } = await ask('GET', `/enter?token=${entrance.makeLink()}`);
    return { cookie: headers['set-cookie']?.[0]?.split(';', 1)[0] ?? '' };
  };
  const own = { origin: `http://127.0.0.1:${port}` };
  return { service, clock, entrance, server, port, log, token, json, own, ask, enter };
}
