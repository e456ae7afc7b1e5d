import type { Id } from '../../bytes/id.ts';
import { assert } from '../../bytes/verdict.ts';
import { knockWith, type People } from '../people.ts';
import type { Person } from '../person.ts';
import { words } from '../words.ts';
import { drawWhoLightsTheOven } from './drawing.ts';
import type { Past } from './past.ts';

/** Somebody is invited by a member, and knocks. @param wasInside whether they have lost their device @returns the decision about them */
export async function knock(past: Past, inviter: Person, joiner: Person, wasInside = false): Promise<Id> {
  const { invitation } = await inviter.does('invite', {});
  await past.meanwhile();
  const knocking = knockWith(joiner, invitation, wasInside);
  await past.meanwhile();
  const decision = await knocking;
  assert(decision !== null, `somebody to hear ${joiner.name} at the door`);
  return decision;
}

/** Seven people found the bakery, admitting one another; the first three draw who lights the oven. */
export async function begin(past: Past, { ana, bo, cy, dina, emre, farida, ivo }: People): Promise<void> {
  await ana.switchOn();
  await ana.does('found', { name: words['name.first'], as: ana.name });
  const inside = [ana];
  const comesIn = async (joiner: Person, daysAgo: number, hour: string): Promise<void> => {
    await past.to(daysAgo, hour);
    await past.consent(await knock(past, ana, joiner), ...inside);
    inside.push(joiner);
  };
  await comesIn(bo, 38, '18:20');
  await comesIn(dina, 38, '19:05');
  await past.to(38, '19:40');
  await drawWhoLightsTheOven(past, inside);
  await comesIn(ivo, 38, '20:30');
  await comesIn(cy, 37, '18:30');
  await comesIn(farida, 37, '20:40');
  await comesIn(emre, 36, '19:10');
}
