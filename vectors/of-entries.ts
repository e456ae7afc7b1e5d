import { encodeCbor } from '../src/bytes/cbor.ts';
import { LIMITS } from '../src/bytes/limits.ts';
import { concatBytes } from '../src/bytes/octets.ts';
import { seal } from '../src/crypto/committed-seal.ts';
import { decodeEntry, ENTRY_BYTES, encodeEntry, hashContent, hashEntry, type SealedEntry } from '../src/log/entry.ts';
import { type Epoch, epochOf, epochTag } from '../src/log/epoch.ts';
import { eraseBody } from '../src/log/erasure.ts';
import { encodeHead, type Head } from '../src/log/head.ts';
import { LANES, type Lane, WHOLE_CELL } from '../src/log/lane.ts';
import { logIdOf, type Opening, openingShape, recordOpening, scopeOf } from '../src/log/opening.ts';
import { sealEntry } from '../src/log/sealing.ts';
import { counting, type Json, jsonOf } from './form.ts';

const charter = counting(32, 1).toHex();
const device = counting(32, 40);
const blind = counting(32, 60);
const cell = epochOf(counting(32, 3), WHOLE_CELL, charter);
const circle = epochOf(counting(32, 4), '00000000000000c1', charter);
const record = recordOpening(device);
const talk: Opening = { device: record.device, lane: 'talk', topic: 'garden', turn: 7 };
const doc: Opening = { device: record.device, lane: 'doc', topic: 'bylaws', turn: 0 };

/** Openings with their scopes and log ids. */
export function logs(): Json {
  return {
    blind: blind.toHex(),
    valid: [record, talk, doc].map((opening) => ({
      opening: { ...opening },
      encoded: encodeCbor(openingShape.write(opening)).toHex(),
      scope: scopeOf(opening),
      log: logIdOf(blind, opening).toHex(),
    })),
  };
}

const plainHead: Head = {
  opening: null,
  deps: [],
  lamport: 12,
  charter: null,
  circle: WHOLE_CELL,
  bodyEpoch: epochTag(cell.id),
  time: 1_800_000_000,
};
const HEADS: readonly Head[] = [
  plainHead,
  { ...plainHead, opening: record, charter, lamport: 1 },
  { ...plainHead, opening: talk, charter, deps: [counting(32, 5).toHex(), counting(32, 6).toHex()] },
  { ...plainHead, circle: circle.circle, bodyEpoch: epochTag(circle.id), deps: [counting(32, 5).toHex()] },
];

/** Heads before sealing; what is none. */
export function heads(): Json {
  const wrong: readonly (readonly [string, Head])[] = [
    ['deps that are not sorted', { ...plainHead, deps: [counting(32, 6).toHex(), counting(32, 5).toHex()] }],
    ['a dep named twice', { ...plainHead, deps: [counting(32, 6).toHex(), counting(32, 6).toHex()] }],
    ['too many deps', { ...plainHead, deps: Array.from({ length: LIMITS.deps + 1 }, (_, i) => i.toString(16).padStart(64, '0')) }],
    ['a lamport beyond the limit', { ...plainHead, lamport: LIMITS.lamport + 1 }],
    ['a time beyond the limit', { ...plainHead, time: LIMITS.time + 1 }],
    ['a topic beyond the limit', { ...plainHead, opening: { ...talk, topic: 'x'.repeat(LIMITS.topicBytes + 1) } }],
  ];
  const short = encodeCbor([null, [], 12, null, counting(8), counting(4)]);
  return {
    valid: HEADS.map((head) => ({ head: headJson(head), encoded: encodeHead(head).toHex() })),
    invalid: [
      ...wrong.map(([why, head]) => ({ why, encoded: encodeHead(head).toHex(), reason: 'head-malformed' })),
      { why: 'a field missing', encoded: short.toHex(), reason: 'head-malformed' },
      { why: 'something behind it', encoded: `${encodeHead(plainHead).toHex()}00`, reason: 'not-canonical' },
    ],
  };
}

function headJson(head: Head): Json {
  return { ...head, opening: head.opening === null ? null : { ...head.opening } };
}

interface Made {
  readonly name: string;
  readonly opening: Opening;
  readonly seq: number;
  readonly head: Head;
  readonly epoch: Epoch;
  readonly action: readonly [string, string];
}

const MADE: readonly Made[] = [
  { name: 'the first entry of a record', opening: record, seq: 0, head: HEADS[1] as Head, epoch: cell, action: ['say', 'bread'] },
  {
    name: 'a later one, with 200 bytes of action',
    opening: record,
    seq: 5,
    head: plainHead,
    epoch: cell,
    action: ['say', 'x'.repeat(193)],
  },
  {
    name: 'one with a dep, under another charter',
    opening: record,
    seq: 300,
    head: { ...plainHead, deps: [counting(32, 5).toHex()], charter: counting(32, 2).toHex() },
    epoch: cell,
    action: ['say', 'salt'],
  },
  { name: 'the first entry of a turn of talk', opening: talk, seq: 0, head: HEADS[2] as Head, epoch: cell, action: ['say', 'Brötchen 🌱'] },
  { name: 'one for a circle alone', opening: doc, seq: 1, head: HEADS[3] as Head, epoch: circle, action: ['say', 'between us'] },
  { name: 'a large one', opening: record, seq: 2 ** 40, head: plainHead, epoch: cell, action: ['say', 'large '.repeat(300)] },
];

