import type { Id } from '../../bytes/id.ts';
import type { People } from '../people.ts';
import { words } from '../words.ts';
import type { Past } from './past.ts';

/**
 * What the cell agrees on about itself: that one can speak for another, and how long talk is kept. That was asked twice on one evening, and none of
 * both asked to know of the other: they clash.
 */
export async function settle(past: Past, { ana, bo, cy, dina, emre, farida }: People): Promise<void> {
  await past.to(12, '21:10');
  const all = [ana, bo, cy, dina, emre, farida];
  const proposed: Id[] = [];
  for (const [who, title, text, setting, value] of [
    [emre, words['voices.title'], words['voices.text'], 'delegation', '1'],
    [ana, words['talk-kept.title'], words['talk-kept.text'], 'retention', '26w'],
    [bo, words['market-kept.title'], words['market-kept.text'], 'retention', `90d; ${words['channel.market']}=4w`],
  ] as const)
    proposed.push(await past.proposes(who, { title, text, effect: { kind: 'agreement', setting, value } }));
  await past.to(11, '06:50');
  for (const who of all) await Promise.all(proposed.map((id) => past.responds(who, id, 'consent')));
  await past.meanwhile();
}

/** Whoever is on the road gives their voice for votes. */
export async function giveVoice(past: Past, { emre, dina }: People): Promise<void> {
  await past.to(9, '06:10');
  await emre.does('delegate', { to: dina.name, until: '6w', subject: words['subject.shop'] });
  await past.meanwhile();
}

/** Some of them talk among themselves: those who drive to the shelter, the visitor among them, and those who keep the books. */
export async function meetInCircles(past: Past, { ana, bo, cy, dina, emre, visitor }: People): Promise<void> {
  await past.to(8, '19:20');
  await dina.does('circle-found', { name: words['circle.shelter'], with: [emre.name, visitor.name] });
  await past.meanwhile();
  const circle = words['circle.shelter'];
  await past.says(dina, words['circle.shelter-hello'], { circle });
  await past.to(7, '08:30');
  await ana.does('circle-found', { name: words['circle.books'], with: [bo.name, cy.name] });
  await past.meanwhile();
  await past.says(ana, words['circle.books-first'], { circle: words['circle.books'] });
  await past.to(5, '21:40');
  await past.says(emre, words['circle.shelter-thanks'], { circle });
  await past.to(5, '21:55');
  await past.says(dina, words['circle.shelter-ask'], { circle });
}
