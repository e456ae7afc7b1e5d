import { parentPort } from 'node:worker_threads';
import { LookingAhead, type ToLookAt } from '../../log/ahead.ts';

// The program of a forerunner's thread: it says that it is there, and what it is given comes back looked at.
const looking = new LookingAhead();
parentPort?.postMessage('on its way');
parentPort?.on('message', (entries: ToLookAt) => {
  const found = looking.look(entries);
  parentPort?.postMessage(found, [found.table.buffer, found.bytes.buffer]);
});
