import type { Id } from '../../bytes/id.ts';
import { assert } from '../../bytes/verdict.ts';
import { knockWith, type People } from '../people.ts';
import type { Person } from '../person.ts';
import { words } from '../words.ts';
import type { Past } from './past.ts';

/** Somebody is invited by a member, and knocks. @returns the decision about them */
export async function knock(past: Past, inviter: Person, joiner: Person): Promise<Id> {
  const { invitation } = await inviter.does('invite', {});
  await past.meanwhile();
  const knocking = knockWith(joiner, invitation);
  await past.meanwhile();
  const decision = await knocking;
  assert(decision !== null, `somebody to hear ${joiner.name} at the door`);
  return decision;
}

/** Six people found the bakery, admitting one another. */
export async function begin(past: Past, { ana, bo, cy, dina, emre, farida }: People): Promise<void> {
  await ana.switchOn();
  await ana.does('found', { name: words['name.first'], as: ana.name });
  const inside = [ana];
  for (const joiner of [bo, dina, cy, farida, emre]) {
    const decision = await knock(past, ana, joiner);
    await past.consent(decision, ...inside);
    await past.meanwhile();
    inside.push(joiner);
  }
}
