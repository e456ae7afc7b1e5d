import type { Operation } from '../peer/operation.ts';
import type { Peer } from '../peer/peer.ts';
import type { Texts } from '../practices/practice.ts';
import type { Service, Task } from './service.ts';

/** The service of a peer. @param texts words for all of it @param more tasks besides the peer's operations */
export function serviceOf(peer: Peer, operations: readonly Operation[], texts: Texts, more: readonly Task[]): Service {
  const bound = operations.map((operation): Task => ({ ...operation, run: (input, cell) => operation.run(peer, input, cell) }));
  return {
    place: peer.parts.home.place,
    get state() {
      return peer.state;
    },
    tasks: new Map([...bound, ...more].map((task) => [task.name, task])),
    texts,
    onEvent: (listener) => peer.onEvent(listener),
  };
}