/** Entries with all that is derived from them; what is none; what counts and does nothing. */
export function entries(): Json {
  const made = MADE.map((one, i) => ({
    ...one,
    salt: counting(16, i),
    previous: one.seq === 0 ? new Uint8Array(32) : counting(32, 90 + i),
  }));
  const valid = made.map((one) => entryJson(one, sealedOf(one)));
  const [first] = made as [(typeof made)[number]];
  const erased = {
    ...entryJson(first, sealedOf(first)),
    name: 'its body erased',
    action: null,
    encoded: eraseBody(encodeEntry(sealedOf(first))).toHex(),
  };
  return {
    blind: blind.toHex(),
    epochs: [cell, circle].map(({ secret, id, circle, charter }) => ({ id, circle, charter, secret: secret.toHex() })),
    valid: [...valid, erased],
    invalid: wrongForms(sealedOf(first)),
    inert: inertBodies(first),
  };
}

type Placed = Made & { readonly salt: Uint8Array; readonly previous: Uint8Array };

function sealedOf({ opening, head, action, epoch, salt }: Placed): SealedEntry {
  const entry = sealEntry(logIdOf(blind, opening), head, opening.device, opening.lane, action, { cell, circle: epoch }, salt);
  if (!entry.ok) throw new Error(entry.reason);
  return entry.value;
}

function entryJson({ name, opening, seq, head, action, salt, previous }: Placed, entry: SealedEntry): { readonly [name: string]: Json } {
  const log = logIdOf(blind, opening);
  return {
    name,
    log: log.toHex(),
    device: opening.device,
    lane: opening.lane,
    seq,
    previous: previous.toHex(),
    salt: salt.toHex(),
    head: headJson(head),
    action: jsonOf(action),
    encoded: encodeEntry(entry).toHex(),
    content: hashContent(entry).toHex(),
    id: hashEntry(log, seq, previous, entry).toHex(),
  };
}

/** Compact forms that are refused. */
function wrongForms(good: SealedEntry): Json {
  const octets = encodeEntry(good);
  const body = good.body as Uint8Array;
  const tag = Uint8Array.fromHex(good.epoch);
  const forms: readonly (readonly [string, Uint8Array, string])[] = [
    ['cut off', octets.subarray(0, octets.length - 1), 'not-canonical'],
    ['something behind it', concatBytes(octets, Uint8Array.of(0)), 'not-canonical'],
    ['a length longer than it needs to be', Uint8Array.fromHex(octets.toHex().replace(/^850144/, '85015804')), 'not-canonical'],
    ['a version that does not exist yet', encodeEntry({ ...good, version: 2 }), 'entry-too-new'],
    ['a version that never existed', encodeEntry({ ...good, version: 0 }), 'entry-malformed'],
    ['a salt too short', encodeCbor([1, tag, counting(15), good.head, body]), 'entry-malformed'],
    ['a field too many', encodeCbor([1, tag, good.salt, good.head, body, 0]), 'entry-malformed'],
    ['no array', encodeCbor('entry'), 'entry-malformed'],
    ['a head too short to be sealed', encodeEntry({ ...good, head: counting(47) }), 'entry-malformed'],
    ['a body too short to be sealed', encodeEntry({ ...good, body: counting(47) }), 'entry-malformed'],
    ['a size that is not padded', encodeEntry({ ...good, body: body.subarray(1) }), 'padding-wrong'],
    [
      'an erased body whose size is not padded',
      encodeEntry({ ...good, body: { size: body.length + 1, hash: counting(32) } }),
      'padding-wrong',
    ],
  ];
  for (const [why, form, reason] of forms) {
    const entry = decodeEntry(form);
    if (entry.ok || entry.reason !== reason) throw new Error(`expected ${reason} for ${why}`);
  }
  return [
    ...forms.map(([why, form, reason]) => ({ why, encoded: form.toHex(), reason })),
    { why: 'longer than an entry can be', zeros: ENTRY_BYTES + 1, reason: 'entry-too-large' },
  ];
}

/** Entries that are taken and do nothing, because their bodies open for nobody. */
function inertBodies(first: Placed): Json {
  const good = sealedOf(first);
  const { device, lane }: { device: string; lane: Lane } = first.opening;
  const context = concatBytes(first.salt, Uint8Array.fromHex(device), Uint8Array.fromHex(WHOLE_CELL), Uint8Array.of(LANES.indexOf(lane)));
  const size = (good.body as Uint8Array).length - 48;
  const with_ = (plain: Uint8Array) => ({ ...good, body: seal(cell.secret, 'moot/action', context, plain) });
  const padded = new Uint8Array(size);
  padded.set(encodeCbor(first.action));
  const cases: readonly (readonly [string, SealedEntry, string])[] = [
    ['sealed under another secret', { ...good, body: seal(circle.secret, 'moot/action', context, padded) }, 'body-sealed-wrongly'],
    ['padding that is not zero', with_(padded.with(size - 1, 1)), 'padding-wrong'],
    ['padding longer than it should be: the content would fit the next smaller size', sizedWrongly(with_, size), 'padding-wrong'],
    ['content that is not canonical', with_(new Uint8Array(size).fill(0x9f)), 'not-canonical'],
  ];
  return cases.map(([why, entry, reason]) => ({ why, ...entryJson(first, entry), name: why, action: null, reason }));
}

function sizedWrongly(with_: (plain: Uint8Array) => SealedEntry, size: number): SealedEntry {
  const plain = new Uint8Array(size + 16);
  plain.set(encodeCbor(['say', 'bread']));
  return with_(plain);
}
