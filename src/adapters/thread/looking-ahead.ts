import { parentPort } from 'node:worker_threads';
import { LookingAhead, type ToLookAt } from '../../log/ahead.ts';
import { ON_ITS_WAY } from './on-its-way.ts';

// The program of a forerunner's thread: what it is given comes back looked at.
const looking = new LookingAhead();
parentPort?.postMessage(ON_ITS_WAY);
parentPort?.on('message', (entries: ToLookAt) => {
  const found = looking.look(entries);
  parentPort?.postMessage(found, [found.table.buffer, found.bytes.buffer]);
});
