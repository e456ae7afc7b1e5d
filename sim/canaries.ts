import type { Id } from '../src/bytes/id.ts';
import type { CellKeys } from '../src/peer/keyring.ts';
import { stateOf } from '../src/practices/registry.ts';
import { talk } from '../src/practices/talk/talk.ts';
import { checkCirclesAreReadByTheirOwn } from './checkers/circles-are-read-by-their-own.ts';
import { checkCirclesAreShutToOthers } from './checkers/circles-are-shut-to-others.ts';
import { checkCutCoversCertifiedPast } from './checkers/cut-covers-certified-past.ts';
import { checkEventualSync } from './checkers/eventual-sync.ts';
import { checkEverybodyIsHeard } from './checkers/everybody-is-heard.ts';
import { checkExpiredTalkIsGone } from './checkers/expired-talk-is-gone.ts';
import { checkExpiredTalkUnrecoverable } from './checkers/expired-talk-unrecoverable.ts';
import type { Finding } from './checkers/finding.ts';
import { checkHonestNeverEquivocates } from './checkers/honest-never-equivocates.ts';
import { checkIncrementalEqualsGenesis, reopen, replay } from './checkers/incremental-equals-genesis.ts';
import { checkJoinerEqualsVeteran } from './checkers/joiner-equals-veteran.ts';
import { checkKnownObjectionVoidsAttestation } from './checkers/known-objection-voids-attestation.ts';
import { checkNoEffectWithoutCertificate } from './checkers/no-effect-without-certificate.ts';
import { checkNoKeyNonceReuse } from './checkers/no-key-nonce-reuse.ts';
import { checkNoPlaintextAtRest, formsOf } from './checkers/no-plaintext-at-rest.ts';
import { checkNothingSavedIsLost } from './checkers/nothing-saved-is-lost.ts';
import { checkOneMemberOneVoice } from './checkers/one-member-one-voice.ts';
import { checkRegisterIsWhatWasDecided } from './checkers/register-is-what-was-decided.ts';
import { checkRemovedCannotReadNext } from './checkers/removed-cannot-read-next.ts';
import { checkSameSetSameState } from './checkers/same-set-same-state.ts';
import { checkStrangersAreTold } from './checkers/strangers-are-told.ts';
import type { Breakage } from './device.ts';
import { doAs } from './gather.ts';
import { type Inside, sidesOf } from './inside.ts';
import { judge } from './judge.ts';
import { PlainPower } from './naive/power.ts';
import { contentOf, type PlainEntry, readAll } from './naive/reading.ts';
import { PlainRetention } from './naive/retention.ts';
import { playShort } from './run.ts';
import type { World } from './world.ts';

/** Something broken on purpose, which the checker of an invariant has to find. */
export interface Canary {
  /** How the invariant's name begins. */
  readonly invariant: string;
  readonly broken: string;
  /** @param world a short one, in which all is well */
  sing(world: World): Finding[] | Promise<Finding[]>;
}

/** The first seed that is tried for a world that canaries break; later, the one that was found to be good for it. */
let seed = 7;

/** A short world in which all is well, with three people who have talked and decided, to be broken. */
export async function canaryWorld(): Promise<World> {
  for (; ; seed++) {
    const world = await playShort(seed);
    const decided = world.story.counts.get('certificate') ?? 0;
    // Talk that is kept for ever never expires.
    const expires = !world.story.counts.has('another retention');
    if (world.cheater === null && decided > 3 && expires && world.devices.every(({ isMember }) => isMember)) return world;
  }
}

/** Says which canaries were not heard: checkers that find nothing where something is broken, or something where nothing is. */
export async function silentCanaries(): Promise<string[]> {
  const silent: string[] = [];
  for (const { what } of await judge(await canaryWorld())) silent.push(`found where all is well: ${what}`);
  for (const canary of CANARIES) {
    const findings = await canary.sing(await canaryWorld());
    if (!findings.some(({ invariant }) => invariant.startsWith(canary.invariant))) silent.push(`${canary.invariant}: ${canary.broken}`);
  }
  return silent;
}

/** The devices of a short world, at least three, and all that they have. */
function insideOf({ devices }: World): readonly [Inside, Inside, Inside, ...Inside[]] {
  return sidesOf(devices).inside as readonly Inside[] as readonly [Inside, Inside, Inside, ...Inside[]];
}

/** What the first device has on its disk, each entry changed as the canary wants. */
function plainOf(world: World, change: (entry: PlainEntry) => PlainEntry | null): PlainPower {
  const [{ seat, disk }] = insideOf(world);
  const entries = readAll(disk.entries, seat.record.keys);
  return new PlainPower(
    seat.cell.id,
    entries.flatMap((entry) => change(entry) ?? []),
  );
}

