import { open, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { OperatingError } from '../../ports/errors.ts';
import type { Files } from '../../ports/files.ts';
import { fileError } from './file-errors.ts';
import { flushFolder } from './private-file.ts';

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

async function write(path: string, bytes: Uint8Array): Promise<void> {
  let made = false;
  try {
    const handle = await open(path, 'wx', 0o600);
    made = true;
    try {
      await handle.writeFile(bytes);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await flushFolder(dirname(path));
  } catch (cause) {
    if (made) await rm(path, { force: true }).catch(() => {});
    throw (cause as NodeJS.ErrnoException).code === 'EEXIST' ? fileTrouble('FileExists', path, cause) : fileError(path, cause);
  }
}

function fileTrouble(name: keyof typeof texts, path: string, cause?: unknown): OperatingError {
  return new OperatingError(name, texts[name](path), { cause });
}
