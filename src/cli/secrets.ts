import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { fill } from '../practices/wording.ts';
import type { Call } from './call.ts';
import { EXIT, Stop } from './exit.ts';
import { texts } from './texts.ts';

/** The passphrase that scripts give, by a file or the environment; null where there is none. @throws Stop with `EXIT.usage` */
export async function givenPassphrase({ flags, env, folder }: Call): Promise<string | null> {
  const file = flags.passphraseFile;
  return file === undefined ? (env.MOOT_PASSPHRASE ?? null) : firstLine(resolve(folder, file), 'passphrase.file');
}

/** Asks for the passphrase; in a new home twice, with a word on what it is. @throws Stop with `EXIT.usage` where nobody is there to ask, `EXIT.left` where the person leaves */
export async function askPassphrase({ terminal }: Call, isNew: boolean): Promise<string> {
  if (!terminal.isInteractive) throw new Stop(EXIT.usage, 'no-passphrase', texts['passphrase.none']);
  if (!isNew) return answered(await terminal.askSecretly(texts['passphrase.ask']));
  terminal.tell(texts['passphrase.new']);
  const first = answered(await terminal.askSecretly(texts['passphrase.choose']));
  const second = answered(await terminal.askSecretly(texts['passphrase.again']));
  if (first !== second) throw new Stop(EXIT.usage, 'passphrases-differ', texts['passphrase.differ']);
  return first;
}

/** The recovery words: from a file, the environment, or the person. @throws Stop with `EXIT.usage` */
export async function recoveryWords({ terminal, env, folder }: Call, file: string | undefined): Promise<string> {
  if (file !== undefined) return firstLine(resolve(folder, file), 'recovery.file');
  if (env.MOOT_RECOVERY !== undefined) return env.MOOT_RECOVERY;
  if (!terminal.isInteractive) throw new Stop(EXIT.usage, 'no-recovery-words', texts['recovery.none']);
  return answered(await terminal.ask(texts['recovery.ask']));
}

function answered(text: string | null): string {
  if (text === null) throw new Stop(EXIT.left, 'left', texts['prompt.left']);
  return text;
}

async function firstLine(path: string, words: 'passphrase.file' | 'recovery.file'): Promise<string> {
  try {
    return (await readFile(path, 'utf8')).split(/\r?\n/, 1)[0] ?? '';
  } catch {
    throw new Stop(EXIT.usage, 'file-unreadable', fill(texts[words], { path }));
  }
}
