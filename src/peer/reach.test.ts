import assert from 'node:assert/strict';
import { test } from 'node:test';
import { decodeCbor } from '../bytes/cbor.ts';
import { type Id, idOf } from '../bytes/id.ts';
import { REACHED_LOGS, ReachTable } from './reach.ts';

const log = (i: number): Id => i.toString(16).padStart(64, '0');

test('of a device that tells of logs without end no more are kept than can be read back, and what is kept goes on growing', () => {
  const device = idOf(new Uint8Array(32).fill(1));
  const table = new ReachTable();
  for (let from = 0; from < REACHED_LOGS + 1000; from += 1000)
    table.tell(
      device,
      Array.from({ length: 1000 }, (_, i) => [log(from + i), 1] as const),
    );
  table.tell(device, [[log(0), 7]]);
  const [note] = table.takeNotes((name, value) => [name, value]);
  const kept = decodeCbor(note?.[1] as Uint8Array);
  assert.ok(kept.ok && Array.isArray(kept.value));
  assert.equal(kept.value.length, REACHED_LOGS);
  assert.deepEqual(kept.value[0], [new Uint8Array(32), 7]);
});
