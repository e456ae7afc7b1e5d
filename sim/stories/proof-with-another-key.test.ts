import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Cbor, encodeCbor } from '../../src/bytes/cbor.ts';
import { bytesOf } from '../../src/bytes/id.ts';
import { showFork } from '../../src/cell/actions.ts';
import { signingKeys } from '../../src/crypto/sign.ts';
import { linkContent, NO_ENTRY } from '../../src/log/entry.ts';
import { checkForkProof } from '../../src/log/fork.ts';
import { recordOpening } from '../../src/log/opening.ts';
import { signTip } from '../../src/log/tip-signature.ts';
import type { Device } from '../device.ts';
import { doAs } from '../gather.ts';
import { Stage, seatOf } from './stage.ts';

/** A proof that holds in itself: a key made for it has signed two stories under the id of a log that is not its own. */
function proofOf(log: Uint8Array, seed: Uint8Array): Uint8Array {
  const keys = signingKeys(seed);
  const branches: Cbor = [1, 2].map((octet) => {
    const content = new Uint8Array(32).fill(octet);
    return [[content], signTip(keys.secretKey, linkContent(log, 0, NO_ENTRY, content))];
  });
  return encodeCbor([log, keys.publicKey, 0, NO_ENTRY, branches]);
}

test('attack 2: who proves a fork of a key of their own making, under the id of another log, silences nobody', async () => {
  const stage = await Stage.set(12, ['Ana', 'Bo', 'Mallory']);
  const [ana, bo, mallory] = stage.devices as [Device, Device, Device];
  const log = seatOf(bo).record.logOf(recordOpening(bytesOf(seatOf(ana).device)));
  const proof = proofOf(log, stage.world.dice.bytes(32));
  assert.equal(checkForkProof(proof).ok, true);
  await stage.write(mallory, showFork.write({ proof, cuts: [] }));
  const { id } = await doAs(stage.world, ana, 'say', { text: 'I am still here' });
  const proposal = await stage.proposeName(ana, 'The house of Ana');
  for (const device of stage.devices) {
    const seat = seatOf(device);
    assert.equal(seat.record.frozen.size, 0, device.name);
    assert.deepEqual(seat.forkProofs, [], device.name);
    assert.ok(seat.record.entry(String(id)) !== undefined, `${device.name} hears Ana`);
    assert.ok(seat.cell.decisions.proposals.has(proposal), `${device.name} knows what Ana proposed`);
  }
});
