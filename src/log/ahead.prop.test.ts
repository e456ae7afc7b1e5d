import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { type Ahead, aheadOf, LookingAhead, toLookAt } from './ahead.ts';
import { type Epoch, EpochKeys, epochOf } from './epoch.ts';
import { eraseBody } from './erasure.ts';
import type { Record } from './record.ts';
import { type Device, stateOf, World } from './world.fixture.ts';

/** An entry as it lies in a store. */
interface Row {
  readonly log: Uint8Array;
  readonly seq: number;
  readonly bytes: Uint8Array;
}

const CIRCLE = 'c1'.repeat(8);
const SCOPES = ['', 'garden#6', 'kitchen#7'];

/** What a device may write, and what may lie in its store in place of it. */
const deed = fc.record({
  who: fc.nat(2),
  scope: fc.constantFrom(...SCOPES),
  text: fc.string({ maxLength: 200 }),
  what: fc.constantFrom('says', 'says', 'says', 'says-in-circle', 'erased', 'garbled-head', 'garbled-body', 'cut'),
});

const damage: { [what: string]: (bytes: Uint8Array) => Uint8Array } = {
  says: (bytes) => bytes,
  'says-in-circle': (bytes) => bytes,
  erased: (bytes) => eraseBody(bytes),
  'garbled-head': (bytes) => bytes.with(60, (bytes[60] as number) ^ 1),
  'garbled-body': (bytes) => bytes.with(bytes.length - 1, (bytes[bytes.length - 1] as number) ^ 1),
  cut: (bytes) => bytes.subarray(0, bytes.length - 1),
};

/** What a store holds after these deeds, and the epochs by which it can be read. */
function storeOf(deeds: readonly (typeof deed extends fc.Arbitrary<infer T> ? T : never)[]): {
  readonly world: World;
  readonly circle: Epoch;
  readonly rows: readonly Row[];
} {
  const world = new World('ahead');
  const circle = epochOf(world.random(32), CIRCLE, world.charter);
  const devices = [world.device(), world.device(), world.device()];
  const rows = deeds.map(({ who, scope, text, what }) => {
    const device = devices[who] as Device;
    for (const other of devices) if (other !== device) device.hear(other);
    const isInCircle = what === 'says-in-circle' && scope !== '';
    const draft = { ...device.draft([text], scope), ...(isInCircle && { circle: CIRCLE }) };
    const [written] = device.writeDrafts([draft], { cell: world.epoch, circle: isInCircle ? circle : world.epoch });
    assert.ok(written !== undefined);
    return { log: written.log, seq: written.seq, bytes: (damage[what] as (bytes: Uint8Array) => Uint8Array)(written.bytes) };
  });
  return { world, circle, rows };
}

/** Puts rows into a record, and what each came to. @param ahead what is known of each already */
function restore(record: Record, rows: readonly Row[], ahead: readonly Ahead[] | null): unknown[] {
  const outcomes = rows.map(({ log, seq, bytes }, i) => {
    const restored = record.restore(log, seq, bytes, undefined, ahead?.[i]);
    return restored.ok ? restored.value : restored.reason;
  });
  // Only now, as somebody looks.
  return outcomes.map((one) => (typeof one === 'string' ? one : [one.id, one.lamport, one.circle, one.action, one.shut]));
}

test('what was looked at ahead comes to the same as what is opened in its turn, whatever lies in the store and whichever keys were there', () => {
  fc.assert(
    fc.property(fc.array(deed, { maxLength: 12 }), fc.boolean(), fc.boolean(), (deeds, knowsCell, knowsCircle) => {
      const { world, circle, rows } = storeOf(deeds);
      const [inTurn, looked] = [world.record(), world.record()];
      for (const record of [inTurn, looked]) record.keys.add(circle);
      const epochs = [...(knowsCircle ? [circle] : []), ...(knowsCell ? [world.epoch] : [])];
      const found = new LookingAhead().look(toLookAt(rows, looked, epochs));
      assert.equal(found.table.length, 3 * rows.length);
      const ahead = [...aheadOf(found, epochs, looked.keys)];
      assert.deepEqual(restore(looked, rows, ahead), restore(inTurn, rows, null));
      assert.deepEqual(stateOf(looked), stateOf(inTurn));
    }),
    { numRuns: 150 },
  );
});

test('what is whole is opened ahead, head and body: nothing is left for its turn', () => {
  const { world, rows } = storeOf([{ who: 0, scope: 'garden#6', text: 'The beans are up.', what: 'says' }]);
  const record = world.record();
  const [ahead] = aheadOf(new LookingAhead().look(toLookAt(rows, record, [world.epoch])), [world.epoch], record.keys);
  assert.ok(ahead?.opened?.epoch === world.epoch && ahead.body !== null);
  assert.deepEqual(restore(record, rows, [ahead])[0], restore(world.record(), rows, null)[0]);
});

test('secrets that have been let go of meanwhile open nothing, and those that are not named anew are those of the time before', () => {
  const { world, rows } = storeOf([{ who: 1, scope: '', text: 'Hello', what: 'says' }]);
  const looking = new LookingAhead();
  const record = world.record();
  looking.look(toLookAt([], record, [world.epoch]));
  const found = looking.look(toLookAt(rows, record, null));
  const [kept] = aheadOf(found, [world.epoch], record.keys);
  assert.ok(kept?.opened !== null);
  const [gone] = aheadOf(found, [world.epoch], new EpochKeys());
  assert.ok(gone !== undefined && gone.opened === null && gone.body === null);
});
