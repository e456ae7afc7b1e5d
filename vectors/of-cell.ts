import { encodeCbor } from '../src/bytes/cbor.ts';
import { idOf } from '../src/bytes/id.ts';
import { LIMITS } from '../src/bytes/limits.ts';
import type { ActionKind } from '../src/cell/action.ts';
import * as actions from '../src/cell/actions.ts';
import { admit, signAsked, signInvited } from '../src/cell/admit.ts';
import { agreement } from '../src/cell/agreement.ts';
import { type Bundle, encodeBundle, memberIdOf, prekeyIdOf } from '../src/cell/bundle.ts';
import { charterIdOf } from '../src/cell/charter.ts';
import { foundCircle, joinCircle, leaveCircle } from '../src/cell/circle.ts';
import { delegate } from '../src/cell/delegation.ts';
import { signLink } from '../src/cell/devices.ts';
import { drawFix, drawOpen, drawPart } from '../src/cell/draw-actions.ts';
import { cellIdOf, type Genesis, genesisAction, signGenesis } from '../src/cell/genesis.ts';
import { formatInvitation, type InvitationLetter, invitationKeys } from '../src/cell/invitation.ts';
import { invitationIdOf } from '../src/cell/invitations.ts';
import { signDeviceAsked } from '../src/cell/links.ts';
import { usualTerms } from '../src/cell/method.ts';
import { quorum } from '../src/cell/quorum.ts';
import { readmit } from '../src/cell/readmit.ts';
import { recover, signAskedAgain } from '../src/cell/recover.ts';
import { end, register } from '../src/cell/register.ts';
import { reinstate } from '../src/cell/reinstate.ts';
import { remove } from '../src/cell/remove.ts';
import { safetyNumber } from '../src/cell/safety-number.ts';
import { vote } from '../src/cell/vote.ts';
import { sealingKeys } from '../src/crypto/hpke.ts';
import { signingKeys } from '../src/crypto/sign.ts';
import { counting, type Json, jsonOf } from './form.ts';

const seeds = [counting(32, 1), counting(32, 2), counting(32, 3)] as const;
const bundles = seeds.map(
  (seed): Bundle => ({ version: 1, device: idOf(signingKeys(seed).publicKey), sealing: sealingKeys(seed).publicKey }),
);
const encoded = bundles.map(encodeBundle) as [Uint8Array, Uint8Array, Uint8Array];
const members = encoded.map(memberIdOf) as [string, string, string];
const secretKeys = seeds.map((seed) => signingKeys(seed).secretKey) as [Uint8Array, Uint8Array, Uint8Array];
const genesis: Genesis = {
  version: 1,
  name: 'Bakery',
  founders: [
    { name: 'Ana', bundle: encoded[0] },
    { name: 'Bo', bundle: encoded[1] },
  ],
  salt: counting(16, 9),
  parent: null,
};
const cell = cellIdOf(genesis);
const invitation = invitationKeys(counting(16, 50));
const version = counting(32, 70).toHex();
const other = counting(32, 71).toHex();

const admission = {
  name: 'Cy',
  bundle: encoded[2],
  invitation: invitationIdOf(invitation.publicKey),
  invited: signInvited(invitation.secretKey, cell, encoded[2], 'Cy'),
  asked: signAsked(secretKeys[2], cell, encoded[2], 'Cy'),
};
const { name, bundle, invitation: invitedBy, invited } = admission;
const recovery = {
  member: members[0],
  replaces: bundles[0]?.device ?? '',
  name,
  bundle,
  invitation: invitedBy,
  invited,
  asked: signAskedAgain(secretKeys[2], cell, bundle, name),
};
const link = { member: members[0], bundle: encoded[2], revokes: [bundles[0]?.device ?? ''] };
const text = {
  title: 'Bread',
  text: 'Every Monday.',
  effects: [agreement.action.write({ setting: 'name', value: 'Hill' })],
  within: 604_800,
  method: 'consent',
} as const;

const ranked = {
  ...text,
  effects: [],
  method: {
    name: 'stv',
    options: ['Rye', 'Spelt', 'Corn'],
    share: null,
    quorum: { over: 1, under: 2 },
    silence: 'abstention',
    seats: 2,
    marks: 0,
    ties: 'lot',
    ask: [],
  },
} as const;