/** Worlds in which something is broken, up to the first in which that matters: not in each of them somebody's device crashes at such a moment. */
async function playWith(broken: Breakage): Promise<Finding[]> {
  for (let other = 1; other < 20; other++) {
    const findings = checkHonest(await playShort(other, broken));
    if (findings.length > 0) return findings;
  }
  return [];
}

function checkHonest({ witness }: World): Finding[] {
  return [...checkHonestNeverEquivocates(witness), ...checkNoKeyNonceReuse(witness)];
}

/** One for each checker, and some for the world as a whole. */
export const CANARIES: readonly Canary[] = [
  {
    invariant: 'I1 ',
    broken: 'one device shows a message in other words',
    sing(world) {
      const [{ seat: one }, { seat: other }] = insideOf(world);
      for (const message of stateOf(other.practices, talk).messages.values()) Object.assign(message, { text: 'never said' });
      return checkSameSetSameState([
        ['one', one],
        ['other', other],
      ]);
    },
  },
  {
    invariant: 'I2 ',
    broken: 'an entry is left out when a device is built up anew',
    async sing(world) {
      const [{ seat, disk }] = insideOf(world);
      disk.entries.pop();
      return checkIncrementalEqualsGenesis('one', seat, await reopen(seat.keys, disk, world.timeline.now, world.dice), 'after a restart');
    },
  },
  {
    invariant: 'I3 ',
    broken: 'a decision is in effect though nobody attested it',
    sing: (world) =>
      checkNoEffectWithoutCertificate(
        insideOf(world)[0].seat.cell,
        plainOf(world, (entry) => (contentOf(entry, 'attest') === null ? entry : null)),
      ),
  },
  {
    invariant: 'I4 ',
    broken: 'devices attest against objections that they know',
    sing(world) {
      const objected = plainOf(world, (entry) => {
        const said = contentOf(entry, 'respond');
        return said === null ? entry : { ...entry, action: ['respond', [said[0] as Uint8Array, 'object', 'a reason']] };
      });
      objected.certifiedIn(new Set());
      return checkKnownObjectionVoidsAttestation(objected);
    },
  },
  {
    invariant: 'I7 ',
    broken: 'something is set aside of somebody whom nobody has removed',
    sing(world) {
      const [{ seat }] = insideOf(world);
      const [entry] = [...seat.record.chains()].flatMap(({ entries }) => entries);
      const quarantine = { entries: () => [{ entry, reason: 'removed' }] };
      return checkCutCoversCertifiedPast(
        plainOf(world, (one) => one),
        { cell: { quarantine } } as never,
      );
    },
  },
  {
    invariant: 'I8 ',
    broken: 'somebody who was removed still gets the keys',
    sing(world) {
      const [first, other] = insideOf(world);
      const plain = plainOf(world, (entry) => entry);
      plain.certifiedIn(plain.everything);
      Object.assign(plain, { wasWithout: (device: Id) => device === other.seat.device });
      return checkRemovedCannotReadNext(plain, first.disk.entries, [other]);
    },
  },
  {
    invariant: 'I8 CirclesAreShutToOthers',
    broken: 'somebody outside of a circle has got hold of its key',
    async sing(world) {
      const { all, circle, insider, outsider } = await circleIn(world);
      for (const epoch of insider.record.keys.all()) if (epoch.circle === circle) outsider.record.keys.add(epoch);
      return checkCirclesAreShutToOthers(all);
    },
  },
  {
    invariant: 'I13 CirclesAreReadByTheirOwn',
    broken: 'one of those in a circle cannot read what the others can',
    async sing(world) {
      const { all, circle, insider } = await circleIn(world);
      const [entry] = [...insider.record.chains()].flatMap(({ entries }) => entries.filter((one) => one.circle === circle));
      Object.defineProperty(entry, 'shut', { value: 'key-unknown' });
      return checkCirclesAreReadByTheirOwn(all, new Set());
    },
  },
  {
    invariant: 'I9 ExpiredTalkUnrecoverable',
    broken: 'a secret of a week of talk outlives it',
    sing(world) {
      const [first] = insideOf(world);
      return checkExpiredTalkUnrecoverable(first, world.witness.entries, new Set(), world.dice, first.seat.record.keys.all());
    },
  },
  {
    invariant: 'I9 ExpiredTalkIsGone',
    broken: 'a week of talk lies on a disk though its time is over',
    sing(world) {
      const [first] = insideOf(world);
      const spoken = new Map(
        [...first.seat.record.chains()].flatMap(({ logId, opening }) => (opening.lane === 'talk' ? [[logId, opening]] : [])),
      );
      const retention = new PlainRetention(plainOf(world, (entry) => entry));
      return checkExpiredTalkIsGone([first], spoken, world.witness.entries, retention, new Set(), world.timeline.now / 1000 + 100 * 86_400);
    },
  },
  {
    invariant: 'I10 ',
    broken: 'a salt is used for a second entry',
    sing({ witness }) {
      const [bytes] = witness.entries.values();
      witness.disk(0, { entries: [{ log: new Uint8Array(32), seq: 0, bytes: changed(bytes as Uint8Array) }] });
      return checkNoKeyNonceReuse(witness);
    },
  },
  {
    invariant: 'I10 ',
    broken: 'random bytes repeat themselves',
    sing: () => playWith('random-repeats'),
  },
  {
    invariant: 'I11 ',
    broken: 'a second form of an entry reaches a disk',
    sing({ witness }) {
      const [[key, bytes]] = witness.entries as unknown as [[string, Uint8Array]];
      const [log = '', seq = ''] = key.split(':');
      witness.disk(0, { entries: [{ log: Uint8Array.fromHex(log), seq: Number(seq), bytes: changed(bytes) }] });
      return checkHonestNeverEquivocates(witness);
    },
  },
  {
    invariant: 'I11 ',
    broken: 'disks forget in a crash what they had acknowledged',
    sing: () => playWith('disks-forget'),
  },
  {
    invariant: 'I12 ',
    broken: 'somebody attests with two devices and is counted twice',
    sing: () => checkOneMemberOneVoice([{ what: 'a certificate', members: ['ana', 'bo', 'ana'] }]),
  },
  {
    invariant: 'I13 ',
    broken: 'one device is cut off when all should have met',
    async sing(world) {
      world.wires.part(new Map([[0, 1]]));
      const [first] = world.devices;
      void first?.does('say', { text: 'nobody hears this' });
      await world.pass(60_000);
      return checkEventualSync(world.devices, new Set());
    },
  },
  {
    invariant: 'I17 ',
    broken: 'a text lies readable on a disk, in UTF-16',
    sing({ written }) {
      const [text = ''] = written;
      const bytes = new Uint8Array(Buffer.from(`xyz${text}.`, 'utf16le'));
      return checkNoPlaintextAtRest([...written].flatMap(formsOf), [{ where: 'a note', bytes }]);
    },
  },
  {
    invariant: 'I18 ',
    broken: 'a joiner was given no epochs',
    async sing(world) {
      const [{ seat: veteran, disk }, joiner] = insideOf(world);
      const { keys } = joiner.seat;
      const poor: CellKeys = { ...keys, welcome: { blind: keys.welcome?.blind as Uint8Array, epochs: [] } };
      return checkJoinerEqualsVeteran(veteran, await replay(poor, veteran, disk, world.timeline.now, world.dice));
    },
  },
  {
    invariant: 'EverybodyIsHeard',
    broken: 'devices attest without waiting for those who are silent',
    sing(world) {
      let silent: string | null = null;
      const plain = plainOf(world, (entry) => {
        // Whoever responded first never did, and all of it happened in one moment.
        if (contentOf(entry, 'respond') !== null) silent ??= entry.device;
        return contentOf(entry, 'respond') !== null && entry.device === silent ? { ...entry, action: null } : entry;
      });
      plain.certifiedIn(plain.everything);
      return checkEverybodyIsHeard(plain, () => 0, new Set(plain.entries.map(({ device }) => device)));
    },
  },
  {
    invariant: 'RegisterIsWhatWasDecided',
    broken: 'an agreement is shown for which nobody has voted',
    async sing(world) {
      const [{ device: first, seat }] = insideOf(world);
      const asked = { title: 'We sweep the stairs in turns', agreement: true, method: 'majority' };
      const { id } = await doAs(world, first, 'propose', asked);
      await world.pass(60_000);
      for (const device of world.devices) await doAs(world, device, 'vote', { id, choice: 'yes' });
      await world.pass(60_000);
      return checkRegisterIsWhatWasDecided(
        plainOf(world, (entry) => (contentOf(entry, 'vote') === null ? entry : null)),
        seat,
      );
    },
  },
  {
    invariant: 'NothingSavedIsLost',
    broken: 'something that was said is gone',
    sing: (world) =>
      checkNothingSavedIsLost(
        [{ who: 'Ana', place: 0, verb: 'say', input: { text: 'I was here' }, value: { id: '0'.repeat(64) }, log: null }],
        insideOf(world)[0].seat,
      ),
  },
  {
    invariant: 'StrangersAreTold',
    broken: 'two who are taken for strangers have long known each other',
    sing: ({ devices }) => checkStrangersAreTold(devices.slice(0, 2)),
  },
];

/** Two of three found a circle, and say something in it. */
async function circleIn(world: World) {
  const all = insideOf(world);
  const [one, two, three] = all;
  const { id } = await doAs(world, one.device, 'circle-found', { with: [two.seat.member] });
  await doAs(world, one.device, 'say', { text: 'between us', circle: id });
  await world.pass(60_000);
  return { all, circle: String(id), insider: two.seat, outsider: three.seat };
}

/** The same bytes but for the last one. */
function changed(bytes: Uint8Array): Uint8Array {
  const copy = bytes.slice();
  copy[copy.length - 1] = (copy[copy.length - 1] as number) ^ 1;
  return copy;
}
