import { join } from 'node:path';
import { readPrivateFile, writePrivateFile } from '../adapters/system/private-file.ts';
import type { KeptSession } from './entrance.ts';

/** The version of the file's form. One of another version holds none: people come in by a link again. */
const FORMAT = 1;

/** Reads the sessions that a home keeps; none where there is no file, or none that can be read. @throws OperatingError (as a rejection) `DiskFailing`, `NoAccess` */
export async function readSessions(place: string): Promise<readonly KeptSession[]> {
  const bytes = await readPrivateFile(fileIn(place));
  if (bytes === null) return [];
  try {
    const { format, sessions } = JSON.parse(new TextDecoder().decode(bytes));
    return format === FORMAT && Array.isArray(sessions) ? sessions.filter(isSession) : [];
  } catch {
    return [];
  }
}

/** Writes the sessions of a home, readable by its owner alone: hashes, from which nobody gets a session. @throws OperatingError (as a rejection) as `writePrivateFile` */
export async function writeSessions(place: string, sessions: readonly KeptSession[]): Promise<void> {
  await writePrivateFile(fileIn(place), new TextEncoder().encode(`${JSON.stringify({ format: FORMAT, sessions })}\n`));
}

function isSession(one: unknown): one is KeptSession {
  return Array.isArray(one) && one.length === 2 && typeof one[0] === 'string' && Number.isFinite(one[1]);
}

function fileIn(place: string): string {
  return join(place, 'sessions.json');
}
