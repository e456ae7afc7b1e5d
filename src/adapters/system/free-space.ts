import { statfs } from 'node:fs/promises';
import { fileError } from './file-errors.ts';

/** Bytes that this account can still write on the disk where `place` lies. @throws OperatingError (as a rejection) `DiskFailing`, `NoAccess` */
export async function freeSpace(place: string): Promise<number> {
  try {
    const { bavail, bsize } = await statfs(place);
    return bavail * bsize;
  } catch (cause) {
    throw fileError(place, cause);
  }
}
