import { spawn } from 'node:child_process';

/** A program that the run starts, and how long it may take. */
export interface Job {
  /** The part of the run that it belongs to. */
  readonly step: Step;
  /** For people. */
  readonly name: string;
  /** Arguments to this very Node. */
  readonly args: readonly string[];
  readonly timeoutMs: number;
  /** A test file, which counts its own tests; anything else counts as one. */
  readonly isTestFile: boolean;
}

export const STEPS = ['types', 'lint', 'sim', 'fuzz', 'unit', 'e2e'] as const;
export type Step = (typeof STEPS)[number];

/** How a program ended. */
export interface Ending {
  readonly ok: boolean;
  /** It did not end by itself within its time. */
  readonly hung: boolean;
  /** Everything it wrote, of which the last megabytes are kept. */
  readonly output: string;
  readonly ms: number;
}

const OUTPUT_CHARS = 4_000_000;
const PIPES_MS = 1000;
const running = new Set<number>();

/**
 * Runs a program in a process group of its own, and ends the whole group when the program has ended or its time is over: nothing that a test
 * started outlives it, and nothing that hangs can hang the run.
 */
export function runJob(args: readonly string[], options: { folder: string; env: NodeJS.ProcessEnv; timeoutMs: number }): Promise<Ending> {
  const began = performance.now();
  const { promise, resolve } = Promise.withResolvers<Ending>();
  const child = spawn(process.execPath, args, {
    cwd: options.folder,
    env: options.env,
    detached: process.platform !== 'win32',
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  let hung = false;
  const keep = (chunk: Buffer): void => {
    output = (output + chunk.toString()).slice(-OUTPUT_CHARS);
  };
  child.stdout.on('data', keep);
  child.stderr.on('data', keep);
  const pid = child.pid ?? 0;
  running.add(pid);
  const alarm = setTimeout(() => {
    hung = true;
    endGroup(pid);
  }, options.timeoutMs);
  child.on('error', (error) => {
    output += error.message;
    resolve({ ok: false, hung, output, ms: performance.now() - began });
  });
  child.on('exit', (code) => {
    clearTimeout(alarm);
    endGroup(pid);
    running.delete(pid);
    const done = (): void => resolve({ ok: code === 0 && !hung, hung, output, ms: performance.now() - began });
    // The pipes close when the last process that holds them ends; one that left the group must not keep us.
    const enough = setTimeout(done, PIPES_MS);
    child.on('close', () => {
      clearTimeout(enough);
      done();
    });
  });
  return promise;
}

/** Ends everything that is under way: for when the run itself is asked to stop. */
export function endAllJobs(): void {
  for (const pid of running) endGroup(pid);
}

function endGroup(pid: number): void {
  try {
    process.kill(process.platform === 'win32' ? pid : -pid, 'SIGKILL');
  } catch {
    // Nobody is left in it.
  }
}
