import { type ParseArgsOptionsConfig, parseArgs } from 'node:util';
import type { TaskCard } from '../daemon/service.ts';
import { fill } from '../practices/wording.ts';
import { EXIT, Stop } from './exit.ts';
import { texts } from './texts.ts';

/** Options of every command. They may stand before or after its name. */
export const GLOBAL_OPTIONS = {
  home: { type: 'string' },
  cell: { type: 'string' },
  'passphrase-file': { type: 'string' },
  json: { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
  version: { type: 'boolean' },
} as const satisfies ParseArgsOptionsConfig;

/** Options of every command, as they were typed. */
export interface GlobalFlags {
  readonly home: string | undefined;
  readonly cell: string | undefined;
  readonly passphraseFile: string | undefined;
  readonly json: boolean;
  readonly help: boolean;
  readonly version: boolean;
}

/** A command line, understood as far as that can be without knowing the command. */
export interface Typed {
  readonly verb: string | null;
  readonly flags: GlobalFlags;
  /** Everything but the verb. */
  readonly rest: readonly string[];
}

/** Finds the verb and the options of every command. */
export function readTyped(args: readonly string[]): Typed {
  const loose = parseArgs({ args: [...args], options: GLOBAL_OPTIONS, strict: false, allowPositionals: true, tokens: true });
  const at = loose.tokens.find(({ kind }) => kind === 'positional')?.index;
  const { home, cell, json, help, version, 'passphrase-file': passphraseFile } = loose.values;
  const text = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);
  return {
    verb: at === undefined ? null : (args[at] ?? null),
    flags: { home: text(home), cell: text(cell), passphraseFile: text(passphraseFile), json: !!json, help: !!help, version: !!version },
    rest: args.filter((_, index) => index !== at),
  };
}

/** What was typed after a verb. */
export interface CommandLine {
  readonly words: readonly string[];
  readonly values: Readonly<Record<string, string | boolean | (string | boolean)[] | undefined>>;
}

/** Reads what was typed after a verb, by the options of its command. @throws Stop with `EXIT.usage` */
export function readCommandLine(rest: readonly string[], options: ParseArgsOptionsConfig): CommandLine {
  try {
    const { positionals, values } = parseArgs({ args: [...rest], options: { ...GLOBAL_OPTIONS, ...options }, allowPositionals: true });
    return { words: positionals, values };
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    const flag = /'(?:-\w, )?(--?[^' =]+)/.exec(message)?.[1] ?? '';
    if (code === 'ERR_PARSE_ARGS_UNKNOWN_OPTION') throw usageStop('flag-unknown', { flag });
    if (code !== 'ERR_PARSE_ARGS_INVALID_OPTION_VALUE') throw error;
    throw usageStop(/does not take an argument/.test(message) ? 'flag-no-value' : 'flag-value', { flag });
  }
}

/** Options that the CLI adds to a command, since they are about this terminal and not about the task. */
export interface OwnOptions {
  readonly flags: readonly string[];
  readonly switches: readonly string[];
}

/** Reads the input of a task. What belongs to the CLI is among the line's values only. @throws Stop with `EXIT.usage` */
export function readInput(
  { usage }: TaskCard,
  rest: readonly string[],
  own: OwnOptions,
): CommandLine & { readonly input: Record<string, unknown> } {
  const options: ParseArgsOptionsConfig = {};
  for (const flag of [...usage.flags, ...own.flags]) options[flag] = { type: 'string', multiple: usage.repeated?.includes(flag) ?? false };
  for (const name of [...usage.switches, ...own.switches]) options[name] = { type: 'boolean' };
  const line = readCommandLine(rest, options);
  const surplus = line.words.slice(usage.positional.length);
  if (surplus[0] !== undefined && usage.rest === undefined) throw usageStop('too-many', { word: surplus[0] });
  const input: Record<string, unknown> = {};
  for (const [index, field] of usage.positional.entries()) if (line.words[index] !== undefined) input[field] = line.words[index];
  if (usage.rest !== undefined) input[usage.rest] = surplus;
  for (const name of [...usage.flags, ...usage.switches]) if (line.values[name] !== undefined) input[name] = line.values[name];
  return { ...line, input };
}

/** How a command is typed, such as `say TEXT [--channel CHANNEL]`: what may be left out stands in brackets, behind what may not. */
export function usageLine({ name, usage, required }: Pick<TaskCard, 'name' | 'usage' | 'required'>, own: OwnOptions): string {
  const optional = (field: string, words: string) => (required.includes(field) ? words : `[${words}]`);
  const typed = [...usage.positional, ...(usage.rest === undefined ? [] : [usage.rest])];
  // A word is known by its place: none is left out before one that is not.
  const last = typed.findLastIndex((field) => required.includes(field));
  const words = typed.map((field, at) => {
    const word = `${field.toUpperCase()}${field === usage.rest ? '…' : ''}`;
    return at < last ? word : optional(field, word);
  });
  const flags = [...usage.flags, ...own.flags].toSorted((a, b) => Number(required.includes(b)) - Number(required.includes(a)));
  const options = flags.map((flag) => optional(flag, `--${flag} ${flag.toUpperCase()}`));
  return [name, ...words, ...options, ...[...usage.switches, ...own.switches].map((one) => `[--${one}]`)].join(' ');
}

/** What has to be typed and was not, as the usage names it; null where nothing is missing. */
export function missingIn(card: TaskCard, input: Readonly<Record<string, unknown>>): string | null {
  const { positional, rest, flags } = card.usage;
  const typed = [...positional, ...(rest === undefined ? [] : [rest]), ...flags];
  return typed.find((field) => card.required.includes(field) && input[field] === undefined) ?? null;
}

/** The end of a call that was typed wrongly, in the words of the catalogue. */
export function usageStop(
  reason: string & (keyof typeof texts extends `usage.${infer R}` ? R : string),
  gaps: Readonly<Record<string, string>> = {},
): Stop {
  return new Stop(EXIT.usage, reason, fill(texts[`usage.${reason}` as keyof typeof texts], gaps));
}

/** A port as it was typed; null where none was. @throws Stop with `EXIT.usage` */
export function portOf(typed: string | undefined): number | null {
  if (typed === undefined) return null;
  const port = /^\d{1,5}$/.test(typed) ? Number(typed) : 0;
  if (port < 1 || port > 65535) throw usageStop('no-port');
  return port;
}
