import type { Id } from '../../bytes/id.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Random } from '../../ports/random.ts';
import type { MessageView } from '../../practices/talk/view.ts';
import { knockWith, type People, SPEAKERS, type Speaker } from '../people.ts';
import { words } from '../words.ts';
import { answers } from './answers.ts';
import { Plans } from './plans.ts';
import { repliesTo } from './replies.ts';
import { RoundsOfAll } from './rounds-of-all.ts';
import { Voice } from './voice.ts';

/** How many of a channel's newest messages are looked through for what the visitor has said. */
const LOOKED_THROUGH = 30;
/** Moments at which things happen, in milliseconds. */
const SOON = { firstWords: 24_000, emreAfterDeed: 90_000, emreWhenNamed: 20_000, hello: 5_000, invited: 12_000 };

/** What a company works with. */
export interface CompanyParts {
  readonly people: People;
  readonly clock: Clock;
  readonly random: Random;
  log(line: string): void;
}

/** The people of the bakery from the moment when the visitor comes: they hear on their own devices what the visitor does, and answer from them. */
export class Company {
  readonly #people: People;
  readonly #plans: Plans;
  readonly #voice: Voice;
  readonly #rounds: RoundsOfAll;
  readonly #log: (line: string) => void;
  /** Messages that have been answered, or were there before. */
  readonly #heard = new Set<Id>();
  readonly #stop: () => void;
  #hasInvited = false;
  #looking: Promise<void> | null = null;
  #news = false;

  private constructor({ people, clock, random, log }: CompanyParts) {
    this.#people = people;
    this.#log = log;
    this.#plans = new Plans(clock, log);
    this.#voice = new Voice(random);
    this.#rounds = new RoundsOfAll(people, this.#plans, this.#voice, () => this.#bringEmreBack());
    // Ana's device is on all the time: what has reached hers has reached the others', or soon will.
    this.#stop = people.ana.peer.onEvent((event) => {
      if (event.type === 'entries') this.#look();
    });
  }

  /** Lets people come to life. What has happened before is left as it is. */
  static async gather(parts: CompanyParts): Promise<Company> {
    const company = new Company(parts);
    for (const message of await company.#visitorsMessages()) company.#heard.add(message.id);
    await company.#rounds.begin();
    company.#plans.plan(SOON.firstWords, () => company.#firstWords());
    return company;
  }

  /** The visitor has made an invitation: once, somebody takes it up. */
  invited(invitation: string): void {
    if (this.#hasInvited) return;
    this.#hasInvited = true;
    this.#plans.plan(SOON.invited, async () => {
      await knockWith(this.#people.hana, invitation);
      return true;
    });
  }

  /** Ends it: nobody does anything more once it resolves. */
  async close(): Promise<void> {
    this.#stop();
    await this.#plans.close();
    await this.#looking;
  }

  #look(): void {
    this.#news = true;
    this.#looking ??= this.#lookAll()
      .catch((error: unknown) => this.#log(String(error)))
      .finally(() => {
        this.#looking = null;
      });
  }

  async #lookAll(): Promise<void> {
    while (this.#news && !this.#plans.isClosed) {
      this.#news = false;
      for (const message of await this.#visitorsMessages()) if (!this.#heard.has(message.id)) await this.#answer(message);
      await this.#rounds.look();
      await this.#greetNewcomers();
    }
  }

  /** What the visitor has said lately, as Ana's device has it. */
  async #visitorsMessages(): Promise<MessageView[]> {
    const { ana, visitor } = this.#people;
    const said: MessageView[] = [];
    for (const { name } of await ana.does('channels', {})) {
      const messages = await ana.does('talk', { channel: name, limit: LOOKED_THROUGH });
      said.push(...messages.filter(({ author, deleted }) => author === visitor.name && !deleted));
    }
    return said;
  }

  async #answer({ id, text, channel, reply }: MessageView): Promise<void> {
    this.#heard.add(id);
    this.#plans.once('emre is back', SOON.emreAfterDeed, () => this.#emreComesBack());
    const here = SPEAKERS.filter((one) => this.#rounds.isMember(one) && this.#people[one].isOn);
    const repliesToWhom = reply === null ? null : await this.#authorOf(channel, reply);
    for (const { who, occasion, after } of repliesTo({ text, repliesTo: repliesToWhom, here }, () => this.#voice.chance())) {
      if (occasion === 'emre-is-off') this.#bringEmreBack();
      const words = this.#voice.one(answers[occasion]);
      this.#plans.plan(after, async () => (await this.#people[who].tries('say', { text: words, reply: id })).ok);
    }
  }

  async #authorOf(channel: string, message: Id): Promise<Speaker | null> {
    const messages = await this.#people.ana.does('talk', { channel, limit: LOOKED_THROUGH });
    const author = messages.find(({ id }) => id === message)?.author;
    return SPEAKERS.find((one) => this.#people[one].name === author) ?? null;
  }

  /** Somebody answers the question that was asked last, if the visitor has not spoken yet: so one sees words arrive. */
  async #firstWords(): Promise<boolean> {
    const messages = await this.#people.ana.does('talk', { limit: 1 });
    const [last] = messages;
    if (last?.text !== words['talk.crates']) return true;
    return (await this.#people.dina.tries('say', { text: this.#voice.one(answers['crates-taken']), reply: last.id })).ok;
  }

  #bringEmreBack(): void {
    this.#plans.once('emre is back, asked for', SOON.emreWhenNamed, () => this.#emreComesBack());
  }

  async #emreComesBack(): Promise<boolean> {
    const { emre } = this.#people;
    if (emre.isOn) return true;
    await emre.switchOn();
    this.#plans.plan(SOON.hello, async () => (await emre.tries('say', { text: this.#voice.one(answers['emre-is-back']) })).ok);
    return true;
  }

  async #greetNewcomers(): Promise<void> {
    for (const [who, occasion] of [
      ['guel', 'guel-hello'],
      ['hana', 'hana-hello'],
    ] as const) {
      if (!this.#rounds.isMember(who)) continue;
      const text = this.#voice.one(answers[occasion]);
      this.#plans.once(`hello of ${who}`, SOON.hello, async () => (await this.#people[who].tries('say', { text })).ok);
    }
  }
}
