import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { signingKeys } from '../crypto/sign.ts';
import type { Segment } from '../log/segment.ts';
import { addDevice } from './actions.ts';
import { type TestDevice, Village } from './cell.fixture.ts';
import { signDeviceAsked } from './links.ts';
import { stateOf } from './state.fixture.ts';

const small = fc.nat({ max: 997 });
const event = fc.record({ type: fc.constantFrom('link', 'revoke', 'send', 'send', 'say', 'propose'), who: small, what: small });

test('whatever is linked, revoked and done, in whatever order it is heard, devices with the same entries have the same state', () => {
  fc.assert(
    fc.property(fc.array(event, { maxLength: 40 }), fc.infiniteStream(small), (events, shuffle) => {
      const village = new Village([...'ABC']);
      const devices: TestDevice[] = [...village.founders];
      for (const { type, who, what } of events) {
        const [by, other] = [devices[who % devices.length] as TestDevice, devices[what % devices.length] as TestDevice];
        const member = by.cell.currentDevices().get(by.device)?.member;
        if (type === 'send') by.sendTo(other);
        else if (member === undefined) continue;
        else if (type === 'revoke') {
          if (by.cell.currentDevices().get(other.device)?.member === member) by.revoke(other.device);
        } else if (type === 'say') by.write([['talk/say', 'hello']], {}, { lane: 'talk', topic: 'general', turn: 1 });
        else if (type === 'propose') by.propose('Soup');
        else {
          const device = devices.length < 12 ? village.newcomer('more') : other;
          const asked = signDeviceAsked(signingKeys(device.seed).secretKey, village.id, member, device.bundle);
          by.write([addDevice.write({ bundle: device.bundle, asked })]);
          by.sendTo(device);
          if (!devices.includes(device)) devices.push(device);
        }
      }
      village.meet(...devices);
      const [first] = devices as [TestDevice];
      const state = stateOf(first);
      for (const device of devices) assert.deepEqual(stateOf(device), state);
      assert.deepEqual(stateOf(first.restarted()), state);
      // All logs again, shuffled into one another: what has to wait for others waits in the record.
      const late = village.newcomer('late');
      const logs = [...Map.groupBy(first.segments, ({ log }) => log.toHex()).values()].map((log) =>
        log.toSorted((a, b) => a.from - b.from),
      );
      while (logs.length > 0) {
        const at = (shuffle.next().value as number) % logs.length;
        late.take(logs[at]?.shift() as Segment);
        if (logs[at]?.length === 0) logs.splice(at, 1);
      }
      assert.equal(late.record.size, first.record.size);
      assert.deepEqual(stateOf(late), state);
    }),
    { numRuns: 120 },
  );
});