/** Every kind of action with one example, and those that say more than one thing with several. */
export const ACTIONS: readonly (readonly [ActionKind<never>, object])[] = [
  [actions.propose, text],
  [actions.propose, ranked],
  [actions.propose, { ...ranked, method: { ...usualTerms('advice'), ask: [other] } }],
  [actions.amend, { proposal: version, ...text }],
  [actions.withdraw, { proposal: version }],
  [actions.respond, { version, response: 'object', reason: 'we have no oven' }],
  [vote, { version, said: 'block', reason: 'we have no oven', late: false }],
  [vote, { version, said: [2, 1, 0], reason: '', late: true }],
  [delegate, { to: counting(32).toHex(), subject: 'Money', until: 20_900, otherwise: [version] }],
  [delegate, { to: null, subject: '', until: 0, otherwise: [] }],
  [actions.propose, { ...ranked, method: { ...usualTerms('sortition'), seats: 1, ask: [version, other] } }],
  [drawPart, { version, commitments: [counting(32)], shares: [counting(32, 1)], challenge: counting(32, 2), responses: [counting(32, 3)] }],
  [drawFix, { version, parts: [version, other] }],
  [drawOpen, { version, opened: [{ part: other, share: counting(32), challenge: counting(32, 1), response: counting(32, 2) }] }],
  [actions.attest, { version, round: 1, cuts: [{ log: other, count: 12 }] }],
  [actions.leave, { cuts: [{ log: version, count: 3 }] }],
  [actions.revokeDevice, { device: version, cuts: [{ log: other, count: 12 }] }],
  [actions.showFork, { proof: counting(300), cuts: [] }],
  [actions.invite, { key: invitation.publicKey, uses: 1, expires: 1_800_000_000 }],
  [actions.uninvite, { invitation: admission.invitation }],
  [
    actions.newEpoch,
    {
      epoch: version,
      circle: '0000000000000000',
      charter: other,
      seals: [{ device: version, prekey: '0102030405060708', sealed: counting(40) }],
    },
  ],
  [actions.unopened, { epoch: version }],
  [actions.prekey, { sealing: bundles[2]?.sealing ?? counting(1216) }],
  [actions.backupKey, { key: counting(32, 5) }],
  [
    actions.linkDevice,
    { ...link, key: signingKeys(counting(32, 5)).publicKey, proof: signLink(signingKeys(counting(32, 5)).secretKey, cell, link) },
  ],
  [actions.addDevice, { bundle: encoded[2], asked: signDeviceAsked(secretKeys[2], cell, members[0], encoded[2]) }],
  [foundCircle, { members: [...members].sort() }],
  [joinCircle, { circle: '0102030405060708', member: members[2] }],
  [leaveCircle, { circle: '0102030405060708' }],
  [admit.action, admission],
  [agreement.action, { setting: 'quorum', value: '3/4' }],
  [remove.action, { member: members[1] }],
  [recover.action, recovery],
  [reinstate.action, { member: members[1], device: bundles[1]?.device ?? '' }],
  [readmit.action, { entries: [version, other] }],
  [register.action, { subject: '', owner: null, review: null, afterwards: 'stay', replaces: [] }],
  [register.action, { subject: 'Money', owner: members[0], review: 20_830, afterwards: 'lapse', replaces: [version] }],
  [end.action, { agreements: [version, other] }],
].map(([kind, content]) => [kind as ActionKind<never>, content as object] as const);

