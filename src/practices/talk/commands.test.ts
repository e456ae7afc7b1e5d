import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type DeskInVillage, VillageOfDesks } from '../desk.fixture.ts';
import type { MessageView } from './view.ts';

function village() {
  const place = new VillageOfDesks('Ana', 'Bo', 'Cy');
  const [ana, bo, cy] = place.desks as readonly [DeskInVillage, DeskInVillage, DeskInVillage];
  return { place, ana, bo, cy };
}

const textsOf = (messages: readonly MessageView[]) => messages.map(({ text }) => text);

test('what one says, another reads, and both see how far it has got', async () => {
  const { ana, bo, cy } = village();
  const { id } = await ana.done('say', { text: 'Bread on Friday?' });
  assert.deepEqual(await ana.done('talk'), [
    {
      id,
      author: 'Ana',
      member: ana.me.member,
      channel: 'everyone',
      text: 'Bread on Friday?',
      time: '2027-01-15T08:00:00Z',
      reply: null,
      edited: false,
      editedAt: null,
      deleted: false,
      mine: true,
      unread: false,
      reach: { on: 1, of: 3 },
    },
  ]);
  ana.meet(bo);
  const [atBo] = await bo.done('talk');
  assert.deepEqual([atBo.id, atBo.author, atBo.mine, atBo.unread, atBo.reach], [id, 'Ana', false, true, { on: 2, of: 3 }]);
  assert.deepEqual((await ana.done('talk'))[0].reach, { on: 2, of: 3 });
  bo.meet(cy);
  assert.deepEqual((await cy.done('talk'))[0].reach, { on: 3, of: 3 });
  assert.deepEqual((await ana.done('talk'))[0].reach, { on: 2, of: 3 }, 'nobody has told Ana yet');
});

test('replies go to the channel of what they reply to', async () => {
  const { ana, bo } = village();
  const { id } = await ana.done('say', { text: 'Beans?', channel: 'garden' });
  ana.meet(bo);
  const said = await bo.done('say', { text: 'Peas.', reply: id.slice(0, 6).toUpperCase() });
  assert.equal(said.channel, 'garden');
  const messages = await bo.done('talk', { channel: 'Garden' });
  assert.deepEqual(textsOf(messages), ['Beans?', 'Peas.']);
  assert.equal(messages[1].reply, id);
  assert.equal(await bo.refusal('say', { text: 'x', reply: id, channel: 'everyone' }), 'reply-in-another-channel');
  assert.equal(await bo.refusal('say', { text: 'x', reply: 'ffffffff' }), 'id-unknown');
  assert.equal(await bo.refusal('say', { text: 'x', reply: 'ff' }), 'id-too-short');
});

test('a channel is there once something was said in it, under the name that it was first given', async () => {
  const { ana, bo } = village();
  assert.deepEqual(await ana.done('channels'), [{ name: 'everyone', circle: null, unread: 0, calls: [], last: null }]);
  assert.deepEqual(await ana.done('talk', { channel: 'garden' }), []);
  await ana.done('say', { text: 'one', channel: ' Garden ' });
  await ana.done('say', { text: 'two', channel: 'GARDEN' });
  await ana.done('say', { text: 'three', channel: 'Everyone' });
  ana.meet(bo);
  const channels = await bo.done('channels');
  assert.deepEqual(
    channels.map(({ name, unread, last }: { name: string; unread: number; last: MessageView }) => [name, unread, last.text]),
    [
      ['everyone', 1, 'three'],
      ['Garden', 2, 'two'],
    ],
  );
  assert.equal(await ana.refusal('say', { text: 'x', channel: ' ' }), 'name-empty');
  assert.equal(await ana.refusal('say', { text: 'x', channel: 'x'.repeat(65) }), 'name-too-long');
  assert.equal(await ana.refusal('talk', { channel: 'gar\u202eden' }), 'name-has-hidden-letters');
  assert.equal(await ana.refusal('read', { channel: '\u0007' }), 'name-has-hidden-letters');
});

test('an own message can be put in other words, and everybody sees that it was', async () => {
  const { ana, bo, cy } = village();
  const { id } = await ana.done('say', { text: 'Frday' });
  ana.meet(bo);
  assert.deepEqual(await ana.done('edit', { id, text: 'Friday' }), { id });
  const [mine] = await ana.done('talk');
  assert.deepEqual([mine.text, mine.edited, mine.reach], ['Friday', true, { on: 1, of: 3 }], 'the new words are nowhere else yet');
  assert.deepEqual(textsOf(await bo.done('talk')), ['Frday']);
  ana.meet(bo);
  ana.meet(cy);
  const [atBo] = await bo.done('talk');
  assert.deepEqual([atBo.id, atBo.text, atBo.edited], [id, 'Friday', true]);
  assert.equal(atBo.editedAt, '2027-01-15T08:00:00Z');
  assert.equal(await bo.refusal('edit', { id, text: 'Sunday' }), 'not-your-message');
  assert.equal(await ana.refusal('edit', { id, text: ' ' }), 'message-empty');
  assert.equal(await ana.refusal('edit', { id: 'ffffffff', text: 'x' }), 'id-unknown');
});

