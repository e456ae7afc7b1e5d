// Plays one world after the other for whoever started this thread (`side-by-side.ts`).
import { parentPort } from 'node:worker_threads';
import { type Choice, outcomeOf } from './playing.ts';

parentPort?.on('message', async (choice: Choice) => parentPort?.postMessage(await outcomeOf(choice)));
