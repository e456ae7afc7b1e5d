import { randomBytes } from 'node:crypto';
import { link, lstat, open, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { OperatingError } from '../../ports/errors.ts';
import type { Files } from '../../ports/files.ts';
import { fileError } from './file-errors.ts';
import { flushFolder, writeFlushed } from './private-file.ts';

const texts = {
  FileUnreadable: (path: string) => `${path} cannot be read. Is the name right, and are you allowed to read it? Nothing was changed.`,
  FileTooLarge: (path: string) => `${path} is larger than anything that Moot has written. Is the name right? Nothing was changed.`,
  FileExists: (path: string) => `There is something called ${path} already, and Moot writes over nothing. Choose another name.`,
} satisfies Record<string, (path: string) => string>;

/** The files of this device. */
export const systemFiles: Files = { read, write };

async function read(path: string, most: number): Promise<Uint8Array> {
  try {
    const handle = await open(path, 'r');
    try {
      const stats = await handle.stat();
      if (!stats.isFile()) throw fileTrouble('FileUnreadable', path);
      if (stats.size > most) throw fileTrouble('FileTooLarge', path);
      return new Uint8Array(await handle.readFile());
    } finally {
      await handle.close();
    }
  } catch (cause) {
    throw cause instanceof OperatingError ? cause : fileTrouble('FileUnreadable', path, cause);
  }
}

/** Under its name it is whole or not at all, whatever happens: what a crash leaves has a name that nobody takes for it. */
async function write(path: string, bytes: Uint8Array): Promise<void> {
  const draft = `${path}.${randomBytes(4).toString('hex')}.part`;
  try {
    await refuseToWriteOver(path);
    await writeFlushed(draft, bytes);
    await moveTo(path, draft);
    await flushFolder(dirname(path));
  } catch (cause) {
    await rm(draft, { force: true }).catch(() => {});
    throw (cause as NodeJS.ErrnoException).code === 'EEXIST' ? fileTrouble('FileExists', path, cause) : fileError(path, cause);
  }
}

/** A second name is given only where there is none; on a stick that knows no second names, one looks first. */
async function moveTo(path: string, draft: string): Promise<void> {
  try {
    await link(draft, path);
    await rm(draft);
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === 'EEXIST') throw cause;
    await refuseToWriteOver(path);
    await rename(draft, path);
  }
}

async function refuseToWriteOver(path: string): Promise<void> {
  const there = await lstat(path).catch(() => null);
  if (there !== null) throw fileTrouble('FileExists', path);
}

function fileTrouble(name: keyof typeof texts, path: string, cause?: unknown): OperatingError {
  return new OperatingError(name, texts[name](path), { cause });
}
