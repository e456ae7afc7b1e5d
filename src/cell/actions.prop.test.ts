import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { type Cbor, decodeCbor, encodeCbor } from '../bytes/cbor.ts';
import type { ActionKind } from './action.ts';
import * as actions from './actions.ts';
import { admit } from './admit.ts';
import { agreement } from './agreement.ts';
import { decodeBundle } from './bundle.ts';
import { type TestDevice, Village } from './cell.fixture.ts';
import { parseDuration } from './duration.ts';
import { EffectTable } from './effect.ts';
import { readGenesis } from './genesis.ts';
import { formatInvitation, parseInvitation } from './invitation.ts';
import { parseFraction } from './quorum.ts';
import { stateOf } from './state.fixture.ts';
import { vote } from './vote.ts';

const KINDS: readonly ActionKind<never>[] = [
  ...Object.values(actions).filter((value): value is ActionKind<never> => typeof value === 'object' && 'kind' in value),
  admit.action as ActionKind<never>,
  agreement.action as ActionKind<never>,
  vote as ActionKind<never>,
];
const NAMES = [...KINDS.map(({ kind }) => kind), 'genesis', 'talk/say', ''];

const octets = fc.oneof(
  fc.uint8Array({ maxLength: 40 }),
  fc.uint8Array({ minLength: 32, maxLength: 32 }),
  fc.uint8Array({ minLength: 64, maxLength: 64 }),
);
const value: fc.Arbitrary<Cbor> = fc.letrec<{ any: Cbor; list: Cbor }>((tie) => ({
  any: fc.oneof({ depthSize: 'small', withCrossShrink: true }, fc.nat(), fc.string(), fc.boolean(), fc.constant(null), octets, tie('list')),
  list: fc.array(tie('any'), { maxLength: 6 }),
})).any;
/** Something that begins like an action and then is whatever it is. */
const almost: fc.Arbitrary<Cbor> = fc.tuple(fc.constantFrom(...NAMES), value).map(([kind, content]) => [kind, content]);

test('whatever stands in an action, reading it gives content or nothing, and what is read is written back the same', () => {
  fc.assert(
    fc.property(fc.oneof(value, almost), (action) => {
      for (const kind of KINDS) {
        const content = kind.read(action);
        if (content !== undefined) assert.deepEqual(encodeCbor(kind.write(content)), encodeCbor(action));
      }
      assert.ok(!readGenesis(action).ok);
    }),
    { numRuns: 3000 },
  );
});

test('whatever bytes and texts come, bundles, invitations, fractions, durations and effects are values or refusals', () => {
  const table = new EffectTable([admit, agreement]);
  fc.assert(
    fc.property(
      octets,
      fc.string({ unit: 'binary' }),
      fc.record({ kind: fc.constantFrom('admit', 'agreement', 'x'), setting: fc.anything(), value: fc.anything() }),
      (bytes, text, json) => {
        assert.ok(!decodeBundle(bytes).ok);
        assert.ok(!parseInvitation(`moot:${text}`).ok);
        for (const read of [parseFraction(text), parseDuration(text), table.parse(json)]) assert.ok(read.ok || read.reason.length > 0);
        assert.ok(!table.parse({ ...json, kind: 'admit' }).ok);
      },
    ),
  );
});

test('an invitation comes back from its text, wherever mail programs break it', () => {
  const letter = fc.record(
    {
      version: fc.constant(1 as const),
      cell: fc.uint8Array({ minLength: 32, maxLength: 32 }).map((id) => id.toHex()),
      name: fc.string({ maxLength: 16 }),
      secret: fc.uint8Array({ minLength: 16, maxLength: 16 }),
      expires: fc.nat(),
      addresses: fc.array(fc.string({ maxLength: 20 }), { maxLength: 6 }),
    },
    { noNullPrototype: true },
  );
  fc.assert(
    fc.property(letter, fc.nat({ max: 60 }), (given, at) => {
      const text = formatInvitation(given);
      assert.deepEqual(parseInvitation(`${text.slice(0, at)}\r\n ${text.slice(at)}`), { ok: true, value: given });
      const spoilt = [...text];
      spoilt[5 + at] = spoilt[5 + at] === 'q' ? 'z' : 'q';
      assert.ok(!parseInvitation(spoilt.join('')).ok, 'a slip is noticed');
    }),
  );
});

test('a member who writes rubbish breaks nothing, and all devices agree on what is left', () => {
  fc.assert(
    fc.property(fc.array(almost, { minLength: 1, maxLength: 20 }), (rubbish) => {
      const village = new Village(['Ana', 'Bo']);
      const [ana, bo] = village.founders as unknown as [TestDevice, TestDevice];
      const proposal = ana.propose('Bread', rubbish.slice(0, 8));
      for (const action of rubbish) ana.write([action]);
      village.meet();
      bo.consent(proposal);
      village.settle();
      assert.deepEqual(stateOf(bo), stateOf(ana));
      assert.deepEqual(stateOf(bo.restarted()), stateOf(ana));
      assert.equal(bo.refused.length, 0);
    }),
    { numRuns: 60 },
  );
});

test('every action is one body: its example survives canonical CBOR', () => {
  fc.assert(
    fc.property(
      fc.uint8Array({ minLength: 32, maxLength: 32 }),
      fc.constantFrom(...actions.RESPONSES),
      fc.string(),
      (version, response, reason) => {
        const action = actions.respond.write({ version: version.toHex(), response, reason });
        const decoded = decodeCbor(encodeCbor(action));
        assert.ok(decoded.ok);
        assert.deepEqual(actions.respond.read(decoded.value), { version: version.toHex(), response, reason });
      },
    ),
  );
});
