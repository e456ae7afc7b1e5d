import type { Id } from '../bytes/id.ts';
import { Person, type Surroundings } from './person.ts';
import { texts } from './texts.ts';

/** The members whom the visitor finds. */
export const MEMBERS = ['ana', 'bo', 'cy', 'dina', 'emre', 'farida'] as const;
/** Who speaks by themselves: the members, whoever waits at the door, and whoever takes up an invitation of the visitor's. */
export const SPEAKERS = [...MEMBERS, 'guel', 'hana'] as const;
export type Speaker = (typeof SPEAKERS)[number];

/** Everybody of the demonstration; the visitor is whoever looks around, and from Ivo the others have parted. */
export type People = Readonly<Record<Speaker | 'visitor' | 'ivo', Person>>;

/** The people, with devices that are still off. */
export function gather(around: Surroundings): People {
  const person = (name: string): Person => new Person(name, around);
  return {
    ana: person('Ana'),
    bo: person('Bo'),
    cy: person('Cy'),
    dina: person('Dina'),
    emre: person('Emre'),
    farida: person('Farida'),
    visitor: person(texts['demonstration.visitor']),
    guel: person('Gül'),
    hana: person('Hana'),
    ivo: person('Ivo'),
  };
}

/**
 * Somebody comes with an invitation, and waits at the door.
 * @param wasInside whether they were in it before, and have lost their device
 * @returns the decision about them, once somebody has heard them
 */
export async function knockWith(joiner: Person, invitation: string, wasInside = false): Promise<Id | null> {
  await joiner.switchOn();
  return (await joiner.does('join', { invitation, [wasInside ? 'as-before' : 'as']: joiner.name })).decision;
}
