import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fakeDaemon } from '../daemon/daemon.fixture.ts';
import { writeDaemonFile } from '../daemon/daemon-file.ts';
import { readTyped } from './arguments.ts';
import type { Call } from './call.ts';
import type { ExitCode } from './exit.ts';
import { moot } from './moot.ts';
import type { Terminal } from './terminal.ts';

/** A terminal that remembers, with somebody at it who gives these answers, or nobody. */
export class FakeTerminal implements Terminal {
  readonly out: string[] = [];
  readonly err: string[] = [];
  readonly questions: string[] = [];
  readonly #answers: (string | null)[] | null;

  constructor(answers: readonly (string | null)[] | null) {
    this.#answers = answers === null ? null : [...answers];
  }

  get isInteractive(): boolean {
    return this.#answers !== null;
  }

  print(text: string): void {
    this.out.push(text);
  }

  tell(text: string): void {
    this.err.push(text);
  }

  async ask(question: string): Promise<string | null> {
    this.questions.push(question);
    return this.#answers?.shift() ?? null;
  }

  askSecretly(question: string): Promise<string | null> {
    return this.ask(question);
  }
}

/** What a call of the CLI did. */
export interface Called {
  readonly exit: ExitCode;
  readonly out: readonly string[];
  readonly err: readonly string[];
  readonly questions: readonly string[];
}

/** How a call is made. */
export interface Circumstances {
  readonly env?: Readonly<Record<string, string>>;
  /** Answers to questions; null where nobody is there. */
  readonly answers?: readonly (string | null)[] | null;
  /** Presses Ctrl-C when this resolves. */
  readonly interrupt?: Promise<unknown>;
}

/** Calls the CLI in this process, on a home. */
export async function callOn(
  place: string,
  args: readonly string[],
  { env = {}, answers = null, interrupt }: Circumstances = {},
): Promise<Called> {
  const typed = readTyped(args);
  const terminal = new FakeTerminal(answers);
  const onInterrupt = (act: () => void): (() => void) => {
    let isOn = true;
    void interrupt?.then(() => isOn && act());
    return () => {
      isOn = false;
    };
  };
  const call: Call = { flags: typed.flags, rest: typed.rest, terminal, env, folder: '/here', place, onInterrupt };
  const exit = await moot(typed, call);
  return { exit, out: terminal.out, err: terminal.err, questions: terminal.questions };
}

/** A home with a daemon of a fake service. */
export async function fakeHome() {
  const place = mkdtempSync(join(tmpdir(), 'moot-cli-'));
  const daemon = await fakeDaemon();
  const { port, entrance } = daemon;
  await writeDaemonFile(place, { port, running: { token: entrance.token, pid: process.pid, version: '0.0.0' } });
  return {
    ...daemon,
    place,
    /** Calls the CLI on it. */
    call: (args: readonly string[], circumstances?: Circumstances) => callOn(place, args, circumstances),
    async remove(): Promise<void> {
      await daemon.server.close();
      rmSync(place, { recursive: true });
    },
  };
}
