import type { Person as Member } from '../../peer/people.ts';
import type { Group } from './group.ts';
import type { Person } from './person.ts';
import { stage } from './texts.ts';

/** Somebody founds a cell of one. */
export async function found({ members, page }: Group, founder: Person): Promise<void> {
  page.head(stage['founding.head']);
  const { cell } = await founder.does<{ cell: { name: string } }>('found', { name: stage.title, as: founder.name });
  members.push(founder);
  page.line(founder.name, stage['founding.done'], { cell: cell.name });
}

/** Somebody is invited, knocks, and is admitted by the consent of all. */
export async function admit(group: Group, inviter: Person, joiner: Person): Promise<void> {
  const { members, page } = group;
  page.head(stage['joining.head'], { joiner: joiner.name });
  const { invitation } = await inviter.does<{ invitation: string }>('invite');
  page.line(inviter.name, stage['joining.invites'], { joiner: joiner.name });
  const { decision: id } = await joiner.does<{ decision: string }>('join', { invitation, as: joiner.name });
  await group.seeDecision(id, ({ state }) => state === 'open');
  page.line(joiner.name, stage['joining.knocks']);
  for (const member of members) await group.respond(member, id, 'consent');
  await group.seeEffect(id);
  await joiner.sees<readonly Member[]>('people', {}, (people) => people.some(({ you, state }) => you && state === 'member'));
  members.push(joiner);
  const entries = await group.exchange();
  page.line(joiner.name, stage['joining.member'], { joiner: joiner.name, entries });
}
