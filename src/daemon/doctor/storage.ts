import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { freeSpace } from '../../adapters/system/free-space.ts';
import { accept } from '../../bytes/verdict.ts';
import { fields } from '../../practices/input.ts';
import { fill } from '../../practices/wording.ts';
import type { Task } from '../service.ts';
import { texts } from '../texts.ts';
import { VERSION } from '../version.ts';

const MEGABYTE = 1e6;

/** What a home takes, and what there is room for. */
export interface Storage {
  /** Moot's own version. */
  readonly version: string;
  /** Where the home is. */
  readonly place: string;
  /** Bytes that the home takes on the disk. */
  readonly used: number;
  /** Bytes that this account can still write there. */
  readonly free: number;
}

/** The form of the storage task: it works while the keyring is locked too. */
export const STORAGE = {
  name: 'storage',
  changes: false,
  inCell: false,
  input: fields({}),
  usage: { positional: [], flags: [], switches: [] },
  tell: (output: unknown) => tell(output as Storage),
} as const;

/** The task that measures the home at `place`. */
export function storage(place: string): Task {
  return { ...STORAGE, run: async () => accept(await measure(place)) };
}

/** Measures the home at `place`. Rejects with `DiskFailing`, `NoAccess`. */
export async function measure(place: string): Promise<Storage> {
  return { version: VERSION, place, used: await bytesIn(place), free: await freeSpace(place) };
}

/** Files may come and go meanwhile: what is gone takes nothing. */
async function bytesIn(folder: string): Promise<number> {
  const inside = await readdir(folder, { withFileTypes: true }).catch(() => []);
  const sizes = inside.map((one) => {
    const path = join(folder, one.name);
    return one.isDirectory()
      ? bytesIn(path)
      : stat(path).then(
          ({ size }) => size,
          () => 0,
        );
  });
  return (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0);
}

function tell({ version, place, used, free }: Storage): string {
  const megabytes = (bytes: number): string => String(Math.ceil(bytes / MEGABYTE));
  return fill(texts['storage.tell'], { version, place, used: megabytes(used), free: megabytes(free) });
}
