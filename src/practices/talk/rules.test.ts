import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type DeskInVillage, VillageOfDesks } from '../desk.fixture.ts';
import { edit, say, takeBack, talkDraft, turnOf } from './actions.ts';

// Each rule is broken by a device that does not ask the commands: all others see it, and let it do nothing.

function village() {
  const { village: place, desks } = new VillageOfDesks('Ana', 'Bo');
  const [ana, bo] = desks as readonly [DeskInVillage, DeskInVillage];
  const turn = turnOf(place.now / 1000);
  const put = (desk: DeskInVillage, action: Parameters<typeof talkDraft>[2], week = turn) => desk.put(talkDraft('everyone', week, action));
  const sayBy = (desk: DeskInVillage, text: string) => put(desk, say.write({ text, replyTo: null }));
  const shown = async (desk: DeskInVillage) =>
    ((await desk.done('talk')) as { text: string; deleted: boolean }[]).map(({ text, deleted }) => (deleted ? '-' : text));
  return { ana, bo, turn, put, sayBy, shown };
}

test('a message needs words', async () => {
  const { ana, bo, sayBy, shown } = village();
  sayBy(ana, ' \n\t');
  ana.meet(bo);
  assert.deepEqual(await shown(bo), []);
  assert.deepEqual(bo.device.inert, ['message-empty']);
});

test('an edit needs words', async () => {
  const { ana, bo, put, sayBy, shown } = village();
  const message = sayBy(ana, 'bread');
  put(ana, edit.write({ message, text: ' ' }));
  ana.meet(bo);
  assert.deepEqual(await shown(bo), ['bread']);
  assert.deepEqual(bo.device.inert, ['message-empty']);
});

test('talk stays in its lane', async () => {
  const { ana, bo, shown } = village();
  ana.put({ action: say.write({ text: 'for ever', replyTo: null }) });
  ana.put({ lane: 'doc', topic: 'everyone', action: say.write({ text: 'elsewhere', replyTo: null }) });
  ana.meet(bo);
  assert.deepEqual(await shown(bo), []);
  assert.deepEqual(bo.device.inert, ['talk-out-of-lane', 'talk-out-of-lane']);
});

test('a message stands in its week, or in one beside it', async () => {
  const { ana, bo, turn, put, shown } = village();
  const words = (text: string) => say.write({ text, replyTo: null });
  put(ana, words('before'), turn - 1);
  put(ana, words('after'), turn + 1);
  put(ana, words('long after'), turn + 2);
  put(ana, words('long before'), turn - 2);
  put(ana, words('never'), 2 ** 40);
  ana.meet(bo);
  assert.deepEqual(await shown(bo), ['before', 'after']);
  assert.deepEqual(bo.device.inert, Array(3).fill('message-in-another-week'));
});

test('only the author may edit', async () => {
  const { ana, bo, put, sayBy, shown } = village();
  const message = sayBy(ana, 'bread');
  ana.meet(bo);
  put(bo, edit.write({ message, text: 'cake' }));
  ana.meet(bo);
  for (const desk of [ana, bo]) assert.deepEqual(await shown(desk), ['bread']);
  assert.deepEqual(ana.device.inert, ['not-your-message']);
});

test('only the author may take back', async () => {
  const { ana, bo, put, sayBy, shown } = village();
  const message = sayBy(ana, 'bread');
  ana.meet(bo);
  put(bo, takeBack.write({ message }));
  ana.meet(bo);
  for (const desk of [ana, bo]) assert.deepEqual(await shown(desk), ['bread']);
  assert.deepEqual(ana.device.inert, ['not-your-message']);
});

test('a change follows its message: not from another week or channel, and not to what is no message', async () => {
  const { ana, bo, turn, put, sayBy, shown } = village();
  const message = sayBy(ana, 'bread');
  put(ana, edit.write({ message, text: 'cake' }), turn + 1);
  put(ana, takeBack.write({ message }), turn + 1);
  ana.put(talkDraft('garden', turn, edit.write({ message, text: 'cake' })));
  const change = put(ana, edit.write({ message: 'ab'.repeat(32), text: 'cake' }));
  put(ana, takeBack.write({ message: change }));
  ana.meet(bo);
  for (const desk of [ana, bo]) {
    assert.deepEqual(await shown(desk), ['bread']);
    assert.deepEqual(desk.device.inert, Array(5).fill('message-unknown'));
  }
});
