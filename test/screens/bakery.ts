import { memoryHub } from '../../src/adapters/memory/network.ts';
import type { Id } from '../../src/bytes/id.ts';
import { seededRandom } from '../../src/demonstration/demonstration.fixture.ts';
import { Past } from '../../src/demonstration/past/past.ts';
import { PAST_DAYS, tellPast } from '../../src/demonstration/past/tell-past.ts';
import { gather, type People } from '../../src/demonstration/people.ts';
import { Person, type Surroundings } from '../../src/demonstration/person.ts';
import { StoryClock } from '../../src/demonstration/story-clock.ts';
import { words as demonstration } from '../../src/demonstration/words.ts';
import { backedUp } from '../../src/peer/safeguards.ts';
import { words } from './words.ts';

const DAY = 86_400_000;
/** Two days before the pictures: until then things went as the demonstration tells them. */
const TOLD = Date.UTC(2026, 10, 15, 12);
/** When the pictures are taken, in milliseconds since 1970: a Tuesday morning. */
export const NOW: number = Date.UTC(2026, 10, 17, 10, 14);

/** The bakery as the pictures show it: the same people, words and times whenever they are taken. */
export interface Bakery extends Surroundings {
  readonly clock: StoryClock;
  readonly people: People;
  /** An invitation that a member has made. */
  readonly invitation: string;
  /** The decisions of which there are pictures. */
  readonly decisions: Readonly<Record<DecisionShown, Id>>;
}

export type DecisionShown =
  | 'turn'
  | 'vote'
  | 'counted'
  | 'times'
  | 'asked'
  | 'effect'
  | 'passed'
  | 'review'
  | 'objected'
  | 'drawing'
  | 'drawn'
  | 'taken-back'
  | 'door';

/** Tells the bakery's weeks until the morning on which the pictures are taken. Lena is who looks at them; no device is real. */
export async function openBakery(log: (line: string) => void): Promise<Bakery> {
  const clock = new StoryClock(TOLD - PAST_DAYS * DAY);
  const around: Surroundings = { hub: memoryHub(), clock, random: seededRandom('pictures'), log };
  const people: People = { ...gather(around), visitor: new Person('Lena', around) };
  await tellPast(new Past(clock, TOLD), people);
  const story = new Past(clock, NOW);
  // Her recovery words are on paper and a backup is made, so that nothing of this waits among the rest.
  await people.visitor.peer.guard((was) => ({ ...backedUp(was, Math.floor(clock.now() / 1000)), isShown: true, isWritten: true }));
  const turn = await decideRolls(story, people);
  const vote = await voteOnFlour(story, people);
  const asked = await lenaProposes(story, people);
  await story.to(1, '18:30');
  await people.emre.switchOn();
  await story.meanwhile();
  await story.to(1, '18:40');
  const { visitor } = people;
  const radio = await story.proposes(visitor, words.radio);
  await story.to(1, '19:05');
  await visitor.does('withdraw', { id: radio });
  const { invitation } = await visitor.does('invite', {});
  await story.meanwhile();
  await story.to(1, '20:55');
  await people.emre.switchOff();
  await thisMorning(story, people);
  await clock.pass(NOW - clock.now());
  const all = await visitor.does('decisions', {});
  const titled = (title: string): Id => {
    const found = all.find((one) => one.title === title)?.id;
    if (found === undefined) throw new Error(`there is no decision “${title}” in the bakery`);
    return found;
  };
  const decisions = {
    turn,
    vote,
    counted: titled(demonstration['market-money.title']),
    times: titled(demonstration['oven-day.title']),
    asked,
    effect: titled('Answer within four days'),
    passed: titled('Bread for the night shelter'),
    review: titled('Call us Bakery on the Corner'),
    objected: titled('Open on Sundays, from eight to eleven'),
    drawing: titled(demonstration['winter-market.title']),
    drawn: titled(demonstration['first-morning.title']),
    'taken-back': radio,
    door: all.find(({ state, effects }) => state === 'open' && effects.some(({ kind }) => kind === 'admit'))?.id ?? '',
  };
  return { ...around, clock, people, invitation, decisions };
}

/** A proposal that was put in new words since Lena looked at it: an objection is integrated, and hers is the next voice. */
async function decideRolls(story: Past, { bo, cy, dina, farida }: People): Promise<Id> {
  const { title, first, second, question, answer, concern, objection, resolved } = words.rolls;
  await story.to(2, '14:05');
  const id = await story.proposes(bo, { title, text: first });
  await story.to(2, '14:50');
  const asked = await story.responds(farida, id, 'question', question);
  await story.meanwhile();
  await bo.does('answer', { id: asked, text: answer });
  await story.to(2, '15:30');
  await story.responds(dina, id, 'object', objection);
  await story.meanwhile();
  await story.to(2, '17:20');
  await bo.does('amend', { id, title, text: second });
  await story.meanwhile();
  await story.to(2, '19:02');
  await story.responds(dina, id, 'consent', resolved);
  await story.to(1, '07:40');
  await story.responds(cy, id, 'concern', concern);
  await story.consent(id, bo);
  return id;
}

/** Something that is decided by ranking, on which others have voted. */
async function voteOnFlour(story: Past, { ana, bo, farida }: People): Promise<Id> {
  const { title, text, options, reason } = words.flour;
  await story.to(1, '11:05');
  const id = await story.proposes(farida, { title, text, method: 'schulze', option: [...options] });
  await farida.does('vote', { id, choice: 'B>A>C', reason });
  await story.to(1, '11:50');
  await ana.does('vote', { id, choice: 'A>B=C' });
  await bo.does('vote', { id, choice: 'B>C' });
  await story.meanwhile();
  return id;
}

/** Lena's own proposal, about which she is asked something. */
async function lenaProposes(story: Past, { visitor, farida, dina }: People): Promise<Id> {
  await story.to(1, '12:20');
  const id = await story.proposes(visitor, { title: words.oven.title, text: words.oven.text });
  await story.consent(id, visitor, dina);
  await story.to(1, '17:12');
  await story.responds(farida, id, 'question', words.oven.question);
  await story.meanwhile();
  return id;
}

/** What was said since Lena last looked. The others are here, and Emre is away, so that her own words wait for him. */
async function thisMorning(story: Past, { ana, bo, dina, farida, visitor }: People): Promise<void> {
  for (const { name } of await visitor.does('channels', {})) await visitor.does('read', { channel: name });
  await story.to(0, '06:20');
  await story.says(bo, words.talk.van);
  await story.meanwhile();
  await story.to(0, '06:32');
  await story.says(farida, words.talk.spelt);
  await story.meanwhile();
  await story.to(0, '08:05');
  await story.says(ana, words.talk.spring);
  await story.meanwhile();
  await story.to(0, '10:04');
  await story.says(visitor, words.talk.drive);
  await story.meanwhile();
  await story.to(0, '10:11');
  await story.says(dina, words.talk.load);
  await story.meanwhile();
}
