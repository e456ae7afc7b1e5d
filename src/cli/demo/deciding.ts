import { words } from '../../demonstration/words.ts';
import type { DecisionView } from '../../practices/decisions/view.ts';
import type { Group } from './group.ts';
import type { Person } from './person.ts';
import { stage } from './texts.ts';

/** Who takes part in the round. */
export interface Round {
  readonly ana: Person;
  readonly bo: Person;
  readonly cy: Person;
  readonly dina: Person;
  readonly farida: Person;
}

/** The time to respond in days: as it was, as the proposal would have it, and as its amendment has it. */
const DAYS = { before: 7, proposed: 2, amended: 4 };

/** The agreement that sets the time to respond. */
function timeToRespond(days: number): object {
  return { kind: 'agreement', setting: 'respondWithin', value: `${days}d` };
}

/** Waits until a decision is open on every device, each giving this much time to respond. */
async function seeOpen(group: Group, id: string, days: number): Promise<void> {
  const given = ({ opened, deadline }: DecisionView) => Math.round((Date.parse(deadline) - Date.parse(opened)) / 86_400_000);
  await group.seeDecision(id, (decision) => decision.state === 'open' && given(decision) === days);
}

/** A proposal, a question, a round, and an objection that holds it up. @returns the decision's id */
export async function propose(group: Group, { ana, bo, cy, dina, farida }: Round): Promise<string> {
  const { page } = group;
  const title = words['two-days.title'];
  const text = words['two-days.text'];
  const question = words['two-days.question'];
  const answer = words['two-days.answer'];
  page.head(stage['proposal.head']);
  const proposed = { title, text, effect: timeToRespond(DAYS.proposed) };
  const { id } = await bo.does<{ id: string }>('propose', proposed);
  await seeOpen(group, id, DAYS.before);
  page.line(bo.name, stage['proposal.made'], { title, text });
  page.line('', stage['proposal.change'], { before: DAYS.before, after: DAYS.proposed });

  await cy.does('respond', { id, response: 'question', reason: question });
  const { questions } = await group.seeDecision(id, (decision) => decision.questions.length === 1);
  page.line(cy.name, stage['question.asked'], { text: question });
  await dina.does('answer', { id: questions[0]?.id, text: answer });
  await group.seeDecision(id, (decision) => decision.questions[0]?.answers.length === 1);
  page.line(dina.name, stage['question.answered'], { asker: cy.name, text: answer });

  await group.respond(cy, id, 'consent');
  await group.respond(ana, id, 'consent');
  await group.respond(dina, id, 'concern', words['two-days.concern']);
  await group.respond(bo, id, 'consent');
  await group.respond(farida, id, 'object', words['two-days.objection']);
  await group.exchange();
  const { agreeing, needed, heard } = await group.seeDecision(id, isHeldUp);
  page.line('', stage['objection.stands'], { agreeing, needed, of: heard.of });
  return id;
}

/** Everybody was heard, enough agree, and one objection stands. */
function isHeldUp({ state, heard, agreeing, needed, objections, certificate }: DecisionView): boolean {
  return state === 'open' && heard.unheard.length === 0 && agreeing >= needed && objections.length === 1 && certificate === null;
}

/** The proposer amends, everybody is asked again, and it takes effect. */
export async function integrate(group: Group, id: string, { ana, bo, cy, dina, farida }: Round): Promise<void> {
  const { page } = group;
  const [title, text] = [words['two-days.title-amended'], words['two-days.text-amended']];
  page.head(stage['amendment.head']);
  await bo.does('amend', { id, title, text, effect: timeToRespond(DAYS.amended) });
  const { version } = await group.seeDecision(id, (decision) => decision.versions.length === 2 && decision.heard.count === 0);
  page.line(bo.name, stage['amendment.made'], { title, text });
  page.line('', stage['amendment.asks'], { version });

  await group.respond(farida, id, 'consent', words['two-days.resolved']);
  await group.respond(dina, id, 'concern', words['two-days.concern']);
  await group.respond(bo, id, 'consent');
  await group.respond(ana, id, 'consent');
  await group.respond(cy, id, 'consent');
  await group.seeEffect(id);
  page.line('', stage['effect.everywhere'], { devices: group.members.length });
}

/** The next proposal already goes by what was decided, on every device. @returns its id */
export async function actOnIt(group: Group, member: Person): Promise<string> {
  const { members, page } = group;
  const [title, text] = [words['shelter.title'], words['shelter.text']];
  page.head(stage['force.head']);
  const { id } = await member.does<{ id: string }>('propose', { title, text });
  await seeOpen(group, id, DAYS.amended);
  page.line(member.name, stage['proposal.made'], { title, text });
  page.line('', stage['force.within'], { days: DAYS.amended, devices: members.length });
  return id;
}
