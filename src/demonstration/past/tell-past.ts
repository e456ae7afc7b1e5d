import type { People } from '../people.ts';
import { words } from '../words.ts';
import { agreeOnFlour, agreeOnKeys, agreeOnRoles, changeFlour } from './agreeing.ts';
import { askForGrain, askForOvenDay, shareOutMarketMoney } from './asking-otherwise.ts';
import { begin, knock } from './beginning.ts';
import { askForHelp, askVisitor, decideBread, decideFourDays, decideNameWhileEmreIsAway, disagreeOnSundays } from './deciding.ts';
import { beginToDrawForTheMarket } from './drawing.ts';
import { letBoComeBack, partFromIvo } from './parting.ts';
import type { Past } from './past.ts';
import { giveVoice, meetInCircles, settle } from './settling.ts';

/** So many days ago it all began. */
export const PAST_DAYS = 39;

/** Six weeks of the bakery, until this moment: all of it is said, decided and certified by the people's own devices. */
export async function tellPast(past: Past, people: People): Promise<void> {
  const { ana, bo, cy, dina, emre, farida } = people;
  await past.to(38, '18:00');
  await begin(past, people);
  await past.to(36, '21:05');
  await past.says(ana, words['talk.all-in']);
  await past.to(35, '06:20');
  const dough = await past.says(farida, words['talk.sourdough']);
  await past.to(35, '06:41');
  await past.says(bo, words['talk.children'], { reply: dough });
  await partFromIvo(past, people);
  await decideFourDays(past, people);
  const flour = await agreeOnFlour(past, people);
  await past.to(30, '16:10');
  const shelter = await past.says(ana, words['talk.shelter']);
  await past.to(30, '16:32');
  await past.says(dina, words['talk.shelter-reply'], { reply: shelter });
  await agreeOnKeys(past, people);
  await decideBread(past, people);
  await agreeOnRoles(past, people);
  const rye = await changeFlour(past, people, flour, { day: 28, text: words['flour.text-rye'] });
  await past.to(27, '18:50');
  await past.says(cy, words['oven.burner'], { channel: words['channel.oven'] });
  await past.to(26, '10:05');
  const part = await past.says(emre, words['oven.part'], { channel: words['channel.oven'] });
  await past.to(26, '15:30');
  await emre.does('edit', { id: part, text: words['oven.part-corrected'] });
  await decideNameWhileEmreIsAway(past, people);
  await shareOutMarketMoney(past, people);
  await letBoComeBack(past, people);
  const sundays = await disagreeOnSundays(past, people);
  await market(past, people);
  await changeFlour(past, people, rye, { day: 12, text: words['flour.text-card'] });
  await settle(past, people);
  await admitVisitor(past, people);
  await past.to(9, '05:40');
  await past.says(farida, words['oven.thermometer'], { channel: words['channel.oven'] });
  await giveVoice(past, people);
  await meetInCircles(past, people);
  await past.to(4, '12:10');
  await past.says(bo, words['market.sold'], { channel: words['channel.market'] });
  await askForGrain(past, people);
  await past.to(3, '17:35');
  const mill = await past.says(farida, words['talk.mill']);
  await past.to(3, '17:58');
  await past.says(dina, words['talk.mill-reply'], { reply: mill });
  await askForOvenDay(past, people);
  await askVisitor(past, people);
  await visitorHasRead(past, people);
  await askForHelp(past, sundays, people);
  await lately(past, people);
  for (const person of [ana, bo, cy, dina, farida, emre]) if (person.isOn) await person.does('read', {});
  await past.toMinutesAgo(0.1);
  await past.meanwhile();
}

async function market(past: Past, { bo, dina, emre }: People): Promise<void> {
  const channel = words['channel.market'];
  await past.to(12, '18:10');
  const stall = await past.says(dina, words['market.stall'], { channel });
  await past.to(12, '18:22');
  await past.says(bo, words['market.bo'], { channel, reply: stall });
  await past.to(12, '18:40');
  await past.says(emre, words['market.emre'], { channel });
}

/** The visitor comes in as everybody does: by the consent of all. */
async function admitVisitor(past: Past, { ana, bo, cy, dina, emre, farida, visitor }: People): Promise<void> {
  await past.to(11, '17:00');
  const decision = await knock(past, ana, visitor);
  await past.consent(decision, ana, bo, farida);
  await past.to(10, '07:20');
  await past.consent(decision, cy, dina, emre);
  await past.to(10, '07:45');
  const welcome = await past.says(ana, words['talk.welcome']);
  await past.to(10, '08:05');
  await past.says(farida, words['talk.welcome-rolls'], { reply: welcome });
}

/** The visitor was here last the evening before yesterday. */
async function visitorHasRead(past: Past, { visitor }: People): Promise<void> {
  for (const { name } of await visitor.does('channels', {})) await visitor.does('read', { channel: name });
  await past.meanwhile();
}

/** Since then: somebody knocked, somebody switched off, and the others went on. */
async function lately(past: Past, people: People): Promise<void> {
  const { ana, bo, cy, dina, emre, farida, guel } = people;
  const channel = words['channel.oven'];
  await past.to(1, '17:30');
  const decision = await knock(past, cy, guel);
  await past.consent(decision, cy);
  await past.to(1, '17:48');
  await past.says(cy, words['talk.guel']);
  await past.consent(decision, dina);
  await past.to(1, '20:55');
  await past.says(emre, words['talk.van']);
  await emre.switchOff();
  await past.toMinutesAgo(170);
  await beginToDrawForTheMarket(past, people);
  await past.toMinutesAgo(96);
  await past.says(cy, words['oven.arrived'], { channel });
  await past.toMinutesAgo(88);
  await past.says(bo, words['oven.light'], { channel });
  await past.toMinutesAgo(41);
  const crust = await past.says(farida, words['talk.crust']);
  await past.toMinutesAgo(36);
  await past.says(dina, words['talk.crust-reply'], { reply: crust });
  await past.toMinutesAgo(7);
  await past.says(ana, words['talk.crates']);
}
