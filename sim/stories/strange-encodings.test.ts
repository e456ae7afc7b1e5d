import assert from 'node:assert/strict';
import { test } from 'node:test';
import { decodeEntry } from '../../src/log/entry.ts';
import type { Segment } from '../../src/log/segment.ts';
import type { Device } from '../device.ts';
import { forge } from '../forging.ts';
import { doAs } from '../gather.ts';
import { diskOf } from '../inside.ts';
import { withLongVersion, withOtherS } from '../other-forms.ts';
import { Stage, seatOf } from './stage.ts';

async function handForged(
  seed: number,
  change: (segment: Segment) => Segment,
): Promise<{ ended: string | null; taken: number; heard: boolean }> {
  const stage = await Stage.set(seed, ['Ana', 'Bo', 'Mallory']);
  const [ana, bo, mallory] = stage.devices as [Device, Device, Device];
  await stage.proposeName(mallory, 'The Mallory House');
  const seat = seatOf(mallory);
  await mallory.crash();
  const before = seatOf(ana).record.size;
  const good = forge(seat, ['from/tomorrow', []], stage.world.dice.bytes(16));
  const ended = await stage.hand(seat, ana, [change(good)]);
  const taken = seatOf(ana).record.size - before;
  const { id } = await doAs(stage.world, bo, 'say', { text: 'Good morning' });
  await stage.world.pass(400_000);
  return { ended, taken, heard: seatOf(ana).record.entry(String(id)) !== undefined };
}

test('attack 15: the forged entry itself would be taken, so that what follows is refused for its encoding alone', async () => {
  assert.deepEqual(await handForged(10, (segment) => segment), { ended: null, taken: 1, heard: true });
});

test('attack 15: a second encoding of an entry is refused', async () => {
  const changed = await handForged(10, (segment) => ({ ...segment, entries: segment.entries.map(withLongVersion) }));
  assert.deepEqual(changed, { ended: 'not-canonical', taken: 0, heard: true });
});

test('attack 15: a second form of a signature is refused', async () => {
  const changed = await handForged(10, (segment) => ({ ...segment, signature: withOtherS(segment.signature) }));
  assert.equal(changed.taken, 0);
  assert.equal(changed.heard, true);
});

test('attack 15: nothing that lies on any disk has a second encoding', async () => {
  const stage = await Stage.set(11, ['Ana', 'Bo']);
  const [ana] = stage.devices as [Device, Device];
  const { entries } = diskOf(ana, seatOf(ana).keys);
  assert.ok(entries.length >= 4);
  for (const { bytes } of entries) {
    assert.equal(decodeEntry(bytes).ok, true);
    assert.deepEqual(decodeEntry(withLongVersion(bytes)), { ok: false, reason: 'not-canonical' });
  }
});
