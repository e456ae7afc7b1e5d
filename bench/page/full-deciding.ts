import type { Id } from '../../src/bytes/id.ts';
import { idOf } from '../../src/bytes/id.ts';
import { amend, attest, propose, respond } from '../../src/cell/actions.ts';
import { agreement } from '../../src/cell/agreement.ts';
import { dayOf } from '../../src/cell/day.ts';
import { delegate } from '../../src/cell/delegation.ts';
import { dueInDraws } from '../../src/cell/draw-conduct.ts';
import { type Method, usualTerms } from '../../src/cell/method.ts';
import { vote } from '../../src/cell/vote.ts';
import { signingKeys } from '../../src/crypto/sign.ts';
import type { CellKeys } from '../../src/peer/keyring.ts';
import { recordDraft } from '../../src/practices/record-draft.ts';
import type { Scribes } from '../writing.ts';

const DAY = 86_400;
const WITHIN = 7 * DAY;

/** Titles of what is written here, by which its screens are found. */
export const TITLES = {
  drawn: 'Who keeps the keys this year',
  drawing: 'Who goes to the mill on Friday',
  stuck: 'One stall more at the market',
  reviewed: 'The small oven is sold',
} as const;

/** For so many others one person can speak in a vote. */
const MOST_VOICES = '3';
const PRICE = 'It costs thirty a month, and pays for itself by June.';

/**
 * Has a full cell live through what takes several to come about: voices that are given, a draw that is over and one that goes on, a round that is stuck after two amendments, and a decision that a
 * late objection brought under review.
 * @param time of all of it, seconds since 1970
 */
export async function liveThroughDeciding(scribes: Scribes, keys: readonly CellKeys[], time: number): Promise<void> {
  const everybody = keys.map((_, who) => who);
  await agreeOn(
    scribes,
    everybody,
    { title: 'We can speak for one another', effects: [agreement.action.write({ setting: 'delegation', value: MOST_VOICES })] },
    time,
  );
  await giveVoices(scribes, keys, time);
  await draw(scribes, keys, TITLES.drawn, time, true);
  await draw(scribes, keys, TITLES.drawing, time, false);
  await getStuck(scribes, time);
  const version = await agreeOn(
    scribes,
    everybody.slice(0, -1),
    { title: TITLES.reviewed, effects: [agreement.action.write({ setting: 'waysOutAfter', value: '2' })] },
    time,
  );
  const late = respond.write({ version, response: 'object', reason: 'Nobody asked those of us who bake on Mondays.' });
  await scribes.write(everybody.length - 1, [recordDraft(late)], time + 1);
}

const asked = (title: string, method: Method) => ({ title, text: PRICE, effects: [], within: WITHIN, method });

/** These consent to it, and their devices attest it. @returns its version */
async function agreeOn(
  scribes: Scribes,
  members: readonly number[],
  what: { readonly title: string; readonly effects: readonly ReturnType<typeof agreement.action.write>[] },
  time: number,
): Promise<Id> {
  const [version = ''] = await scribes.write(0, [recordDraft(propose.write({ ...asked(what.title, 'consent'), ...what }))], time);
  for (const who of members) await scribes.write(who, [recordDraft(respond.write({ version, response: 'consent', reason: '' }))], time);
  for (const who of members) await scribes.write(who, [recordDraft(attest.write({ version, round: 0, cuts: [] }))], time);
  return version;
}

/** Each second one gives their voice to whoever sits beside them. */
async function giveVoices(scribes: Scribes, keys: readonly CellKeys[], time: number): Promise<void> {
  const until = dayOf(time * 1000) + 30;
  for (let who = 0; who < keys.length; who += 2) {
    const to = memberOf(scribes, keys[who + 1]);
    await scribes.write(who, [recordDraft(delegate.write({ to, subject: '', until, otherwise: [] }))], time);
  }
}

function memberOf({ seat }: Scribes, keys: CellKeys | undefined): Id {
  const device = keys === undefined ? '' : idOf(signingKeys(keys.device).publicKey);
  const member = seat.cell.currentDevices().get(device)?.member;
  if (member === undefined) throw new Error('whoever writes has a device');
  return member;
}

/** Devices do their part in a draw by themselves. @param isOver whether all agree to it, so that it comes to its end */
async function draw(scribes: Scribes, keys: readonly CellKeys[], title: string, time: number, isOver: boolean): Promise<void> {
  const terms = { ...usualTerms('sortition'), seats: 2 };
  const [version = ''] = await scribes.write(0, [recordDraft(propose.write(asked(title, terms)))], time);
  const { cell } = scribes.seat;
  const proposal = cell.decisions.proposals.get(version);
  if (proposal === undefined || cell.power === null) throw new Error('a draw that was proposed');
  const agrees = recordDraft(vote.write({ version, said: 'agree', reason: '', late: false }));
  // Of the one that goes on somebody has not been heard.
  for (const [who] of keys.entries()) if (isOver || who > 0) await scribes.write(who, [agrees], time);
  const times = { now: time * 1000, firstSeen: () => time * 1000 };
  for (let wrote = true; wrote; ) {
    wrote = false;
    for (const [who, one] of keys.entries()) {
      const signing = signingKeys(one.device);
      const own = { member: memberOf(scribes, one), device: idOf(signing.publicKey), keys: signing };
      const due = dueInDraws([proposal], cell.power, own, times);
      if (due.length > 0) await scribes.write(who, due.map(recordDraft), time);
      wrote ||= due.length > 0;
    }
  }
}

/** Two amendments later one of us still objects. */
async function getStuck(scribes: Scribes, time: number): Promise<void> {
  let [version = ''] = await scribes.write(1, [recordDraft(propose.write(asked(TITLES.stuck, 'consent')))], time);
  const proposal = version;
  for (let amendments = 0; ; amendments++) {
    const objects = respond.write({ version, response: 'object', reason: 'Nobody says who stands there in the rain.' });
    for (let who = 3; who < 8; who++)
      await scribes.write(who, [recordDraft(respond.write({ version, response: 'concern', reason: PRICE }))], time);
    await scribes.write(2, [recordDraft(objects)], time);
    if (amendments === 2) return;
    const text = `${PRICE} ${'Whoever stands there is paid for the hour. '.repeat(amendments + 1)}`;
    [version = ''] = await scribes.write(1, [recordDraft(amend.write({ ...asked(TITLES.stuck, 'consent'), text, proposal }))], time);
  }
}
