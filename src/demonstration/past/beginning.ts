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
  const coming = [
    { joiner: bo, day: 38, hour: '18:20' },
    { joiner: dina, day: 38, hour: '20:05' },
    { joiner: cy, day: 37, hour: '18:30' },
    { joiner: farida, day: 37, hour: '20:40' },
    { joiner: emre, day: 36, hour: '19:10' },
  ];
  for (const { joiner, day, hour } of coming) {
    await past.to(day, hour);
    const decision = await knock(past, ana, joiner);
    await past.consent(decision, ...inside);
    inside.push(joiner);
  }
}
