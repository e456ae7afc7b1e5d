import { words } from '../../demonstration/words.ts';
import type { AgreementView } from '../../practices/agreements/view.ts';
import type { DecisionView } from '../../practices/decisions/view.ts';
import type { Round } from './deciding.ts';
import { type Group, inWords } from './group.ts';
import type { Person } from './person.ts';
import { stage } from './texts.ts';

/** How long the trial goes, and after how many days it is looked at again. */
const TRIAL = '4w';
export const LATER_DAYS = 20;

/** Two objections to one proposal after the other: the first is met by new words, the second is not, and a trial is the way out. @returns the decision's id */
export async function findTrial(group: Group, id: string, { ana, bo, cy, dina, farida }: Round): Promise<string> {
  const { page } = group;
  page.head(stage['stuck.before']);
  await object(group, id, farida, words['shelter.objection']);
  await amend(group, id, dina, words['shelter.text-pay']);
  await group.respond(farida, id, 'consent', words['shelter.resolved']);
  await object(group, id, cy, words['shelter.objection-nights']);
  await amend(group, id, dina, words['shelter.text-friday']);

  page.head(stage['stuck.head']);
  await group.consent(id, [ana, bo, dina, farida]);
  await object(group, id, cy, words['shelter.objection-stands']);
  await group.exchange();
  const stuck = await group.seeDecision(id, isStuck);
  const { version, agreeing, needed, heard, round } = stuck;
  const { amendments, offered } = round.waysOut;
  page.line('', stage['stuck.stands'], { version, agreeing, needed, of: heard.of, amendments });
  page.line('', stage['stuck.offered'], { ways: inWords(offered.map((way) => stage[`stuck.way.${way}`])) });

  page.head(stage['trial.head']);
  await bo.does('way-out', { id, way: 'trial', until: TRIAL, text: words['shelter.wish'] });
  const wished = await group.seeDecision(id, (decision) => decision.round.waysOut.asked.length === 1);
  const until = (wished.round.waysOut.asked[0]?.until ?? '').slice(0, 10);
  page.line(bo.name, stage['trial.asks'], { until, text: words['shelter.wish'] });
  const terms = { subject: words['subject.neighbours'], owner: bo.name, review: until, afterwards: 'lapse' };
  const text = [words['shelter.text-friday'], stage['trial.words']].join('\n\n');
  await dina.does('amend', { id, text, ...terms });
  const trial = await group.seeDecision(id, (decision) => decision.versions.length === 4);
  page.line(dina.name, stage['trial.written'], { version: trial.version, until, owner: bo.name });
  await group.consent(id, [ana, bo, dina, farida]);
  await cy.does('respond', { id, response: 'concern', reason: words['shelter.concern-trial'] });
  page.line(cy.name, stage['trial.concern'], { reason: words['shelter.concern-trial'] });
  await group.seeEffect(id);
  await group.see<AgreementView>(
    'agreement',
    { id },
    ({ state, afterwards }) => state === 'in-force' || (state === 'due' && afterwards === 'lapse'),
  );
  page.line('', stage['register.has'], { devices: group.members.length, versions: trial.versions.length });
  return id;
}

/** Weeks later its review comes: what was said and noticed comes up, and it is renewed. */
export async function lookAgain(group: Group, id: string, { ana, bo, cy, dina, farida }: Round): Promise<void> {
  const { page } = group;
  page.head(stage['later.head'], { days: LATER_DAYS });
  page.line('', stage['later.passed']);
  const { title, review, concernsSaid } = await group.see<AgreementView>('agreement', { id }, ({ state }) => state === 'due');
  page.line('', stage['later.due'], { title, until: review ?? '' });
  for (const { member, text } of concernsSaid) page.line(member, stage['later.concern'], { text });
  await cy.does('note', { id, text: words['shelter.note'] });
  await group.see<AgreementView>('agreement', { id }, ({ notes }) => notes.length === 1);
  page.line(cy.name, stage['later.notes'], { text: words['shelter.note'] });
  const renewal = await bo.does<{ id: string; review: string }>('renew', { id, review: '6m', afterwards: 'stay' });
  await group.seeDecision(renewal.id, ({ state }) => state === 'open');
  page.line(bo.name, stage['renew.proposes'], { review: renewal.review });
  await group.consent(renewal.id, [ana, bo, cy, dina, farida]);
  await group.seeEffect(renewal.id);
  await group.see<readonly AgreementView[]>('agreements', {}, (register) => register.some(isRenewed(renewal.id)));
  page.line('', stage['renew.done']);
}

/** Somebody objects, and it is told. */
async function object(group: Group, id: string, member: Person, reason: string): Promise<void> {
  await member.does('respond', { id, response: 'object', reason });
  await group.seeDecision(id, ({ objections }) => objections.some((one) => one.member === member.name && one.reason === reason));
  group.page.line(member.name, stage['stuck.objects'], { reason });
}

/** Whoever proposed it puts it in new words. */
async function amend(group: Group, id: string, proposer: Person, text: string): Promise<void> {
  const { version } = await proposer.does<{ version: number }>('amend', { id, text });
  await group.seeDecision(id, (decision) => decision.version === version);
  group.page.line(proposer.name, stage['stuck.amends'], { text });
}

function isStuck({ state, heard, agreeing, needed, objections, certificate, round }: DecisionView): boolean {
  const isHeard = heard.unheard.length === 0 && agreeing >= needed;
  return state === 'open' && isHeard && objections.length === 1 && certificate === null && round.waysOut.offered.length > 0;
}

function isRenewed(by: string): (line: { readonly id: string; readonly state: string; readonly afterwards: string }) => boolean {
  return ({ id, state, afterwards }) => id === by && state === 'in-force' && afterwards === 'stay';
}
