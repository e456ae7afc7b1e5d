import { decodeCbor, encodeCbor } from '../src/bytes/cbor.ts';
import { LIMITS } from '../src/bytes/limits.ts';
import { signingKeys } from '../src/crypto/sign.ts';
import { epochOf } from '../src/log/epoch.ts';
import { eraseBody } from '../src/log/erasure.ts';
import { checkForkProof, FORK_PROOF_BYTES, proveFork } from '../src/log/fork.ts';
import { WHOLE_CELL } from '../src/log/lane.ts';
import type { Segment } from '../src/log/segment.ts';
import { talkCircleOf } from '../src/log/talk-circle.ts';
import { signTip } from '../src/log/tip-signature.ts';
import { Device, type Forgery, World } from '../src/log/world.fixture.ts';
import { segmentsOf, type Written } from '../src/log/writing.ts';
import { counting, type Json, jsonOf } from './form.ts';

/** What one record makes of segments, one after the other. */
class Story {
  readonly world: World;
  readonly #name: string;
  readonly #reader: ReturnType<World['record']>;
  readonly #steps: Json[] = [];

  constructor(name: string) {
    this.#name = name;
    this.world = new World(name);
    this.#reader = this.world.record();
  }

  /** The reader takes a segment; `refused` is why not, which we check while telling. */
  takes(segment: Segment | undefined, refused: string | null = null): this {
    if (segment === undefined) throw new Error('expected a segment');
    const received = this.#reader.receive(segment);
    if (received.refused !== refused) throw new Error(`expected ${refused}, not ${received.refused}, in ${this.#name}`);
    const accepted = received.accepted.map(({ entry }) => ({
      id: entry.id,
      log: entry.chain.logId,
      seq: entry.seq,
      lamport: entry.lamport,
      action: jsonOf(entry.action),
    }));
    const { log, from, entries, signature } = segment;
    const sent = { log: log.toHex(), from, entries: entries.map((entry) => entry.toHex()), signature: signature.toHex() };
    this.#steps.push({ segment: sent, refused, accepted, waiting: this.#reader.waiting });
    return this;
  }

  /** The reader comes to know an epoch. */
  learn(epoch: ReturnType<typeof epochOf>): this {
    this.#reader.keys.add(epoch);
    this.#steps.push({ epoch: { secret: epoch.secret.toHex(), circle: epoch.circle, charter: epoch.charter } });
    return this;
  }

  json(): Json {
    const { blind, epoch } = this.world;
    return {
      story: this.#name,
      blind: blind.toHex(),
      epochs: [{ secret: epoch.secret.toHex(), circle: epoch.circle, charter: epoch.charter }],
      steps: this.#steps,
    };
  }
}

const segmentOf = (written: readonly Written[]): Segment => segmentsOf(written)[0] as Segment;

function conversation(): Json {
  const story = new Story('three devices, the record and a turn of talk, out of order');
  const [ana, bo, cy] = [story.world.device(), story.world.device(), story.world.device()];
  const first = segmentOf(ana.write(['bread', 'salt']));
  bo.hear(ana);
  const second = segmentOf(bo.write(['oil']));
  cy.hear(bo);
  const talk = segmentOf(cy.write(['hello'], 'garden#0'));
  ana.hear(cy);
  const answer = segmentOf(ana.write(['hello to you'], 'garden#0'));
  const third = segmentOf(ana.write(['wine']));
  return story.takes(answer).takes(talk).takes(third, 'segment-has-a-gap').takes(second).takes(first).takes(third).takes(first).json();
}

function otherCircle(): Json {
  const story = new Story('a body for a circle that the reader is not of, and one that it is of');
  const ana = story.world.device();
  const [ours, theirs] = ['00000000000000c1', '00000000000000c2'].map((circle) =>
    epochOf(story.world.random(32), circle, story.world.charter),
  );
  story.learn(ours as ReturnType<typeof epochOf>);
  for (const circle of [ours, theirs] as [ReturnType<typeof epochOf>, ReturnType<typeof epochOf>]) {
    const draft = { ...ana.draft(['between us'], 'garden#0'), circle: circle.circle };
    story.takes(segmentOf(ana.writeDrafts([draft], { cell: story.world.epoch, circle })));
  }
  return story.json();
}

