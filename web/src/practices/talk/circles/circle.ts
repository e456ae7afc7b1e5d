import type { Output } from '../../../api/client.ts';
import { useOperation } from '../../../api/operations.ts';
import { inWords } from '../../../names/in-words.ts';
import { shownAs } from '../../../names/shown.ts';
import { type Say, useWords } from '../../../texts/words.tsx';

/** A circle as the page shows it. */
export type Circle = Output<'circles'>[number];

/** Names of people in a circle as one says them, the reader last: “Ana, Bo and you”. @param me id of the reader's member */
export function peopleInWords(people: Circle['members'], me: string | undefined, say: Say): string {
  const others = people.filter(({ id }) => id !== me).map(({ name }) => name);
  return inWords(others.length < people.length ? [...others, say('circle.you')] : others);
}

/** What a circle is called: by its members, or after them. @param me id of the reader's member */
export function circleName({ name, members }: Pick<Circle, 'name' | 'members'>, me: string | undefined, say: Say): string {
  if (name !== '') return shownAs(name, say);
  return members.every(({ id }) => id === me) ? say('circle.only-you') : peopleInWords(members, me, say);
}

/** Whom one speaks to in a circle: its name, or the others in it. @param me id of the reader's member */
export function thoseIn(circle: Circle, me: string | undefined, say: Say): string {
  const others = circle.members.filter(({ id }) => id !== me).map(({ name }) => name);
  return circle.name !== '' || others.length === 0 ? circleName(circle, me, say) : inWords(others);
}

/** Whether all members of the cell are in a circle, so that there are no others. @param people of the cell; undefined while they are not known */
export function holdsEverybody({ members }: Circle, people: Output<'people'> | undefined): boolean {
  const inside = new Set(members.map(({ id }) => id));
  return people?.every(({ id, state }) => state !== 'member' || inside.has(id)) ?? false;
}

/** Whether a channel is that of a circle, whether the reader is in it or not. */
export function isCircleChannel(name: string): boolean {
  return name.startsWith('circle/');
}

/** What a channel is called, by the name that its address has. */
export type ChannelNames = (channel: string) => string;

/** What channels are called: themselves, and those of circles after them. */
export function useChannelNames(): ChannelNames {
  const say = useWords();
  const channels = useOperation('channels', {});
  const people = useOperation('people', {});
  const me = people.data?.find(({ you }) => you)?.id;
  return (channel) => {
    const circle = channels.data?.find(({ name }) => name === channel)?.circle ?? null;
    return circle === null ? channel : circleName(circle, me, say);
  };
}
