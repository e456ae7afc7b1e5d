import { utf8 } from '../../bytes/octets.ts';
import { hash } from '../../crypto/hash.ts';
import type { Person as Member } from '../../peer/people.ts';
import type { CellStatus } from '../../peer/standing.ts';
import type { AgreementLine } from '../../practices/agreements/view.ts';
import type { DecisionView } from '../../practices/decisions/view.ts';
import type { MessageView } from '../../practices/talk/view.ts';
import { fill } from '../../practices/wording.ts';
import type { Group } from './group.ts';
import type { Person } from './person.ts';
import { stage } from './texts.ts';

/** What a device shows of its cell. */
interface Shown {
  readonly entries: number;
  readonly members: number;
  readonly decisions: number;
  readonly agreements: number;
  readonly messages: number;
  /** Two devices have the same one if they show the same people, decisions, certificates, agreements and messages. */
  readonly fingerprint: string;
}

/** Reads from each device all that the group has in common, and rejects if one shows something else than the others. */
export async function showTheSame(group: Group): Promise<void> {
  const { members, page } = group;
  await group.exchange();
  page.head(stage['same.head']);
  const all = new Set<string>();
  for (const member of members) {
    const shown = await shownTo(member);
    page.line(member.name, stage['same.line'], { ...shown });
    all.add(JSON.stringify(shown));
    if (all.size > 1) throw new Error(fill(stage['fault.differs'], { name: member.name }));
  }
  page.line('', stage['same.done']);
}

async function shownTo(person: Person): Promise<Shown> {
  const status = await person.does<{ cells: readonly CellStatus[] }>('status');
  const people = await person.does<readonly Member[]>('people');
  const decisions = await person.does<readonly DecisionView[]>('decisions');
  const register = await person.does<readonly AgreementLine[]>('agreements', { all: true });
  const messages = await person.does<readonly MessageView[]>('talk');
  const common = [
    people.map(({ id, name, state, devices, decision }) => [id, name, state, devices.map((device) => device.id), decision]),
    // The time left, whose turn it is and how far it has got are each device's own.
    decisions.map(({ deadline, awaitsYou, ownReach, ...decision }) => decision),
    register,
    messages.map(({ id, author, channel, text, time, reply }) => [id, author, channel, text, time, reply]),
  ];
  return {
    entries: status.cells[0]?.entries ?? 0,
    members: people.filter(({ state }) => state === 'member').length,
    decisions: decisions.length,
    agreements: register.length,
    messages: messages.length,
    fingerprint: hash('moot/demo', utf8(JSON.stringify(common)))
      .subarray(0, 8)
      .toHex(),
  };
}
