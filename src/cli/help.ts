import type { TaskCard } from '../daemon/service.ts';
import type { Texts } from '../practices/practice.ts';
import { fill } from '../practices/wording.ts';
import { GLOBAL_OPTIONS, type OwnOptions, usageLine } from './arguments.ts';
import { HELP_GROUPS } from './help-groups.ts';
import { texts } from './texts.ts';

const OWN_OPTIONS: Readonly<Record<string, OwnOptions>> = {
  join: { flags: [], switches: ['wait'] },
  talk: { flags: [], switches: ['follow'] },
  waiting: { flags: [], switches: ['follow', 'exit-code'] },
  service: { flags: ['port', 'listen'], switches: ['yes', 'no-lan'] },
  restore: { flags: ['recovery-file'], switches: [] },
  passphrase: { flags: ['new-passphrase-file'], switches: [] },
};

/** The options that the CLI adds to a command. */
export function ownOptions(name: string): OwnOptions {
  return OWN_OPTIONS[name] ?? { flags: [], switches: [] };
}

/** The commands that are the CLI's own. */
export const OWN_COMMANDS: readonly TaskCard[] = [
  ownCommand('start', [], ['port', 'listen'], ['no-open', 'no-lan']),
  ownCommand('tally', ['method', 'file'], ['seats', 'share', 'ties', 'seed', 'unranked'], []),
  ownCommand('redraw', ['file'], [], []),
  ownCommand('help', [], [], []),
];

function ownCommand(
  name: 'start' | 'tally' | 'redraw' | 'help',
  positional: readonly string[],
  flags: readonly string[],
  switches: readonly string[],
): TaskCard {
  const usage = { positional, flags, switches };
  return { name, changes: false, inCell: false, usage, required: positional, help: texts[`command.${name}`], explained: {} };
}

/** What `moot --help` says. */
export function generalHelp(tasks: readonly TaskCard[]): string {
  const cards = new Map([...OWN_COMMANDS, ...tasks].map((card) => [card.name, card]));
  const groups = HELP_GROUPS.flatMap(({ heading, commands }) => {
    const lines = commands.flatMap((name) => briefLines(cards.get(name)));
    return lines.length === 0 ? [] : [`${texts[heading]}:`, ...lines, ''];
  });
  const flags = Object.keys(GLOBAL_OPTIONS).flatMap(flagLines);
  return [
    ...[...wrapped(texts['help.about'], ''), '', texts['help.usage'], '', ...groups],
    ...[texts['help.flags'], ...flags, '', ...wrapped(`${texts['help.more']} ${texts['help.exit']}`, '')],
  ].join('\n');
}

/** What must be typed of a command, and the first sentence of what it does. */
function briefLines(card: TaskCard | undefined): string[] {
  if (card === undefined) return [];
  const brief = { ...card, usage: { ...card.usage, flags: card.usage.flags.filter((flag) => card.required.includes(flag)), switches: [] } };
  const [first = ''] = card.help.split(/(?<=\.) /u);
  return besides(usageLine(brief, ownOptions('')), first, 30);
}

/** What `moot COMMAND --help` says. */
export function commandHelp(card: TaskCard): string {
  const own = ownOptions(card.name);
  const usage = fill(texts['help.usage-of'], { usage: usageLine(card, own) });
  const { positional, rest } = card.usage;
  const words = [...positional, ...(rest === undefined ? [] : [rest])].flatMap((field) =>
    explainedLine(field.toUpperCase(), card.explained[field]),
  );
  const options = [...card.usage.flags, ...own.flags, ...card.usage.switches, ...own.switches];
  const flags = options.flatMap((name) => explainedLine(`--${name}`, card.explained[name] ?? ownWords(name)));
  const explained = words.length + flags.length === 0 ? [] : ['', ...words, ...flags];
  return [
    usage,
    '',
    ...wrapped(card.help, ''),
    ...explained,
    '',
    texts['help.flags'],
    ...Object.keys(GLOBAL_OPTIONS).flatMap(flagLines),
  ].join('\n');
}

function flagLines(name: string): string[] {
  return explainedLine(`--${name}`, ownWords(name));
}

function ownWords(name: string): string | undefined {
  const words: Texts = texts;
  return words[`flag.${name}`];
}

function explainedLine(what: string, words: string | undefined): string[] {
  if (words === undefined) return [];
  return besides(what, words, 22);
}

/** Words in a column beside what they are about. @param column where it begins */
function besides(what: string, words: string, column: number): string[] {
  const lines = wrapped(words, ' '.repeat(column));
  if (what.length > column - 3) return [`  ${what}`, ...lines];
  const [first = '', ...more] = lines;
  return [`  ${what.padEnd(column - 3)} ${first.trim()}`, ...more];
}

function wrapped(text: string, indent: string): string[] {
  const lines: string[] = [];
  let line = indent;
  for (const word of text.split(' ')) {
    if (line.length + word.length > 96 && line.trim() !== '') {
      lines.push(line.trimEnd());
      line = indent;
    }
    line += `${word} `;
  }
  return [...lines, line.trimEnd()];
}
