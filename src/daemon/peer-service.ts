import type { Operation } from '../peer/operation.ts';
import type { Peer } from '../peer/peer.ts';
import type { Texts } from '../practices/practice.ts';
import type { AutoLock } from './auto-lock.ts';
import { backupsOf } from './backups.ts';
import type { Service, Task } from './service.ts';

/** The service of a peer. @param texts words for all of it @param more tasks besides the peer's operations @param autoLock locks it when nobody uses it; null: nothing does */
export function serviceOf(
  peer: Peer,
  operations: readonly Operation[],
  texts: Texts,
  more: readonly Task[],
  autoLock: AutoLock | null,
): Service {
  const bound = operations.map((operation): Task => ({ ...operation, run: (input, cell) => operation.run(peer, input, cell) }));
  const tasks = [...bound, ...more, ...(autoLock?.tasks() ?? [])].map((task) => autoLock?.watch(task) ?? task);
  return {
    place: peer.parts.home.place,
    get state() {
      return peer.state;
    },
    tasks: new Map(tasks.map((task) => [task.name, task])),
    texts,
    backups: backupsOf(peer),
    onEvent(listener) {
      const ends = [peer.onEvent(listener), autoLock?.onEvent(listener)];
      return () => {
        for (const end of ends) end?.();
      };
    },
  };
}
