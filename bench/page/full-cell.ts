import { attest, propose, type ResponseKind, respond } from '../../src/cell/actions.ts';
import { type Method, usualTerms } from '../../src/cell/method.ts';
import { register } from '../../src/cell/register.ts';
import { vote } from '../../src/cell/vote.ts';
import type { Draft } from '../../src/log/writing.ts';
import { recordDraft } from '../../src/practices/decisions/actions.ts';
import { DEFAULT_CHANNEL, say, talkDraft, turnOf } from '../../src/practices/talk/actions.ts';
import { foundCellOfEight } from '../group.ts';
import { Scribes, seededChance } from '../writing.ts';
import { liveThroughDeciding } from './full-deciding.ts';

/** How much is in a cell that has been used for years. */
export interface Fullness {
  readonly messages: number;
  readonly decisions: number;
  /** Over how many days until now it came about. */
  readonly days: number;
  /** To each decision so many of the eight did not respond in time, by its number: they were away. */
  readonly away: (number: number) => number;
  /** Of so many decisions one is an agreement in the register; 0: none. */
  readonly agreementOf?: number;
  /** Whether there is some of all else besides: a ranking of 26 options in pairs, one of eight for three seats, and what `liveThroughDeciding` brings. */
  readonly hasAll?: boolean;
}

const DAY = 86_400;
/** How long there is to respond, in seconds. */
const WITHIN = 7 * DAY;
/** Of the newest decisions so many still wait for somebody. */
const OPEN = 12;
/** So many messages somebody says one after the other, so that it is written soon. */
const USUAL_RUN = 8;
const CHANNELS = [DEFAULT_CHANNEL, DEFAULT_CHANNEL, DEFAULT_CHANNEL, 'oven', 'market'];
const KINDS: readonly ResponseKind[] = ['consent', 'consent', 'consent', 'concern', 'stand-aside', 'question'];
const SUBJECTS = ['Money', 'Keys', 'Oven', 'Market', 'Meetings', 'Flour'];
const TERMS = { owner: null, review: null, afterwards: 'stay', replaces: [] } as const;

/** A decision by ranking: its title, its options, and how many are chosen. */
interface Ranking {
  readonly title: string;
  readonly method: Extract<Method, { readonly name: string }>;
}
const optionsOf = (count: number): string[] => Array.from({ length: count }, (_, i) => `Loaf number ${i + 1}`);
/** What stands in a full home beside what is decided by consent. */
const RANKINGS: readonly Ranking[] = [
  { title: 'Three of eight loaves', method: { ...usualTerms('stv'), options: optionsOf(8), seats: 3 } },
  { title: 'Which of twenty-six loaves', method: { ...usualTerms('schulze'), options: optionsOf(26) } },
];
const SENTENCES = [
  'The second batch is out.',
  'Who can take the bread to the shelter tonight?',
  'The crates stand by the back door.',
  'I can drive on Friday if somebody else loads.',
  'Six thirty, not a minute before.',
  'The mill wants a tenth more from next month on, and we should talk about what the small rolls cost.',
  'Everything was gone by half past eleven; next time one crate more of the dark one.',
];

/**
 * Founds a cell of eight in a home, and fills it by their devices with talk in three channels and decisions to which all responded who were not away: all
 * decided but the newest, which wait for the founder. The same each time but for keys. @returns how many entries it has
 */
export async function fillHome(
  home: string,
  { messages, decisions, days, away, agreementOf = 0, hasAll = false }: Fullness,
): Promise<number> {
  const { keys, store } = await foundCellOfEight(home);
  const scribes = await Scribes.open(keys, store);
  const chance = seededChance(3);
  const sentence = (): string => SENTENCES[chance(SENTENCES.length)] ?? '';
  const now = Math.floor(Date.now() / 1000);
  const batches = Math.max(decisions, 1);
  for (let i = 0, said = 0; i < batches; i++) {
    const time = now - days * DAY + Math.floor((days * DAY * i) / batches);
    const isOpen = i >= decisions - OPEN;
    const isAgreement = agreementOf > 0 && i % agreementOf === 0 && !isOpen;
    const deciding = { number: i, isOpen, isAgreement, members: keys.length, sentence, chance, time };
    if (i < decisions) await decide(scribes, { ...deciding, away: away(i) });
    for (let size = 0; said < (messages * (i + 1)) / batches; said += size) {
      size = Math.min(1 + chance(2 * USUAL_RUN), Math.ceil((messages * (i + 1)) / batches) - said);
      const channel = CHANNELS[chance(CHANNELS.length)] ?? DEFAULT_CHANNEL;
      const text = (number: number): string => `${sentence()} ${sentence()} Loaf number ${number}.`;
      const run = Array.from({ length: size }, (_, k) => say.write({ text: text(said + k), replyTo: null }));
      await scribes.write(
        chance(keys.length),
        run.map((action) => talkDraft(channel, turnOf(time), action)),
        time,
      );
    }
  }
  if (hasAll) {
    for (const ranking of RANKINGS) await rank(scribes, ranking, keys.length, now, chance);
    await liveThroughDeciding(scribes, keys, now);
  }
  const entries = scribes.seat.record.size;
  await scribes.close();
  return entries;
}

interface Deciding {
  readonly number: number;
  readonly isOpen: boolean;
  readonly isAgreement: boolean;
  readonly members: number;
  readonly away: number;
  readonly time: number;
  sentence(): string;
  chance(below: number): number;
}

async function decide(scribes: Scribes, { number, isOpen, isAgreement, members, away, time, sentence, chance }: Deciding): Promise<void> {
  const text = Array.from({ length: 6 }, sentence).join(' ');
  const proposal = {
    title: `Agreement number ${number}: ${sentence()}`.slice(0, 100),
    text,
    effects: isAgreement ? [register.action.write({ ...TERMS, subject: SUBJECTS[chance(SUBJECTS.length)] ?? '' })] : [],
    within: WITHIN,
    method: 'consent',
  } as const;
  const [version = ''] = await scribes.write(chance(members), [recordDraft(propose.write(proposal))], time);
  const says = (response: ResponseKind): Draft =>
    recordDraft(respond.write({ version, response, reason: response === 'consent' ? '' : sentence() }));
  // Of the open ones the founder and another have not been heard.
  const silent = isOpen ? [0, 1] : Array.from({ length: away }, (_, i) => (number + i) % members);
  for (let who = 0; who < members; who++) {
    if (silent.includes(who)) continue;
    const response = KINDS[chance(KINDS.length)] ?? 'consent';
    await scribes.write(who, response === 'question' ? [says('question'), says('consent')] : [says(response)], time);
  }
  if (!isAgreement) return;
  const attesting = recordDraft(attest.write({ version, round: 0, cuts: [] }));
  for (let who = 0; who < members; who++) if (!silent.includes(who)) await scribes.write(who, [attesting], time);
}

/** All rank all options, each in an order of their own. */
async function rank(
  scribes: Scribes,
  { title, method }: Ranking,
  members: number,
  time: number,
  chance: (below: number) => number,
): Promise<void> {
  const proposal = { title, text: '', effects: [], within: WITHIN, method };
  const [version = ''] = await scribes.write(0, [recordDraft(propose.write(proposal))], time);
  for (let who = 0; who < members; who++) {
    const said = method.options.map((_, i) => i + 1);
    for (let i = said.length - 1; i > 0; i--) {
      const j = chance(i + 1);
      [said[i], said[j]] = [said[j] ?? 0, said[i] ?? 0];
    }
    await scribes.write(who, [recordDraft(vote.write({ version, said, reason: '', late: false }))], time);
  }
}
