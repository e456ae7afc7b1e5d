import assert from 'node:assert/strict';
import { test } from 'node:test';
import { decodeEntry } from '../../src/log/entry.ts';
import type { Segment } from '../../src/log/segment.ts';
import type { Device } from '../device.ts';
import { doAs } from '../gather.ts';
import { diskOf } from '../judge.ts';
import { forge, Stage, seatOf } from './stage.ts';

/** The order of the base point of Ed25519 (RFC 8032 section 5.1), little-endian. */
const ORDER = Uint8Array.fromHex('edd3f55c1a631258d69cf7a2def9de1400000000000000000000000000000010');

/** The same signature with another S: S + L means the same to a careless verifier (RFC 8032 section 8.4). */
function withOtherS(signature: Uint8Array): Uint8Array {
  const other = signature.slice();
  let carry = 0;
  for (let i = 0; i < 32; i++) {
    carry += (other[32 + i] as number) + (ORDER[i] as number);
    other[32 + i] = carry & 255;
    carry >>= 8;
  }
  return other;
}

/** The same entry, its version written in two bytes where one would do. */
function withLongVersion(bytes: Uint8Array): Uint8Array {
  return Uint8Array.from([bytes[0] as number, 0x18, bytes[1] as number, ...bytes.subarray(2)]);
}

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
  const good = forge(seat, ['from/tomorrow', []], {}, stage.world.dice.bytes(16));
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
