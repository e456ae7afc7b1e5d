import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import type { Finding } from '../checkers/finding.ts';
import { Dice } from '../dice.ts';
import { attackDecoders, attackDoor, attackLinks, attackRecord, type Tally } from './attacks.ts';
import { findHarm } from './harm.ts';
import { Mutation } from './mutation.ts';
import { targetOf } from './target.ts';

/** What one input may cost: processor time in milliseconds, for the average of a kind. A single one is not held to it, for others use the machine too. */
const MOST_MS = 25;
/** How much memory all of it may leave behind, in bytes; and how much of that may be in use still. */
const MOST_MEMORY = 400e6;
const MOST_IN_USE = 100e6;

/** What came of hostile input. */
export interface FuzzReport {
  readonly lines: readonly string[];
  readonly findings: readonly Finding[];
}

/** Throws so many inputs at a small cell and its decoders, then looks whether anybody was harmed. The same seed gives the same inputs. */
export async function fuzz(inputs: number, seed: number): Promise<FuzzReport> {
  const dice = new Dice(`fuzz ${seed}`);
  const mutation = new Mutation(dice.for('mutations'));
  const uncaught: unknown[] = [];
  const catching = (error: unknown) => uncaught.push(error);
  process.on('unhandledRejection', catching);
  const counter = new Counter();
  const target = await targetOf(seed);
  target.world.witness.rest();
  const before = memoryNow();
  attackDecoders(target, Math.round(inputs * 0.7), dice.for('decoders'), mutation, counter);
  await attackRecord(target, Math.round(inputs * 0.18), dice.for('record'), mutation, counter);
  await attackLinks(target, Math.round(inputs * 0.1), dice.for('links'), mutation, counter);
  await attackDoor(target, Math.round(inputs * 0.02), dice.for('door'), mutation, counter);
  const findings = [...counter.findings(), ...(await findHarm(target))];
  const after = memoryNow();
  const [grown, inUse] = [after.all - before.all, after.inUse - before.inUse];
  const told = `${Math.round(grown / 1e6)} MB more than before, ${Math.round(inUse / 1e6)} MB more in use`;
  if (grown > MOST_MEMORY || inUse > MOST_IN_USE) findings.push({ invariant: 'BoundedMemory', what: told });
  process.off('unhandledRejection', catching);
  for (const error of uncaught)
    findings.push({ invariant: 'NoErrorUncaught', what: error instanceof Error ? String(error.stack) : String(error) });
  return { lines: [...counter.lines(), `memory: ${told}`], findings };
}

/** The memory of this process, in bytes: all that the system has given to it, and what something still refers to. */
function memoryNow(): { readonly all: number; readonly inUse: number } {
  setFlagsFromString('--expose-gc');
  runInNewContext('gc')();
  const { rss, heapUsed, arrayBuffers } = process.memoryUsage();
  return { all: rss, inUse: heapUsed + arrayBuffers };
}

/** Counts what was thrown, what it cost, and how it was answered. */
class Counter implements Tally {
  readonly #inputs = new Map<string, { count: number; cost: number; worst: number }>();
  readonly #reasons = new Map<string, Map<string, number>>();
  readonly #thrown: Finding[] = [];

  input<T>(name: string, run: () => T): T {
    const before = process.cpuUsage();
    const done = (): void => {
      const { user, system } = process.cpuUsage(before);
      const cost = (user + system) / 1000;
      const known = this.#inputs.get(name) ?? { count: 0, cost: 0, worst: 0 };
      this.#inputs.set(name, { count: known.count + 1, cost: known.cost + cost, worst: Math.max(known.worst, cost) });
    };
    try {
      const result = run();
      if (result instanceof Promise) return result.finally(done) as T;
      done();
      return result;
    } catch (error) {
      done();
      this.#thrown.push({ invariant: 'BadDataIsAValue', what: `${name}: ${error instanceof Error ? error.stack : error}` });
      return null as T;
    }
  }

  refused(name: string, reason: string | null): void {
    const reasons = this.#reasons.get(name) ?? new Map<string, number>();
    reasons.set(reason ?? 'taken', (reasons.get(reason ?? 'taken') ?? 0) + 1);
    this.#reasons.set(name, reasons);
  }

  findings(): Finding[] {
    const slow = [...this.#inputs].filter(([, { count, cost }]) => cost / count > MOST_MS);
    return [
      ...this.#thrown,
      ...slow.map(([name, { count, cost }]) => ({ invariant: 'BoundedTime', what: `${name}: ${Math.round(cost / count)} ms each` })),
    ];
  }

  lines(): string[] {
    const costs = [...this.#inputs].map(
      ([name, { count, cost, worst }]) =>
        `${String(count).padStart(7)}  ${name}: ${(cost / count).toFixed(3)} ms each, ${worst.toFixed(0)} ms at most`,
    );
    const reasons = [...this.#reasons].map(
      ([name, all]) =>
        `${name}: ${[...all]
          .sort()
          .map(([reason, times]) => `${reason} ${times}`)
          .join(', ')}`,
    );
    return [...costs, ...reasons];
  }
}
