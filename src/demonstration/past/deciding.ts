import type { Id } from '../../bytes/id.ts';
import { assert } from '../../bytes/verdict.ts';
import type { People } from '../people.ts';
import { words } from '../words.ts';
import type { Past } from './past.ts';

/** The agreement on how long there is to respond. */
function respondWithin(value: string): object {
  return { kind: 'agreement', setting: 'respondWithin', value };
}

/** A proposal that an objection stopped, and an amendment that integrated it. It is in effect. */
export async function decideFourDays(past: Past, { ana, bo, cy, dina, emre, farida }: People): Promise<void> {
  await past.to(34, '18:30');
  const proposal = { title: words['two-days.title'], text: words['two-days.text'], effect: respondWithin('2d') };
  const id = await past.proposes(bo, proposal);
  await past.to(34, '18:52');
  const question = await past.responds(cy, id, 'question', words['two-days.question']);
  await past.to(34, '19:20');
  await dina.does('answer', { id: question, text: words['two-days.answer'] });
  await past.to(33, '07:10');
  await past.consent(id, cy, ana, bo, emre);
  await past.responds(dina, id, 'concern', words['two-days.concern']);
  await past.to(33, '20:10');
  await past.responds(farida, id, 'object', words['two-days.objection']);
  await past.to(32, '12:05');
  await bo.does('amend', {
    id,
    title: words['two-days.title-amended'],
    text: words['two-days.text-amended'],
    effect: respondWithin('4d'),
  });
  await past.to(32, '18:40');
  await past.responds(farida, id, 'consent', words['two-days.resolved']);
  await past.responds(dina, id, 'concern', words['two-days.concern']);
  await past.to(31, '08:15');
  await past.consent(id, bo, ana, emre, cy);
}

/** A proposal that changes nothing by itself; all agree. */
export async function decideBread(past: Past, { ana, bo, cy, dina, emre, farida }: People): Promise<void> {
  await past.to(29, '17:45');
  const id = await past.proposes(dina, { title: words['shelter.title'], text: words['shelter.text'] });
  await past.to(28, '06:50');
  await past.consent(id, ana, farida, dina, bo);
  await past.to(28, '19:30');
  await past.responds(emre, id, 'concern', words['shelter.concern']);
  await past.consent(id, cy);
}

/** Somebody is away while it is decided, and objects without knowing that it is: it is in review when they are back. */
export async function decideNameWhileEmreIsAway(past: Past, people: People): Promise<void> {
  const { ana, bo, cy, dina, emre, farida } = people;
  await past.to(25, '09:20');
  const effect = { kind: 'agreement', setting: 'name', value: 'Bakery on the Corner' };
  const id = await past.proposes(farida, { title: words['name.title'], text: words['name.text'], effect });
  await past.consent(id, farida);
  await past.to(25, '20:30');
  await past.says(emre, words['talk.mountains']);
  await emre.switchOff();
  await past.to(24, '18:00');
  await past.consent(id, ana, bo, cy, dina);
  await past.to(22, '21:15');
  await emre.switchOn(false);
  await emre.does('respond', { id, response: 'object', reason: words['name.objection'] });
  await emre.switchOff();
  // The time to respond is over: the others' devices attest by themselves.
  await past.to(21, '09:30');
  await past.meanwhile();
  await past.to(20, '08:10');
  await past.says(ana, words['talk.new-name']);
  await past.to(17, '19:00');
  await emre.switchOn();
  await past.meanwhile();
  await past.says(emre, words['talk.brown-hands']);
  await past.to(17, '19:25');
  await past.says(farida, words['talk.painter']);
}

/** Everybody has been heard, and an objection stands, also after other words, and other words again. @returns the decision's id */
export async function disagreeOnSundays(past: Past, { ana, bo, cy, dina, emre, farida }: People): Promise<Id> {
  await past.to(16, '18:20');
  const id = await past.proposes(cy, { title: words['sundays.title'], text: words['sundays.text'], within: '3w' });
  await past.to(15, '07:30');
  const question = await past.responds(ana, id, 'question', words['sundays.question']);
  await past.to(15, '12:40');
  await cy.does('answer', { id: question, text: words['sundays.answer'] });
  await past.consent(id, cy, bo, emre);
  await past.to(14, '17:10');
  await past.responds(farida, id, 'concern', words['sundays.concern']);
  await past.consent(id, ana);
  await past.to(14, '21:30');
  await past.responds(dina, id, 'object', words['sundays.objection']);
  await past.to(13, '06:55');
  await past.says(cy, words['talk.sundays']);
  for (const [day, text, objection] of [
    [13, words['sundays.text-turns'], words['sundays.objection-turns']],
    [12, words['sundays.text-month'], words['sundays.objection-month']],
  ] as const) {
    await past.to(day, '12:15');
    await cy.does('amend', { id, text, within: '3w' });
    await past.meanwhile();
    await past.consent(id, cy, bo, emre, farida, ana);
    await past.responds(dina, id, 'object', objection);
  }
  return id;
}

/** New words alone have not met it: somebody asks for a helping circle, with the visitor in it. */
export async function askForHelp(past: Past, id: Id, { ana, farida, visitor }: People): Promise<void> {
  await past.to(1, '12:20');
  await farida.does('way-out', { id, way: 'helping-circle', ask: [ana.name, visitor.name], text: words['sundays.circle'] });
  await past.meanwhile();
  const { round } = await ana.does('decision', { id });
  const [asked] = round.waysOut.asked;
  assert(asked !== undefined, 'a way out that was asked for');
  await ana.does('take-part', { id: asked.id, will: 'yes', text: words['sundays.help'] });
}

/** All have been heard but the visitor, for whom it waits. */
export async function askVisitor(past: Past, { ana, bo, cy, dina, emre, farida }: People): Promise<void> {
  await past.to(2, '09:15');
  const proposal = { title: words['five-days.title'], text: words['five-days.text'], effect: respondWithin('5d') };
  const id = await past.proposes(bo, proposal);
  await past.consent(id, bo);
  await emre.does('react', { id, text: words['five-days.reaction'] });
  await past.to(2, '19:40');
  await past.consent(id, ana, cy);
  await past.responds(dina, id, 'concern', words['five-days.concern']);
  await past.to(1, '07:05');
  await past.responds(farida, id, 'consent', words['five-days.consent']);
  await past.consent(id, emre);
}
