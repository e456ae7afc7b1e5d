import { join } from 'node:path';
import { readPrivateFile, writePrivateFile } from '../adapters/system/private-file.ts';

/** What a home knows of its daemon: the port that it keeps, and while one runs, how to speak to it. */
export interface DaemonFile {
  readonly port: number;
  /** Null while none runs. One that was killed leaves its token behind: only an answer shows that it runs. */
  readonly running: { readonly token: string; readonly pid: number; readonly version: string } | null;
}

/** The version of the file's form. One of another version counts as none: the next start writes it anew. */
const FORMAT = 1;

/** Reads a home's daemon file; null if there is none, or none that can be read. @throws OperatingError (as a rejection) `DiskFailing`, `NoAccess` */
export async function readDaemonFile(place: string): Promise<DaemonFile | null> {
  const bytes = await readPrivateFile(fileIn(place));
  if (bytes === null) return null;
  try {
    const { format, port, token, pid, version } = JSON.parse(new TextDecoder().decode(bytes));
    if (format !== FORMAT || !Number.isInteger(port) || port < 1 || port > 65535) return null;
    const running = typeof token === 'string' && Number.isInteger(pid) && typeof version === 'string';
    return { port, running: running ? { token, pid, version } : null };
  } catch {
    return null;
  }
}

/** Writes a home's daemon file, readable by its owner alone. @throws OperatingError (as a rejection) as `writePrivateFile` */
export async function writeDaemonFile(place: string, { port, running }: DaemonFile): Promise<void> {
  await writePrivateFile(fileIn(place), new TextEncoder().encode(`${JSON.stringify({ format: FORMAT, port, ...running })}\n`));
}

function fileIn(place: string): string {
  return join(place, 'daemon.json');
}
