import { type DiskErrorName, diskError } from '../../ports/disk-errors.ts';
import { OperatingError } from '../../ports/errors.ts';

const byCode: ReadonlyMap<string, DiskErrorName> = new Map([
  ['ENOSPC', 'DiskFull'],
  ['EDQUOT', 'DiskFull'],
  ['EIO', 'DiskFailing'],
  ['EACCES', 'NoAccess'],
  ['EPERM', 'NoAccess'],
  ['EROFS', 'NoAccess'],
  ['EEXIST', 'NoAccess'],
  ['ENOTDIR', 'NoAccess'],
  ['EISDIR', 'NoAccess'],
  ['ENOENT', 'NoPlace'],
]);

/** The operating system's error about `place` as an operating error; what it did not raise comes back as it is. */
export function fileError(place: string, cause: unknown): unknown {
  if (cause instanceof OperatingError || !(cause instanceof Error)) return cause;
  const name = byCode.get(String((cause as NodeJS.ErrnoException).code));
  return name === undefined ? cause : diskError(name, place, cause);
}
