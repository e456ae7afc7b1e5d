import type { Id } from '../../bytes/id.ts';
import { assert } from '../../bytes/verdict.ts';
import type { People } from '../people.ts';
import { words } from '../words.ts';
import type { Past } from './past.ts';

/** When the flour is ordered: agreed, and then changed twice. @returns the agreement */
export async function agreeOnFlour(past: Past, { ana, bo, cy, dina, emre, farida }: People): Promise<Id> {
  await past.to(31, '18:10');
  const terms = { subject: words['subject.shop'], owner: bo.name, review: '6m' };
  const id = await past.proposes(bo, { title: words['flour.title'], text: words['flour.text'], ...terms });
  await past.consent(id, bo, ana, cy, dina, emre, farida);
  return id;
}

/** Who holds the keys: its review is near. */
export async function agreeOnKeys(past: Past, { ana, bo, cy, dina, emre, farida }: People): Promise<void> {
  await past.to(30, '20:50');
  const terms = { subject: words['subject.shop'], owner: dina.name, review: '5w' };
  const id = await past.proposes(dina, { title: words['keys.title'], text: words['keys.text'], ...terms });
  await past.consent(id, dina, emre, ana, bo, cy, farida);
  await past.to(29, '06:30');
  await cy.does('note', { id, text: words['keys.note'] });
}

/** Roles that go round, on trial, with a concern. */
export async function agreeOnRoles(past: Past, { ana, bo, cy, dina, emre, farida }: People): Promise<void> {
  await past.to(28, '20:10');
  const terms = { subject: words['subject.roles'], owner: farida.name, review: '4m', afterwards: 'lapse' } as const;
  const id = await past.proposes(farida, { title: words['roles.title'], text: words['roles.text'], ...terms });
  await past.consent(id, farida, ana, dina);
  await past.responds(bo, id, 'concern', words['roles.concern']);
  await past.consent(id, emre, cy);
}

/** The flour agreement in other words. @returns the agreement that took its place */
export async function changeFlour(
  past: Past,
  { ana, bo, cy, dina, emre, farida }: People,
  id: Id,
  { day, text }: { readonly day: number; readonly text: string },
): Promise<Id> {
  await past.to(day, '20:30');
  const change = await bo.tries('change', { id, text });
  assert(change.ok, `an agreement that can be changed, not ${change.ok || change.reason}`);
  await past.meanwhile();
  await past.consent(change.value.id, bo, ana, cy, dina, emre, farida);
  return change.value.id;
}
