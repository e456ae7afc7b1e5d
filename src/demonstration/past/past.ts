import type { Id } from '../../bytes/id.ts';
import { assert } from '../../bytes/verdict.ts';
import type { ResponseKind } from '../../cell/actions.ts';
import type { Deeds, Person } from '../person.ts';
import type { StoryClock } from '../story-clock.ts';

/** How long it takes to hear of one another, in milliseconds of the story: a dial, a knock, or words on their way. */
const MEANWHILE_MS = 2_000;
/** What one person's words take of the others' evening, in milliseconds of the story. */
const A_WORD_MS = 95_000;

/** Time in a story: what happens in it happens at an hour some days ago, or some minutes ago. */
export class Past {
  readonly #clock: StoryClock;
  /** When the story ends, in milliseconds since 1970. */
  readonly #end: number;

  /** @param end when the story ends, in milliseconds since 1970 */
  constructor(clock: StoryClock, end: number) {
    this.#clock = clock;
    this.#end = end;
  }

  /** Lets time go on to an hour of the clock on the wall; it never goes back. What became due happens in the next `meanwhile`. @param hour such as `18:30` */
  async to(daysAgo: number, hour: string): Promise<void> {
    const day = new Date(this.#end);
    const [hours = 0, minutes = 0] = hour.split(':').map(Number);
    day.setDate(day.getDate() - daysAgo);
    day.setHours(hours, minutes, 0, 0);
    await this.#until(day.getTime());
  }

  /** Lets time go on to so many minutes before the end. */
  async toMinutesAgo(minutes: number): Promise<void> {
    await this.#until(this.#end - minutes * 60_000);
  }

  /** Lets everybody hear of what has happened, and do what is due. */
  async meanwhile(): Promise<void> {
    await this.#clock.pass(MEANWHILE_MS);
  }

  /** Somebody says something. @returns the message's id */
  async says(
    who: Person,
    text: string,
    where: { readonly channel?: string; readonly circle?: string; readonly reply?: Id } = {},
  ): Promise<Id> {
    const { id } = await who.does('say', { text, ...where });
    return id;
  }

  /** Somebody proposes something. @returns the decision's id */
  async proposes(who: Person, proposal: Deeds['propose']['input']): Promise<Id> {
    const { id } = await who.does('propose', proposal);
    await this.meanwhile();
    return id;
  }

  /** Somebody says where they stand. @returns the id of what they said */
  async responds(who: Person, id: Id, response: ResponseKind, reason = ''): Promise<Id> {
    const said = await who.does('respond', { id, response, reason });
    await this.#clock.skip(A_WORD_MS);
    return said.id;
  }

  /** These consent, one after the other; whatever is decided by that is attested. */
  async consent(id: Id, ...all: readonly Person[]): Promise<void> {
    for (const who of all) await this.responds(who, id, 'consent');
    await this.meanwhile();
  }

  async #until(moment: number): Promise<void> {
    const left = moment - this.#clock.now();
    assert(left >= 0 || moment >= this.#end - 86_400_000, 'a story that goes forward');
    await this.#clock.skip(Math.max(left, 0));
  }
}
