import { words } from '../../demonstration/words.ts';
import type { MessageView } from '../../practices/talk/view.ts';
import { fill } from '../../practices/wording.ts';
import { actOnIt, integrate, propose, type Round } from './deciding.ts';
import { Group } from './group.ts';
import { admit, found } from './joining.ts';
import { Page } from './page.ts';
import type { Person } from './person.ts';
import { showTheSame } from './same.ts';
import { stage } from './texts.ts';
import { findTrial, LATER_DAYS, lookAgain } from './trying.ts';

/** What the story needs. */
export interface Setting {
  /** Somebody comes with a new device. */
  arrive(name: string): Promise<Person>;
  /** Puts the clocks of all devices ahead. */
  later(days: number): void;
  print(line: string): void;
}

/** Tells how five people found a cell, admit each other, talk and decide, while they do. Rejects when anything is not as it is told. */
export async function tellStory({ arrive, later, print }: Setting): Promise<void> {
  print(stage.title);
  const page = new Page(print);
  page.line('', stage.about);
  page.head(stage['devices.head']);
  page.line('', stage['devices.about']);
  const come = async (name: string): Promise<Person> => {
    const person = await arrive(name);
    page.line(name, stage['devices.ready']);
    return person;
  };
  const [ana, bo, cy] = [await come('Ana'), await come('Bo'), await come('Cy')];
  const round: Round = { ana, bo, cy, dina: await come('Dina'), farida: await come('Farida') };
  const { dina, farida } = round;

  const group = new Group(page);
  await found(group, ana);
  await admit(group, ana, bo);
  await admit(group, bo, cy);
  await admit(group, ana, dina);
  await admit(group, cy, farida);

  page.head(stage['talk.head']);
  await say(group, ana, words['talk.shelter']);
  const id = await say(group, farida, words['talk.sourdough']);
  await say(group, bo, words['talk.children'], id);

  await integrate(group, await propose(group, round), round);
  const shelter = await actOnIt(group, dina);
  const trial = await findTrial(group, shelter, round);
  later(LATER_DAYS);
  await lookAgain(group, trial, round);
  await compareNumbers(page, ana, farida);
  await showTheSame(group);
  for (const person of group.members) await person.leaves();
}

/** Somebody says something, and sees it arrive on every device. @returns the message's id */
async function say({ page, members }: Group, member: Person, text: string, reply?: string): Promise<string> {
  const { id } = await member.does<{ id: string }>('say', reply === undefined ? { text } : { text, reply });
  const isHere = (messages: readonly MessageView[]) => messages.some((message) => message.id === id && message.text === text);
  for (const other of members) await other.sees<readonly MessageView[]>('talk', {}, isHere);
  const isEverywhere = ({ id: one, reach }: MessageView) => one === id && reach.on === members.length;
  const messages = await member.sees<readonly MessageView[]>('talk', {}, (all) => all.some(isEverywhere));
  page.line(member.name, stage['talk.said'], { text, ...messages.find(isEverywhere)?.reach });
  return id;
}

async function compareNumbers(page: Page, one: Person, other: Person): Promise<void> {
  page.head(stage['safety.head']);
  const numberOf = async (from: Person, of: Person) => (await from.does<{ number: string }>('safety-number', { member: of.name })).number;
  const number = await numberOf(one, other);
  if ((await numberOf(other, one)) !== number) throw new Error(fill(stage['fault.number'], { one: one.name, other: other.name }));
  page.line('', stage['safety.compared'], { one: one.name, other: other.name });
  page.line('', number);
}
