import { open } from 'node:fs/promises';
import { resolve } from 'node:path';
import { SHARE_LENGTH, unknownWords } from '../crypto/key-shares.ts';
import { fill, oneLine } from '../practices/wording.ts';
import type { CommandLine } from './arguments.ts';
import type { Call } from './call.ts';
import { EXIT, Stop } from './exit.ts';
import type { Terminal } from './terminal.ts';
import { texts } from './texts.ts';

/** What is looked through for the one line of a file with a secret. */
const LINE_BYTES = 65536;

/** Commands that ask for the passphrase even where Moot is open. */
const ASKS_PASSPHRASE: readonly string[] = ['passphrase', 'recovery-words', 'change-recovery-words', 'entrust'];

/** The passphrase that scripts give, by a file or the environment; null where there is none. @throws Stop with `EXIT.usage` */
export async function givenPassphrase({ flags, env, folder }: Call): Promise<string | null> {
  const file = flags.passphraseFile;
  return file === undefined ? (env.MOOT_PASSPHRASE ?? null) : firstLine(resolve(folder, file), 'passphrase.file');
}

/**
 * Gives a command what it needs to know besides what was typed: secrets, which belong into no command line.
 * @param values the options of the command
 * @returns the call in which the passphrase is given, and the command's input. @throws Stop as those that ask
 */
export async function withSecrets(
  call: Call,
  name: string,
  values: CommandLine['values'],
  input: Readonly<Record<string, unknown>>,
): Promise<{ readonly call: Call; readonly input: Record<string, unknown> }> {
  const file = (flag: string): string | undefined => values[flag] as string | undefined;
  if (name === 'restore') return { call, input: { ...input, words: await recoveryWords(call, file('recovery-file')) } };
  if (!ASKS_PASSPHRASE.includes(name)) return { call, input: { ...input } };
  const passphrase = (await givenPassphrase(call)) ?? (await askPassphrase(call, false));
  const told = { ...call, flags: { ...call.flags, passphraseFile: undefined }, env: { ...call.env, MOOT_PASSPHRASE: passphrase } };
  if (name !== 'passphrase') return { call: told, input: { ...input, passphrase } };
  return { call: told, input: { ...input, old: passphrase, new: await newPassphrase(call, file('new-passphrase-file')) } };
}

/** The passphrase that is to be from now on. @throws Stop with `EXIT.usage` */
async function newPassphrase({ terminal, env, folder }: Call, file: string | undefined): Promise<string> {
  if (file !== undefined) return firstLine(resolve(folder, file), 'passphrase.file');
  if (env.MOOT_NEW_PASSPHRASE !== undefined) return env.MOOT_NEW_PASSPHRASE;
  if (!terminal.isInteractive) throw new Stop(EXIT.usage, 'no-passphrase', texts['passphrase.none-new']);
  return twice(terminal);
}

/** Asks for the passphrase; in a new home twice, with a word on what it is. @throws Stop with `EXIT.usage` where nobody is there to ask, `EXIT.left` where the person leaves */
export async function askPassphrase({ terminal }: Call, isNew: boolean): Promise<string> {
  if (!terminal.isInteractive) throw new Stop(EXIT.usage, 'no-passphrase', texts['passphrase.none']);
  if (!isNew) return answered(await terminal.askSecretly(texts['passphrase.ask']));
  terminal.tell(texts['passphrase.new']);
  return twice(terminal);
}

async function twice(terminal: Terminal): Promise<string> {
  const first = answered(await terminal.askSecretly(texts['passphrase.choose']));
  const second = answered(await terminal.askSecretly(texts['passphrase.again']));
  if (first !== second) throw new Stop(EXIT.usage, 'passphrases-differ', texts['passphrase.differ']);
  return first;
}

/** The recovery words: from a file, the environment, or the person. @throws Stop with `EXIT.usage` */
async function recoveryWords(call: Call, file: string | undefined): Promise<string> {
  const words = await givenRecovery(call, file);
  const count = words.trim().split(/\s+/u).length;
  const unknown = count < SHARE_LENGTH ? [] : unknownWords(words);
  if (unknown.length === 0) return words;
  const named = unknown.map((at) => `${(at % SHARE_LENGTH) + 1} (${oneLine(words.trim().split(/\s+/u)[at] ?? '')})`);
  throw new Stop(EXIT.usage, 'share-word-unknown', fill(texts['recovery.share-words'], { words: named.join(', ') }));
}

async function givenRecovery({ terminal, env, folder }: Call, file: string | undefined): Promise<string> {
  if (file !== undefined) return linesOf(resolve(folder, file), 'recovery.file');
  if (env.MOOT_RECOVERY !== undefined) return env.MOOT_RECOVERY;
  if (!terminal.isInteractive) throw new Stop(EXIT.usage, 'no-recovery-words', texts['recovery.none']);
  return answered(await terminal.ask(texts['recovery.ask']));
}

function answered(text: string | null): string {
  if (text === null) throw new Stop(EXIT.left, 'left', texts['prompt.left']);
  return text;
}

async function firstLine(path: string, words: 'passphrase.file' | 'recovery.file'): Promise<string> {
  const [line = '', ...more] = (await readStart(path, words)).split(/\r?\n/);
  if (more.length > 0 || line.length < LINE_BYTES) return line;
  throw unreadable(path, words);
}

/** All lines: shares stand one under the other. */
async function linesOf(path: string, words: 'passphrase.file' | 'recovery.file'): Promise<string> {
  const text = await readStart(path, words);
  const [first = ''] = text.split(/\r?\n/);
  // The twelve words stand in the first line, and whatever was noted below them is no part of them.
  return first.trim().split(/\s+/u).length < SHARE_LENGTH ? first : text.replaceAll(/\s+/gu, ' ').trim();
}

async function readStart(path: string, words: 'passphrase.file' | 'recovery.file'): Promise<string> {
  try {
    return await startOf(path);
  } catch {
    throw unreadable(path, words);
  }
}

function unreadable(path: string, words: 'passphrase.file' | 'recovery.file'): Stop {
  return new Stop(EXIT.usage, 'file-unreadable', fill(texts[words], { path }));
}

/** The first bytes of a file, as text: a file that never ends is not read to its end. */
async function startOf(path: string): Promise<string> {
  const file = await open(path, 'r');
  try {
    const buffer = new Uint8Array(LINE_BYTES);
    let size = 0;
    for (let read = -1; read !== 0 && size < LINE_BYTES; size += read) read = (await file.read(buffer, size, LINE_BYTES - size)).bytesRead;
    return new TextDecoder().decode(buffer.subarray(0, size));
  } finally {
    await file.close();
  }
}