test('an own message can be taken back, once', async () => {
  const { ana, bo } = village();
  const { id } = await ana.done('say', { text: 'a secret' });
  ana.meet(bo);
  assert.equal(await bo.refusal('unsay', { id }), 'not-your-message');
  assert.deepEqual(await ana.done('unsay', { id }), { id });
  ana.meet(bo);
  const [atBo] = await bo.done('talk');
  assert.deepEqual([atBo.text, atBo.deleted, atBo.edited, atBo.unread], ['', true, false, false]);
  assert.equal(await ana.refusal('unsay', { id }), 'message-taken-back');
  assert.equal(await ana.refusal('edit', { id, text: 'x' }), 'message-taken-back');
  assert.equal(await ana.refusal('unsay', { id: 'ffffffff' }), 'id-unknown');
});

test('what is changed after a week is changed in the week where it stands', async () => {
  const { place, ana, bo } = village();
  const { id } = await ana.done('say', { text: 'old' });
  place.village.pass(10);
  await ana.done('edit', { id, text: 'old, in new words' });
  await ana.done('say', { text: 'new' });
  ana.meet(bo);
  assert.deepEqual(textsOf(await bo.done('talk')), ['old, in new words', 'new']);
  assert.deepEqual(
    bo.record.scope(`talk/${Math.floor(1_800_000_000 / 604_800)}/everyone`).map((chain) => chain.entries.length),
    [2],
  );
});

test('what answers the reader or names them is told apart while it is unread', async () => {
  const { ana, bo } = village();
  const { id } = await ana.done('say', { text: 'Who takes the van?' });
  ana.meet(bo);
  await bo.done('say', { text: 'I do.', reply: id });
  await bo.done('say', { text: 'Good morning, ANA.' });
  await bo.done('say', { text: 'Bananas, @anatolia and mail@anab.example' });
  await bo.done('say', { text: 'Is that good, @ana?' });
  ana.meet(bo);
  const callsOf = async (one: typeof ana): Promise<string[]> => (await one.done('channels'))[0].calls.map(({ text }: MessageView) => text);
  assert.deepEqual(await callsOf(ana), ['I do.', 'Is that good, @ana?']);
  assert.deepEqual(await callsOf(bo), [], 'own words call nobody');
  await ana.done('read');
  assert.deepEqual(await callsOf(ana), []);
});

test('what has been read is told from what is new, also where somebody comes late with earlier words', async () => {
  const { ana, bo, cy } = village();
  await cy.done('say', { text: 'said in the woods' });
  for (const text of ['one', 'two', 'three']) await ana.done('say', { text });
  ana.meet(bo);
  assert.deepEqual((await bo.done('channels'))[0].unread, 3);
  assert.deepEqual(await bo.done('read'), { channel: 'everyone' });
  assert.deepEqual((await bo.done('channels'))[0].unread, 0);
  await bo.done('say', { text: 'mine' });
  assert.deepEqual((await bo.done('channels'))[0].unread, 0, 'own words are not new');
  cy.meet(bo);
  const messages: MessageView[] = await bo.done('talk');
  assert.deepEqual(
    messages.filter(({ unread }) => unread).map(({ text }) => text),
    ['said in the woods'],
  );
  assert.ok(messages.findIndex(({ unread }) => unread) < 2, 'it stands before what has been read');
  assert.deepEqual((await bo.done('channels'))[0].unread, 1);
  await bo.done('read', { channel: 'EVERYONE' });
  assert.deepEqual((await bo.done('channels'))[0].unread, 0);
  assert.deepEqual((await ana.done('channels'))[0].unread, 0, 'each device keeps its own marks');
});

test('marks are kept for each channel, whatever it is called', async () => {
  const { ana, bo } = village();
  for (const channel of ['__proto__', 'constructor', 'garden']) await ana.done('say', { text: 'x', channel });
  ana.meet(bo);
  for (const channel of ['__proto__', 'constructor']) await bo.done('read', { channel });
  await bo.done('read', { channel: 'nowhere' });
  const channels: { name: string; unread: number }[] = await bo.done('channels');
  assert.deepEqual(
    channels.map(({ name, unread }) => [name, unread]),
    [
      ['everyone', 0],
      ['__proto__', 0],
      ['constructor', 0],
      ['garden', 1],
    ],
  );
});

