import type { Id } from '../../bytes/id.ts';
import type { People } from '../people.ts';
import type { Deeds, Person } from '../person.ts';
import { words } from '../words.ts';
import type { Past } from './past.ts';

/** How somebody votes, such as `A>B`. */
type Vote = readonly [Person, string];

/** Something is asked by another method than consent, and these vote. @returns the decision's id */
async function ask(past: Past, who: Person, proposal: Deeds['propose']['input'], votes: readonly Vote[]): Promise<Id> {
  const id = await past.proposes(who, proposal);
  for (const [voter, choice] of votes) await voter.does('vote', { id, choice });
  await past.meanwhile();
  return id;
}

/** What the market brought in was shared out by dots. */
export async function shareOutMarketMoney(past: Past, { ana, bo, cy, dina, emre, farida }: People): Promise<void> {
  await past.to(17, '20:00');
  const option = [words['market-money.crates'], words['market-money.lamp'], words['market-money.supper']];
  const proposal = { title: words['market-money.title'], text: words['market-money.text'], method: 'dot', dots: 6, option } as const;
  await ask(past, dina, proposal, [
    [dina, 'A=3,C=3'],
    [emre, 'A=6'],
    [ana, 'A=2,B=2,C=2'],
    [cy, 'B=4,C=2'],
    [bo, 'B=3,C=3'],
    [farida, 'A=1,B=1,C=4'],
  ]);
}

/** Everybody ranks but the visitor, who is asked. */
export async function askForGrain(past: Past, { ana, bo, cy, dina, emre, farida }: People): Promise<void> {
  await past.to(4, '13:00');
  const option = [words['grain.spelt'], words['grain.emmer'], words['grain.einkorn'], words['grain.buckwheat']];
  const proposal = { title: words['grain.title'], text: words['grain.text'], method: 'schulze', within: '6d', option } as const;
  await ask(past, farida, proposal, [
    [farida, 'B>C>A'],
    [bo, 'A>B'],
    [dina, 'A=B>D'],
    [cy, 'C>B>A>D'],
    [ana, 'D>B'],
    [emre, 'B>A'],
  ]);
}

/** When some of them can. Two have not said so yet. */
export async function askForOvenDay(past: Past, { ana, bo, cy, dina }: People): Promise<void> {
  await past.to(3, '18:30');
  const option = [words['oven-day.monday'], words['oven-day.wednesday'], words['oven-day.sunday']];
  const proposal = { title: words['oven-day.title'], text: words['oven-day.text'], method: 'meeting-time', within: '5d', option } as const;
  await ask(past, cy, proposal, [
    [cy, 'A=yes,B=yes,C=no'],
    [ana, 'A=no,B=yes,C=if-need-be'],
    [bo, 'A=if-need-be,B=yes,C=no'],
    [dina, 'A=yes,B=if-need-be,C=no'],
  ]);
}
