import { mkdir, open, readFile, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { fileError } from './file-errors.ts';

/**
 * Writes a small file that only its owner can read. Afterwards the old or the new content is there, whole, whatever happens; resolved means
 * flushed. One writer at a time.
 * @throws OperatingError (as a rejection) `DiskFull`, `DiskFailing`, `NoAccess`, and then the old content is there
 */
export async function writePrivateFile(file: string, bytes: Uint8Array): Promise<void> {
  const draft = `${file}.new`;
  try {
    // A draft that a crash has left may be anything.
    await rm(draft, { force: true });
    await writeFlushed(draft, bytes);
    await rename(draft, file);
    await flushFolder(dirname(file));
  } catch (cause) {
    await rm(draft, { force: true }).catch(() => {});
    throw fileError(file, cause);
  }
}

/** The content of a small file, or null if there is none. @throws OperatingError (as a rejection) `DiskFailing`, `NoAccess` */
export async function readPrivateFile(file: string): Promise<Uint8Array | null> {
  try {
    return new Uint8Array(await readFile(file));
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw fileError(file, cause);
  }
}

/** Removes a small file; one that is not there is removed already. @throws OperatingError (as a rejection) `DiskFailing`, `NoAccess` */
export async function removePrivateFile(file: string): Promise<void> {
  try {
    await rm(file, { force: true });
  } catch (cause) {
    throw fileError(file, cause);
  }
}

/** Makes a folder that only its owner can enter, with those above it; one that is there is left as it is. @throws as `writePrivateFile` */
export async function makePrivateFolder(folder: string): Promise<void> {
  try {
    const first = await mkdir(folder, { recursive: true, mode: 0o700 });
    for (let made = folder; first !== undefined && made.length >= first.length; made = dirname(made)) await flushFolder(dirname(made));
  } catch (cause) {
    throw fileError(folder, cause);
  }
}

/** Writes a new file that only its owner can read, and flushes it. @throws what the system raises, `EEXIST` where there is one */
export async function writeFlushed(file: string, bytes: Uint8Array): Promise<void> {
  const handle = await open(file, 'wx', 0o600);
  try {
    await handle.writeFile(bytes);
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** Makes names in a folder survive a power cut. Windows flushes them by itself and lets nobody open a folder. */
export async function flushFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return;
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
