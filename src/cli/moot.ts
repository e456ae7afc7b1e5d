import { resolve } from 'node:path';
import type { TaskCard } from '../daemon/service.ts';
import { VERSION } from '../daemon/version.ts';
import { OperatingError } from '../ports/errors.ts';
import { fill } from '../practices/wording.ts';
import { missingIn, readInput, type Typed, usageLine, usageStop } from './arguments.ts';
import type { Call } from './call.ts';
import { findDaemon, lineTo } from './daemon-line.ts';
import { EXIT, type ExitCode, Stop } from './exit.ts';
import { commandHelp, generalHelp, OWN_COMMANDS, ownOptions } from './help.ts';
import type { Line } from './line.ts';
import { nearest } from './nearest.ts';
import { runTask, unlock } from './running.ts';
import { withSecrets } from './secrets.ts';
import { texts } from './texts.ts';

/** Fields that name a file: its path is meant from where the person stands, not from where the daemon does. */
const FILE_FIELDS: readonly string[] = ['file'];

/** Commands that meet other devices when they work by themselves: an invitation says where this one can be found. */
const MEETING: readonly string[] = ['join', 'invite'];

/** One call of the CLI, from what was typed to how it ends. Whatever goes wrong is told on stderr. */
export async function moot(typed: Typed, call: Call): Promise<ExitCode> {
  try {
    return await obey(typed, call);
  } catch (error) {
    const { exit, reason, message } = stopOf(error);
    call.terminal.tell(call.flags.json ? JSON.stringify({ error: { reason, message } }) : message);
    return exit;
  }
}

async function obey({ verb }: Typed, call: Call): Promise<ExitCode> {
  const { flags, terminal } = call;
  if (flags.version) {
    terminal.print(flags.json ? JSON.stringify({ version: VERSION }) : VERSION);
    return EXIT.done;
  }
  if (verb === 'start' && !flags.help) return (await import('./start.ts')).start(call);
  if (verb === 'tally' && !flags.help) return (await import('./tallying.ts')).tallyFile(call);
  if (verb === 'redraw' && !flags.help) return (await import('./redrawing.ts')).redrawFile(call);
  if (verb === 'service' && !flags.help) return (await import('./service/service.ts')).service(call);
  const line = await lineOf(verb, call);
  try {
    const known = [...OWN_COMMANDS, ...line.tasks];
    if (verb === null || verb === 'help')
      return showHelp(call, verb === null ? null : (call.rest.find((word) => !word.startsWith('-')) ?? null), line);
    const card = known.find(({ name }) => name === verb);
    if (card === undefined) return await obeyTwoWords(verb, call, line, known);
    if (flags.help) return showHelp(call, verb, line);
    return await runCommand(call, line, card);
  } finally {
    await line.close();
  }
}

/** A verb of two words: `circle found` is `circle-found`. */
async function obeyTwoWords(verb: string, call: Call, line: Line, known: readonly TaskCard[]): Promise<ExitCode> {
  const second = call.rest.find((word) => known.some(({ name }) => name === `${verb}-${word}`));
  const card = known.find(({ name }) => name === `${verb}-${second}`);
  if (card === undefined || second === undefined) throw unknownVerb(verb, known);
  if (call.flags.help) return showHelp(call, card.name, line);
  const rest = call.rest.toSpliced(call.rest.indexOf(second), 1);
  return runCommand({ ...call, rest }, line, card);
}

async function lineOf(verb: string | null, call: Call): Promise<Line> {
  const daemon = await findDaemon(call.place);
  if (daemon !== null) return lineTo(daemon);
  const { ownLine } = await import('./own-line.ts');
  const meets = MEETING.includes(verb ?? '') || call.rest.includes('--follow');
  return ownLine({ place: call.place, meets, log: call.flags.json ? () => {} : call.terminal.tell });
}

async function runCommand(call: Call, line: Line, card: TaskCard): Promise<ExitCode> {
  const { name } = card;
  const { values, input } = readInput(card, call.rest, ownOptions(name));
  const missing = missingIn(card, input);
  // Whoever is asked for a passphrase first would be told after it that nothing can be done.
  if (missing !== null) throw missingStop(card, missing);
  for (const field of FILE_FIELDS) if (typeof input[field] === 'string') input[field] = resolve(call.folder, input[field]);
  if (values.wait === true) return (await import('./joining.ts')).joinAndWait(call, line, input);
  if (values.follow === true) {
    const { followTalk, followWaiting } = await import('./following.ts');
    return name === 'waiting' ? followWaiting(call, line) : followTalk(call, line, input);
  }
  if (values['exit-code'] === true) return (await import('./following.ts')).sayWhetherItWaits(call, line);
  const form = call.flags.json ? 'json' : 'text';
  const told = await withSecrets(call, name, values, input);
  const output = await outputOf(told.call, line, card, told.input, form);
  call.terminal.print(form === 'json' ? JSON.stringify(output) : String(output));
  return EXIT.done;
}

async function outputOf(call: Call, line: Line, card: TaskCard, input: Record<string, unknown>, form: 'json' | 'text'): Promise<unknown> {
  if (card.name === 'unlock') return unlock(call, line, form);
  if (card.name === 'lock' && !line.isDaemon) return form === 'json' ? { state: 'locked' } : texts['lock.nothing-runs'];
  try {
    return await runTask(call, line, card.name, input, form);
  } catch (error) {
    if (!(error instanceof Stop) || error.field === null) throw error;
    if (error.reason === 'field-missing') throw missingStop(card, error.field);
    throw new Stop(error.exit, error.reason, `${error.message}\n${usageOf(card)}`, error.field);
  }
}

function usageOf(card: TaskCard): string {
  return fill(texts['usage.see'], { usage: usageLine(card, ownOptions(card.name)) });
}

/** What is missing is named as the usage names it. */
function missingStop(card: TaskCard, field: string): Stop {
  const { positional, rest } = card.usage;
  const named = positional.includes(field) || rest === field ? field.toUpperCase() : `--${field}`;
  return new Stop(EXIT.usage, 'field-missing', `${fill(texts['usage.missing'], { field: named })}\n${usageOf(card)}`, field);
}

function showHelp({ flags, terminal }: Call, verb: string | null, { tasks }: Line): ExitCode {
  const known = [...OWN_COMMANDS, ...tasks];
  const card = verb === null || verb === 'help' ? null : known.find(({ name }) => name === verb);
  if (card === undefined) throw unknownVerb(verb ?? '', known);
  if (flags.json) terminal.print(JSON.stringify(card ?? known));
  else terminal.print(card === null ? generalHelp(tasks) : commandHelp(card));
  return EXIT.done;
}

function unknownVerb(verb: string, known: readonly TaskCard[]): Stop {
  const near = nearest(
    verb,
    known.map(({ name }) => name),
  );
  return near === null ? usageStop('unknown', { verb }) : usageStop('nearest', { verb, nearest: near });
}

function stopOf(error: unknown): Stop {
  if (error instanceof Stop) return error;
  if (error instanceof OperatingError) return new Stop(EXIT.unreachable, error.name, error.message);
  const trace = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return new Stop(EXIT.unreachable, 'fault', `${texts.fault}\n${trace}`);
}