function weekOfItsOwn(): Json {
  const story = new Story('talk under an epoch of its own week, for all and for a circle; and what may not be sealed so');
  const [ana, bo] = [story.world.device(), story.world.device()];
  const { random, charter } = story.world;
  const name = talkCircleOf({ lane: 'talk', topic: 'garden', turn: 7 });
  if (name === null) throw new Error('talk that has a name');
  const [week, ours] = [epochOf(random(32), name, charter), epochOf(random(32), '00000000000000c1', charter)];
  story.learn(week).learn(ours);
  const forAll = { head: { circle: WHOLE_CELL }, epochs: { cell: week, circle: week } };
  story.takes(ana.forge({ ...forAll, scope: 'garden#7', action: ['in its week'] }).segment);
  story.takes(bo.forge({ scope: 'garden#7', epochs: { cell: week, circle: ours }, action: ['between us'] }).segment);
  for (const scope of ['', 'garden#8', 'kitchen#7']) story.takes(ana.forge({ ...forAll, scope }).segment, 'head-epoch-wrong');
  return story.json();
}

function newEpoch(): Json {
  const story = new Story('an entry waits for its key; the first of a log is asked for again');
  const ana = story.world.device();
  const next = epochOf(story.world.random(32), WHOLE_CELL, story.world.charter);
  const epochs = { cell: next, circle: next };
  ana.record.keys.add(next);
  story.takes(segmentOf(ana.write(['old key'])));
  story.takes(segmentOf(ana.writeDrafts([ana.draft(['new key'])], epochs)));
  const talk = segmentOf(ana.writeDrafts([ana.draft(['in talk'], 'garden#0')], epochs));
  return story.takes(talk, 'key-unknown').learn(next).takes(talk).json();
}

function twoStories(): Json {
  const story = new Story('a device that tells two stories');
  const { liar, first, second } = liarOf(story.world);
  for (const segment of segmentsOf(first)) story.takes(segment);
  story.takes(segmentsOf(second)[1], 'log-forked');
  return story
    .takes(segmentOf(liar.write(['more'])), 'log-frozen')
    .takes(segmentOf(first))
    .json();
}

function runs(): Json {
  const story = new Story('segments that are none');
  const ana = story.world.device();
  const written = ana.write(Array.from({ length: LIMITS.signedEvery + 1 }, (_, i) => `${i}`));
  const run = (from: number, end: number): Segment => {
    const last = written[end - 1] as Written;
    const signature = signTip(ana.keys.secretKey, Uint8Array.fromHex(last.id));
    return { log: last.log, from, entries: written.slice(from, end).map(({ bytes }) => bytes), signature };
  };
  const one = run(0, 1);
  story.takes({ ...one, entries: [] }, 'segment-empty');
  story.takes({ ...one, entries: one.entries.map(eraseBody) }, 'body-missing').takes(run(1, 2), 'segment-has-a-gap');
  // Short by design: the seam's rule shows itself by counting entries, before any is looked at.
  const tooLong = { ...one, entries: Array<Uint8Array>(LIMITS.signedEvery + 1).fill(Uint8Array.of(0)) };
  return story.takes(tooLong, 'segment-crosses-seam').takes(one).json();
}

function refusals(): Json[] {
  const stranger = signingKeys(counting(32));
  const strange = { device: stranger.publicKey.toHex(), lane: 'record', topic: 'garden', turn: 0 } as const;
  const cases: readonly (readonly [string, string, Forgery])[] = [
    ['an opening in a later entry', 'opening-misplaced', { head: { opening: strange } }],
    ['no opening in the first entry', 'opening-malformed', { scope: 'garden#0', head: { opening: null } }],
    ['a record with a topic', 'opening-malformed', { opening: strange, signer: stranger }],
    ['a log id that does not fit the opening', 'log-id-wrong', { scope: 'garden#0', log: counting(32) }],
    ['a signature of another device', 'signature-wrong', { signer: stranger }],
    ['lamport too high', 'lamport-wrong', { head: { lamport: 4 } }],
    ['lamport too low', 'lamport-wrong', { head: { lamport: 2 } }],
    ['the charter repeated', 'charter-repeated-or-missing', { head: { charter: 'ab'.repeat(32) } }],
    ['no charter in the first entry', 'charter-repeated-or-missing', { scope: 'garden#0', head: { charter: null } }],
    ['a circle in the record', 'circle-in-record', { head: { circle: '00000000000000c1' } }],
    ['a body under another epoch than its head', 'body-epoch-wrong', { head: { bodyEpoch: 'ffffffff' } }],
    [
      'a head with a bit changed',
      'head-sealed-wrongly',
      { sealed: ({ head }) => ({ head: head.map((octet, i) => (i === 40 ? octet ^ 1 : octet)) }) },
    ],
    ['a head with deps out of order', 'head-malformed', { head: { deps: ['22'.repeat(32), '11'.repeat(32)] } }],
    ['sizes that are not padded', 'padding-wrong', { sealed: ({ head }) => ({ head: head.subarray(1) }) }],
    ['an entry of a later version', 'entry-too-new', { sealed: () => ({ version: 2 }) }],
  ];
  const simple = cases.map(([name, reason, wrong]) => {
    const story = new Story(name);
    const ana = story.world.device();
    story.takes(segmentOf(ana.write(['one', 'two'])));
    return story.takes(ana.forge(wrong).segment, reason).json();
  });
  return [...simple, deps(), garbage()];
}

