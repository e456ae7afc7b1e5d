import { Worker } from 'node:worker_threads';
import { type Choice, type Outcome, outcomeOf } from './playing.ts';

/**
 * Plays worlds in so many threads, each world in one of them: it is the same wherever it is played. Rejects with what ends a thread.
 * @param threads with one, this thread plays them @param told of each world, in the order of the choices
 */
export async function playSideBySide(choices: readonly Choice[], threads: number, told: (outcome: Outcome) => void): Promise<void> {
  if (threads === 1) {
    for (const choice of choices) told(await outcomeOf(choice));
    return;
  }
  const outcomes = new Map<number, Outcome>();
  let [begun, toTell] = [0, 0];
  const work = (worker: Worker) =>
    new Promise<void>((resolve, reject) => {
      let mine = 0;
      const next = (): void => {
        const choice = choices[begun];
        mine = begun++;
        if (choice === undefined) resolve();
        else worker.postMessage(choice);
      };
      worker.on('error', reject);
      worker.on('message', (outcome: Outcome) => {
        outcomes.set(mine, outcome);
        for (let ready = outcomes.get(toTell); ready !== undefined; ready = outcomes.get(toTell)) {
          outcomes.delete(toTell++);
          told(ready);
        }
        next();
      });
      next();
    }).finally(() => worker.terminate());
  const players = Array.from({ length: Math.min(threads, choices.length) }, () => new Worker(new URL('player.ts', import.meta.url)));
  await Promise.all(players.map(work));
}