/** Every action and effect with its bytes, and bytes that are none, each with why. */
export function actionsFile(): Json {
  const spoilt: readonly (readonly [string, string, unknown])[] = [
    ['a field missing', 'withdraw', ['withdraw', []]],
    ['a field too many', 'withdraw', ['withdraw', [counting(32), 1]]],
    ['something behind it', 'withdraw', ['withdraw', [counting(32)], 0]],
    ['an id that is too short', 'withdraw', ['withdraw', [counting(31)]]],
    ['a response that is none', 'respond', ['respond', [counting(32), 'maybe', '']]],
    ['a reason that is too long', 'respond', ['respond', [counting(32), 'object', 'x'.repeat(LIMITS.textBytes + 1)]]],
    ['a round beyond the limit', 'attest', ['attest', [counting(32), LIMITS.rounds + 1, []]]],
    ['a method that is none', 'propose', ['propose', ['Bread', '', [], 60, 'lot']]],
    [
      'a share without its lower half',
      'propose',
      ['propose', ['Bread', '', [], 60, ['majority', [], [1], null, 'nothing', 0, 0, 'open', []]]],
    ],
    [
      'too many options',
      'propose',
      ['propose', ['Bread', '', [], 60, ['dot', Array(LIMITS.options + 1).fill('x'), null, null, 'nothing', 0, 5, 'open', []]]],
    ],
    ['a stance that is none', 'vote', ['vote', [counting(32), 'perhaps', '', false]]],
    ['a mark that is too high', 'vote', ['vote', [counting(32), [LIMITS.marks + 1], '', false]]],
    ['a voice that is given to nobody that could be', 'delegate', ['delegate', ['Bo', '', 20_900, []]]],
    ['a voice for which no last day is named', 'delegate', ['delegate', [counting(32), '', null, []]]],
    ['a vote that does not say whether it is late', 'vote', ['vote', [counting(32), 'yes', '']]],
    ['a commitment that is too short', 'draw-part', ['draw-part', [counting(32), [counting(31)], [], counting(32), []]]],
    ['too many parts to draw from', 'draw-fix', ['draw-fix', [counting(32), Array(LIMITS.members + 1).fill(counting(32))]]],
    ['an opened share without its proof', 'draw-open', ['draw-open', [counting(32), [[counting(32), counting(32)]]]]],
    ['a time to respond of more than a year', 'propose', ['propose', ['Bread', '', [], LIMITS.within + 1, 'consent']]],
    ['too many effects', 'propose', ['propose', ['Bread', '', Array(LIMITS.effects + 1).fill(['fly', []]), 60, 'consent']]],
    ['a removal of nobody', 'remove', ['remove', []]],
    ['too many entries to readmit', 'readmit', ['readmit', [Array(LIMITS.readmitted + 1).fill(counting(32))]]],
    ['a review on no day', 'register', ['register', ['', null, '2027-01-12', 'stay', []]]],
    ['what comes after the review is unknown', 'register', ['register', ['', null, 20_830, 'vanish', []]]],
    ['too many agreements to end', 'end', ['end', [Array(LIMITS.replaced + 1).fill(counting(32))]]],
    ['a setting that is none', 'agreement', ['agreement', ['colour', 'red']]],
    [
      'a seal that is too long',
      'epoch',
      ['epoch', [counting(32), counting(8), counting(32), [[counting(32), counting(8), counting(1200)]]]],
    ],
  ];
  return {
    valid: ACTIONS.map(([kind, content]) => ({
      kind: kind.kind,
      action: jsonOf(kind.write(content as never)),
      encoded: encodeCbor(kind.write(content as never)).toHex(),
    })),
    invalid: spoilt.map(([why, kind, action]) => ({ why, kind, encoded: encodeCbor(action as never).toHex() })),
  };
}

