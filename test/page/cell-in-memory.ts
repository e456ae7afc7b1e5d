import { memoryHub } from '../../src/adapters/memory/network.ts';
import { systemClock } from '../../src/adapters/system/clock.ts';
import { seededRandom } from '../../src/demonstration/demonstration.fixture.ts';
import { knock } from '../../src/demonstration/past/beginning.ts';
import { Past } from '../../src/demonstration/past/past.ts';
import { Person } from '../../src/demonstration/person.ts';
import { StoryClock } from '../../src/demonstration/story-clock.ts';
import { type Household, serve } from '../screens/household.ts';

const DAY = 86_400_000;

/** A cell whose devices are in the memory of this process, with days behind it; from now on time is that of the clock on the wall. */
export interface CellInMemory<Name extends string> {
  readonly people: Readonly<Record<Name, Person>>;
  /** Lets the page of somebody be looked at. */
  serve(name: Name): Promise<Household>;
  close(): Promise<void>;
}

/** Founds a cell of these, who admit one another, and tells what they did so many days ago until now. */
export async function cellInMemory<Name extends string>(
  names: readonly Name[],
  days: number,
  tell: (past: Past, people: Readonly<Record<Name, Person>>) => Promise<void>,
): Promise<CellInMemory<Name>> {
  const end = systemClock.now();
  const clock = new StoryClock(end - days * DAY);
  const around = { hub: memoryHub(), clock, random: seededRandom('page'), log: (line: string) => console.error(line) };
  const past = new Past(clock, end);
  const people = {} as Record<Name, Person>;
  const inside: Person[] = [];
  for (const name of names) {
    const person = new Person(name, around);
    people[name] = person;
    const [founder] = inside;
    if (founder === undefined) {
      await person.switchOn();
      await person.does('found', { name: 'Bakery on the Corner', as: name });
    } else await past.consent(await knock(past, founder, person), ...inside);
    inside.push(person);
  }
  await tell(past, people);
  await past.meanwhile();
  clock.goOn(systemClock);
  const households: Household[] = [];
  return {
    people,
    async serve(name) {
      const household = await serve(people[name].peer, around);
      households.push(household);
      return household;
    },
    async close() {
      for (const household of households) await household.close();
      for (const person of inside) await person.forget();
      clock.end();
    },
  };
}
