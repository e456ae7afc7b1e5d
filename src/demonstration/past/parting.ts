import type { People } from '../people.ts';
import { words } from '../words.ts';
import { knock } from './beginning.ts';
import type { Past } from './past.ts';

/** The others part from somebody. What he writes afterwards, not having heard of it, is set aside: they can take it back. */
export async function partFromIvo(past: Past, { ana, bo, cy, dina, emre, farida, ivo }: People): Promise<void> {
  await past.to(35, '19:30');
  await ivo.switchOff();
  const id = await past.proposes(dina, { title: words['parting.title'], text: words['parting.text'], remove: ivo.name });
  await past.to(35, '20:40');
  await past.consent(id, dina, ana, bo, cy, farida);
  await past.responds(emre, id, 'concern', words['parting.concern']);
  await past.meanwhile();
  await past.to(34, '05:50');
  await ivo.switchOn(false);
  await past.says(ivo, words['parting.crates']);
  await ivo.switchOff();
  await past.to(34, '12:30');
  await ivo.switchOn();
  await past.meanwhile();
  await ivo.switchOff();
}

/** Somebody has lost their only device, and comes back with another one: as who they were, by decision. */
export async function letBoComeBack(past: Past, { ana, bo, cy, dina, emre, farida }: People): Promise<void> {
  await past.to(16, '06:40');
  await bo.forget();
  await past.to(16, '12:10');
  await past.says(dina, words['talk.dough-trough']);
  const id = await knock(past, dina, bo, true);
  await past.consent(id, dina, ana, cy, emre, farida);
}