function deps(): Json {
  const story = new Story('deps where none may be');
  const [ana, bo] = [story.world.device(), story.world.device()];
  const mine = ana.write(['mine']);
  const talk = bo.write(['talk'], 'garden#0');
  story.takes(segmentOf(mine)).takes(segmentOf(talk));
  story.takes(ana.forge({ head: { deps: [(mine[0] as Written).id], lamport: 2 } }).segment, 'dep-on-own-log');
  return story.takes(ana.forge({ head: { deps: [(talk[0] as Written).id], lamport: 2 } }).segment, 'dep-outside-scope').json();
}

function garbage(): Json {
  const story = new Story('bytes that are no entries');
  const ana = story.world.device();
  const good = segmentOf(ana.write(['one']));
  const [bytes] = good.entries as [Uint8Array];
  story.takes({ ...good, entries: [bytes.subarray(1)] }, 'not-canonical');
  return story.takes({ ...good, entries: [encodeCbor(['entry'])] }, 'entry-malformed').json();
}

/** Segments as a record takes them one after the other, and why it refuses some. */
export function segments(): Json {
  return { valid: [conversation(), otherCircle(), weekOfItsOwn(), newEpoch()], invalid: [runs(), twoStories(), ...refusals()] };
}

function liarOf(world: World) {
  const liar = world.device();
  const shared = liar.write(['shared']);
  const twin = new Device(world, liar.keys);
  twin.hear(liar);
  return { liar, shared, first: [...shared, ...liar.write(['yes', 'surely'])], second: [...shared, ...twin.write(['no'])] };
}

/** Fork proofs; what proves nothing. */
export function forks(): Json {
  const world = new World('fork');
  const { first, second } = liarOf(world);
  const reader = world.record();
  for (const segment of segmentsOf(first)) reader.receive(segment);
  const { fork } = reader.receive(segmentsOf(second)[1] as Segment);
  const proof =
    fork === null
      ? null
      : proveFork(
          fork,
          first.slice(1).map(({ bytes }) => bytes),
        );
  const value = proof === null ? null : decodeCbor(proof);
  if (fork === null || proof === null || value === null || !value.ok) throw new Error('expected a proof');
  const [log, device, seq, previous, [one, other]] = value.value as [Uint8Array, Uint8Array, number, Uint8Array, [Uint8Array, Uint8Array]];
  const wrong: readonly (readonly [string, Uint8Array, string])[] = [
    ['one story twice', encodeCbor([log, device, seq, previous, [one, one]]), 'fork-proof-proves-nothing'],
    ['another seq', encodeCbor([log, device, seq + 1, previous, [one, other]]), 'fork-proof-proves-nothing'],
    ['another device', encodeCbor([log, counting(32), seq, previous, [one, other]]), 'fork-proof-proves-nothing'],
    ['one story', encodeCbor([log, device, seq, previous, [one]]), 'fork-proof-malformed'],
    ['a story of no entries', encodeCbor([log, device, seq, previous, [one, [[], counting(64)]]]), 'fork-proof-malformed'],
    ['cut off', proof.subarray(0, proof.length - 1), 'not-canonical'],
  ];
  for (const [why, octets, reason] of wrong) {
    const checked = checkForkProof(octets);
    if (checked.ok || checked.reason !== reason) throw new Error(`expected ${reason} for ${why}`);
  }
  return {
    valid: [{ log: fork.chain.logId, device: fork.chain.opening.device, seq: fork.seq, proof: proof.toHex() }],
    invalid: [
      ...wrong.map(([why, octets, reason]) => ({ why, proof: octets.toHex(), reason })),
      { why: 'longer than a proof can be', zeros: FORK_PROOF_BYTES + 1, reason: 'fork-proof-too-large' },
    ],
  };
}
