import type { People } from '../people.ts';
import type { Person } from '../person.ts';
import { words } from '../words.ts';
import type { Past } from './past.ts';

/** These agree to draw lots; what follows their devices do by themselves. */
async function agreeToDraw(past: Past, id: string, those: readonly Person[]): Promise<void> {
  for (const who of those) await who.does('vote', { id, choice: 'agree' });
  await past.meanwhile();
}

/** The first of them draw lots. It is drawn. */
export async function drawWhoLightsTheOven(past: Past, members: readonly Person[]): Promise<void> {
  const [, , last] = members;
  if (last === undefined) return;
  const id = await past.proposes(last, { title: words['first-morning.title'], text: words['first-morning.text'], method: 'sortition' });
  await agreeToDraw(past, id, members);
}

/** A draw that goes on: Emre’s device is off, so a part is missing, and the visitor has not agreed yet. */
export async function beginToDrawForTheMarket(past: Past, { ana, bo, cy, dina, farida }: People): Promise<void> {
  const proposal = { title: words['winter-market.title'], text: words['winter-market.text'], method: 'sortition', seats: 2 } as const;
  const id = await past.proposes(dina, proposal);
  await agreeToDraw(past, id, [dina, bo, farida, cy, ana]);
}
