import { memoryHub } from '../adapters/memory/network.ts';
import type { Peer } from '../peer/peer.ts';
import type { Clock } from '../ports/clock.ts';
import type { Random } from '../ports/random.ts';
import { Company } from './company/company.ts';
import { Past } from './past/past.ts';
import { PAST_DAYS, tellPast } from './past/tell-past.ts';
import { gather } from './people.ts';
import { StoryClock } from './story-clock.ts';

const DAY = 86_400_000;

/** What a demonstration works with. */
export interface DemonstrationParts {
  readonly clock: Clock;
  readonly random: Random;
  log(line: string): void;
}

/** A cell that lives in the memory of this process: the visitor's device in it, and other people who answer. */
export interface Demonstration {
  /** The visitor's own peer, a member as everybody is. */
  readonly visitor: Peer;
  /** The visitor has made this invitation. */
  invited(invitation: string): void;
  /** Ends all of it; nothing is kept anywhere. */
  close(): Promise<void>;
}

/**
 * Opens a demonstration: a bakery of six people with weeks behind it, all of which their own devices have said, decided and certified, in the
 * moment that it takes; from then on time is that of `clock`. It touches no disk and no network.
 */
export async function openDemonstration({ clock, random, log }: DemonstrationParts): Promise<Demonstration> {
  const end = clock.now();
  const story = new StoryClock(end - PAST_DAYS * DAY);
  const people = gather({ hub: memoryHub(), clock: story, random, log });
  await tellPast(new Past(story, end), people);
  story.goOn(clock);
  const company = await Company.gather({ people, clock: story, random, log });
  return {
    visitor: people.visitor.peer,
    invited: (invitation) => company.invited(invitation),
    async close() {
      await company.close();
      for (const person of Object.values(people)) await person.forget();
      story.end();
    },
  };
}