/** Bundles, geneses, charters, quorums, proofs and safety numbers. */
export function membersFile(): Json {
  const signatures = secretKeys.slice(0, 2).map((key) => signGenesis(genesis, key));
  const action = (changed: Partial<Genesis>, signers = signatures) =>
    encodeCbor(genesisAction({ ...genesis, ...changed }, signers)).toHex();
  const signed = (changed: Partial<Genesis>, by: readonly Uint8Array[]) =>
    action(
      changed,
      by.map((key) => signGenesis({ ...genesis, ...changed }, key)),
    );
  const [ana, bo] = genesis.founders as [Genesis['founders'][0], Genesis['founders'][0]];
  return {
    bundles: {
      valid: bundles.map((bundle, i) => ({
        device: bundle.device,
        encoded: encoded[i]?.toHex() ?? '',
        member: members[i] ?? '',
        prekey: prekeyIdOf(bundle.sealing),
      })),
      invalid: [
        { why: 'of another version', encoded: encodeCbor([2, counting(32), counting(1216)]).toHex(), reason: 'bundle-malformed' },
        {
          why: 'a sealing key that is too short',
          encoded: encodeCbor([1, counting(32), counting(1215)]).toHex(),
          reason: 'bundle-malformed',
        },
        { why: 'something behind it', encoded: `${encoded[0].toHex()}00`, reason: 'not-canonical' },
      ],
    },
    genesis: {
      valid: [{ action: action({}), cell, charter: charterIdOf(cell, []) }],
      invalid: [
        { why: 'signed by one of two founders', action: action({}, signatures.slice(0, 1)), reason: 'genesis-malformed' },
        { why: 'signatures in the wrong order', action: action({}, [...signatures].reverse()), reason: 'genesis-unsigned' },
        { why: 'another name than was signed', action: action({ name: 'Brewery' }), reason: 'genesis-unsigned' },
        { why: 'no founder', action: action({ founders: [] }, []), reason: 'genesis-malformed' },
        {
          why: 'a founder without a name',
          action: signed({ founders: [{ ...ana, name: '' }, bo] }, secretKeys.slice(0, 2)),
          reason: 'genesis-malformed',
        },
        {
          why: 'one device twice',
          action: signed({ founders: [ana, { ...ana, name: 'Bo' }] }, [secretKeys[0], secretKeys[0]]),
          reason: 'founder-twice',
        },
      ],
    },
    charters: [[], [version], [version, other], [other, version]].map((changes) => ({
      cell,
      changes,
      charter: charterIdOf(cell, changes),
    })),
    quorums: [
      [2, 3, 1, 1],
      [2, 3, 2, 2],
      [2, 3, 5, 5],
      [2, 3, 5, 4],
      [1, 1, 5, 4],
      [1, 99, 4, 4],
      [3, 4, 10, 10],
    ].map(([over = 1, under = 1, all = 1, voters = 1]) => ({
      agreed: `${over}/${under}`,
      members: all,
      voters,
      quorum: quorum({ over, under }, all, voters),
    })),
    admissions: {
      cell,
      invitationKey: invitation.publicKey.toHex(),
      valid: [
        { name: admission.name, bundle: admission.bundle.toHex(), invited: admission.invited.toHex(), asked: admission.asked.toHex() },
      ],
      invalid: [
        {
          why: 'another name',
          name: 'Boss',
          bundle: admission.bundle.toHex(),
          invited: admission.invited.toHex(),
          asked: admission.asked.toHex(),
        },
        { why: 'other keys', name: 'Cy', bundle: encoded[1].toHex(), invited: admission.invited.toHex(), asked: admission.asked.toHex() },
      ],
    },
    safetyNumbers: [
      { cell, members: [members[0], members[1]], number: safetyNumber(cell, members[0], members[1]) },
      { cell, members: [members[2], members[0]], number: safetyNumber(cell, members[2], members[0]) },
    ],
  };
}

/** Invitations as texts with what they hold, and texts that are refused, each with the reason. */
export function invitationsFile(): Json {
  const letter: InvitationLetter = {
    version: 1,
    cell,
    name: 'Bäckerei',
    secret: counting(16, 50),
    expires: 1_800_000_000,
    addresses: ['/ip4/192.168.1.7/tcp/4711/p2p/12D3KooW', '/dns4/example.org/tcp/443'],
  };
  const good = formatInvitation(letter);
  const json = { ...letter, secret: letter.secret.toHex(), addresses: [...letter.addresses] };
  return {
    valid: [
      { invitation: good, letter: json, key: invitation.publicKey.toHex(), id: invitationIdOf(invitation.publicKey) },
      {
        invitation: `${good.slice(0, 40).toUpperCase()}\n  ${good.slice(40)} `,
        letter: json,
        key: invitation.publicKey.toHex(),
        id: invitationIdOf(invitation.publicKey),
      },
    ],
    invalid: [
      { why: 'something else', invitation: 'https://example.org', reason: 'invitation-none' },
      { why: 'cut short', invitation: good.slice(0, -1), reason: 'invitation-incomplete' },
      { why: 'a slip in copying', invitation: good.replace(/.$/, (last) => (last === 'a' ? 'b' : 'a')), reason: 'invitation-incomplete' },
      { why: 'nothing in it', invitation: 'moot:', reason: 'invitation-incomplete' },
      { why: 'of a later version', invitation: formatInvitation({ ...letter, version: 2 as 1 }), reason: 'invitation-too-new' },
    ],
  };
}
