import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { type DeskInVillage, VillageOfDesks } from '../desk.fixture.ts';
import { edit, say, takeBack, talkDraft, turnOf } from './actions.ts';
import { beginTalk, type TalkState } from './fold.ts';

const CHANNELS = ['everyone', 'garden'];

/** One thing that happens; `pick` chooses among the messages that the one who acts knows. */
const step = fc.record({
  who: fc.nat(3),
  what: fc.constantFrom('say', 'say', 'say', 'edit', 'edit', 'take back', 'reply', 'blank', 'meet', 'a week passes'),
  pick: fc.nat(1000),
});
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

/** Lets a story happen: Ana with two devices, Bo, Cy. People also try what they may not, such as changing the words of others. */
function live(story: readonly Step[]): { place: VillageOfDesks; desks: DeskInVillage[] } {
  const place = new VillageOfDesks('Ana', 'Bo', 'Cy');
  const desks = [...place.desks, place.secondDevice(place.desks[0] as DeskInVillage)];
  place.village.meet(...desks.map(({ device }) => device));
  for (const [i, { who, what, pick }] of story.entries()) {
    const desk = desks[who] as DeskInVillage;
    const known = [...talkOf(desk).messages.values()];
    const message = known[pick % known.length];
    const turn = turnOf(desk.now / 1000);
    const put = (action: Parameters<typeof talkDraft>[2], channel = CHANNELS[pick % 2] as string, week = turn) =>
      desk.put(talkDraft(channel, week, action));
    if (what === 'say') put(say.write({ text: `words ${i}`, replyTo: null }));
    if (what === 'blank') put(say.write({ text: ' ', replyTo: null }));
    if (what === 'meet') desk.meet(desks[(who + 1 + (pick % 3)) % 4] as DeskInVillage);
    if (what === 'a week passes') place.village.pass(7);
    if (message === undefined) continue;
    const { topic, turn: week } = message.entry.chain.opening;
    if (what === 'reply') put(say.write({ text: `answer ${i}`, replyTo: message.id }), topic);
    if (what === 'edit') put(edit.write({ message: message.id, text: `better words ${i}` }), topic, week);
    if (what === 'take back') put(takeBack.write({ message: message.id }), topic, week);
  }
  return { place, desks };
}

function talkOf(desk: DeskInVillage): TalkState {
  return desk.state({ name: 'talk', begin: beginTalk });
}

/** All that can be seen of a state, as values that devices can compare. */
function told(desk: DeskInVillage) {
  const channels = [...talkOf(desk).channels.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
  return {
    inert: [...desk.device.inert].sort(),
    channels: channels.map(({ name, messages }) => ({
      name,
      messages: messages.map(({ id, author, channel, replyTo, text, edited, takenBack }) => ({
        ...{ id, author, channel, replyTo, text },
        changes: [edited?.id, takenBack?.id],
      })),
    })),
  };
}

test('the same talk comes of the same entries, in whatever order they arrive', () => {
  let messages = 0;
  let changes = 0;
  fc.assert(
    fc.property(
      fc.array(step, { minLength: 10, maxLength: 40 }),
      fc.array(fc.nat(1_000_000), { minLength: 50, maxLength: 50 }),
      (story, shuffle) => {
        const { place, desks } = live(story);
        const all = desks.map(({ device }) => device);
        place.village.meet(...all);
        const expected = told(desks[0] as DeskInVillage);
        for (const desk of desks.slice(1)) assert.deepEqual(told(desk), expected);
        const newcomer = place.newcomer('Dee');
        newcomer.takeShuffled(desks[0] as DeskInVillage, shuffle);
        assert.deepEqual(told(newcomer), expected);
        messages += expected.channels.reduce((sum, channel) => sum + channel.messages.length, 0);
        changes += expected.channels.flatMap((channel) => channel.messages.flatMap((message) => message.changes.filter(Boolean))).length;
      },
    ),
    { numRuns: 60 },
  );
  assert.ok(messages > 100 && changes > 20, `${messages} messages, ${changes} changes`);
});

test('of edits made at once by two devices of one person, everybody keeps the same one', async () => {
  const place = new VillageOfDesks('Ana', 'Bo');
  const phone = place.desks[0] as DeskInVillage;
  const laptop = place.secondDevice(phone);
  const kept = new Set<string>();
  for (let i = 0; i < 8; i++) {
    const { id } = await phone.done('say', { text: `message ${i}` });
    phone.meet(laptop);
    // Whoever edits twice stands later in the order.
    for (const desk of i % 2 ? [phone, laptop, phone] : [phone, laptop, laptop]) {
      const text = `${desk === phone ? 'phone' : 'laptop'} ${i}`;
      desk.put(talkDraft('everyone', turnOf(desk.now / 1000), edit.write({ message: id, text })));
    }
    const readers = [place.newcomer('Cy'), place.newcomer('Dee')] as const;
    for (const desk of [phone, laptop]) readers[0].meet(desk);
    for (const desk of [laptop, phone]) readers[1].meet(desk);
    phone.meet(laptop);
    const texts = [...readers, phone, laptop].map((desk) => talkOf(desk).messages.get(id)?.text);
    assert.deepEqual(texts, Array(4).fill(`${i % 2 ? 'phone' : 'laptop'} ${i}`));
    kept.add(texts[0] ?? '');
  }
  assert.equal(kept.size, 8);
});

test('what has been taken back is gone for good, although another device of its author edits it meanwhile', async () => {
  const place = new VillageOfDesks('Ana', 'Bo');
  const [phone, bo] = place.desks as readonly [DeskInVillage, DeskInVillage];
  const laptop = place.secondDevice(phone);
  const { id } = await phone.done('say', { text: 'a secret' });
  phone.meet(laptop);
  await laptop.done('unsay', { id });
  await phone.done('edit', { id, text: 'a secret, in other words' });
  await phone.done('edit', { id, text: 'and in other words again' });
  for (const [first, second] of [
    [phone, laptop],
    [laptop, phone],
  ] as const) {
    const reader = place.newcomer('Dee');
    reader.meet(first);
    reader.meet(second);
    assert.deepEqual(
      (await reader.done('talk')).map(({ text, deleted, edited }: { text: string; deleted: boolean; edited: boolean }) => [
        text,
        deleted,
        edited,
      ]),
      [['', true, false]],
    );
    phone.meet(laptop);
  }
  bo.meet(phone);
  assert.equal(talkOf(bo).messages.get(id)?.text, '');
});