test('a part of a channel is shown: the newest, or what stands from, before or after a message', async () => {
  const { ana } = village();
  const ids: string[] = [];
  for (let i = 0; i < 10; i++) ids.push((await ana.done('say', { text: String(i) })).id);
  const part = async (input: object) => textsOf(await ana.done('talk', input)).join('');
  assert.equal(await part({}), '0123456789');
  assert.equal(await part({ limit: '3' }), '789');
  assert.equal(await part({ limit: 3, before: ids[7] }), '456');
  assert.equal(await part({ limit: 3, before: ids[1] }), '0');
  assert.equal(await part({ limit: 3, after: ids[4] }), '567');
  assert.equal(await part({ before: ids[6], after: ids[2] }), '345');
  assert.equal(await part({ from: ids[6] }), '6789');
  assert.equal(await part({ from: ids[2], before: ids[6] }), '2345');
  assert.equal(await part({ from: ids[2], limit: 3 }), '789');
  assert.equal(await part({ from: ids[5], after: ids[2], limit: 2 }), '56');
  assert.equal(await part({ from: ids[6], before: ids[2] }), '');
  assert.equal(await part({ before: ids[0] }), '');
  assert.equal(await part({ after: ids[9] }), '');
  assert.equal(await ana.refusal('talk', { before: 'ffffffff' }), 'id-unknown');
});

test('who is no member looks on', async () => {
  const { place, ana } = village();
  const { id } = await ana.done('say', { text: 'bread' });
  const dee = place.newcomer('Dee');
  dee.meet(ana);
  assert.deepEqual(textsOf(await dee.done('talk')), ['bread']);
  assert.equal(await dee.refusal('say', { text: 'x' }), 'not-a-member');
  assert.equal(await dee.refusal('edit', { id, text: 'x' }), 'not-a-member');
  assert.equal(await dee.refusal('unsay', { id }), 'not-a-member');
});

test('nothing is said with nothing, and a text has its bounds', async () => {
  const { ana } = village();
  assert.equal(await ana.refusal('say', { text: ' \n' }), 'message-empty');
  await ana.done('say', { text: 'x'.repeat(16_384) });
  for (const input of [{ text: 'x'.repeat(16_385) }, { text: 'ü'.repeat(8193) }, {}, { text: 1 }, { text: 'x', colour: 'red' }]) {
    await assert.rejects(ana.run('say', input), { name: 'ValiError' });
  }
  assert.equal((await ana.done('talk')).length, 1);
});

test('people read short and warm words', async () => {
  const { place, ana, bo, cy } = village();
  assert.equal(await ana.told('talk'), 'Nothing has been said here yet.');
  assert.equal(await ana.told('channels'), 'everyone  nothing said yet');
  assert.equal(await ana.told('say', { text: 'Bread?\nAna: yes' }), 'Said. On this device only, until it meets another.');
  place.settle();
  const [{ id }] = await bo.done('talk');
  assert.equal(await bo.told('talk'), `2027-01-15 08:00 UTC  Ana  [${id.slice(0, 8)}, new]\n  Bread?\n  Ana: yes`);
  assert.equal(await bo.told('channels'), 'everyone  1 new, last by Ana on 2027-01-15 08:00 UTC');
  assert.equal(await bo.told('read'), 'All of "everyone" is marked as read.');
  assert.equal(await bo.told('channels'), 'everyone  nothing new, last by Ana on 2027-01-15 08:00 UTC');
  assert.equal(await ana.told('edit', { id, text: 'Bread!' }), 'Changed. Everybody sees that it was.');
  const reply = await cy.done('say', { text: 'Yes', reply: id });
  ana.meet(cy);
  assert.match(await ana.told('talk'), new RegExp(`\\[${id.slice(0, 8)}, on 2 of 3 devices, changed\\]\n {2}Bread!\n`));
  assert.match(await ana.told('talk'), new RegExp(`\\[${reply.id.slice(0, 8)}, to ${id.slice(0, 8)}, on 2 of 3 devices, new\\]\n {2}Yes$`));
  assert.equal(
    await cy.told('unsay', { id: reply.id }),
    'Taken back. Its words are erased here, and on the other devices as the news reaches them. Whoever has read them may remember, and that something was said can be seen.',
  );
  assert.match(await cy.told('talk'), /\n {2}\(taken back\)$/);
  const alone = new VillageOfDesks('Ana').desks[0] as DeskInVillage;
  assert.equal(await alone.told('say', { text: 'Hello' }), 'Said.');
});

test('thousands of messages stay quick to take in, to find and to show', async () => {
  const { ana, bo } = village();
  for (let i = 0; i < 3000; i++) await (i % 2 ? ana : bo).done('say', { text: `message ${i}` });
  const before = process.hrtime.bigint();
  ana.meet(bo);
  const messages: MessageView[] = await ana.done('talk', { limit: 1000 });
  const [middle] = messages;
  assert.equal(messages.length, 1000);
  for (let i = 0; i < 200; i++) await ana.done('talk', { limit: 20, before: middle?.id });
  for (let i = 0; i < 200; i++) await ana.done('channels');
  const seconds = Number(process.hrtime.bigint() - before) / 1e9;
  assert.ok(seconds < 10, `${seconds.toFixed(2)} s`);
});
