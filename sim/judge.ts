import type { Id } from '../src/bytes/id.ts';
import { standingAnswer } from '../src/cell/decision.ts';
import type { Opening } from '../src/log/opening.ts';
import type { Seat } from '../src/peer/seat.ts';
import { checkCirclesAreReadByTheirOwn } from './checkers/circles-are-read-by-their-own.ts';
import { checkCirclesAreShutToOthers } from './checkers/circles-are-shut-to-others.ts';
import { checkCutCoversCertifiedPast } from './checkers/cut-covers-certified-past.ts';
import { checkEventualSync } from './checkers/eventual-sync.ts';
import { checkEverybodyIsHeard } from './checkers/everybody-is-heard.ts';
import { checkExpiredTalkIsGone } from './checkers/expired-talk-is-gone.ts';
import { checkExpiredTalkUnrecoverable } from './checkers/expired-talk-unrecoverable.ts';
import type { Finding } from './checkers/finding.ts';
import { checkHonestNeverEquivocates } from './checkers/honest-never-equivocates.ts';
import { checkIncrementalEqualsGenesis, reopen, reopenAsleep, replay } from './checkers/incremental-equals-genesis.ts';
import { checkJoinerEqualsVeteran } from './checkers/joiner-equals-veteran.ts';
import { checkKnownObjectionVoidsAttestation } from './checkers/known-objection-voids-attestation.ts';
import { checkNoEffectWithoutCertificate } from './checkers/no-effect-without-certificate.ts';
import { checkNoKeyNonceReuse } from './checkers/no-key-nonce-reuse.ts';
import { checkNoPlaintextAtRest, formsOf, type Secret, type Stain } from './checkers/no-plaintext-at-rest.ts';
import { checkNothingSavedIsLost, savedFor } from './checkers/nothing-saved-is-lost.ts';
import { checkOneMemberOneVoice, type Voices } from './checkers/one-member-one-voice.ts';
import { checkRegisterIsWhatWasDecided } from './checkers/register-is-what-was-decided.ts';
import { checkRemovedCannotReadNext } from './checkers/removed-cannot-read-next.ts';
import { checkSameSetSameState } from './checkers/same-set-same-state.ts';
import { checkStrangersAreTold } from './checkers/strangers-are-told.ts';
import type { Device } from './device.ts';
import { type Folded, showingOf } from './dump.ts';
import { areStrangers, type Inside, sidesOf } from './inside.ts';
import { PlainPower } from './naive/power.ts';
import { type PlainEntry, readAll } from './naive/reading.ts';
import { PlainRetention } from './naive/retention.ts';
import type { World } from './world.ts';

/** All checkers over a world that has come to rest. @returns what does not hold; empty when all is well */
export async function judge(world: World): Promise<Finding[]> {
  const { alone, devices, timeline } = world;
  if (timeline.isEndless) return [{ invariant: 'ComesToRest', what: `${timeline.done} things happened, and no end of it` }];
  if (!areStrangers(alone)) return judgeAmong(world, devices);
  // Each of them goes on alone, and all holds for each.
  const findings = checkStrangersAreTold(alone);
  for (const one of alone) {
    const among = devices.filter((device) => isWith(one, device, alone));
    findings.push(...(await judgeAmong(world, among, heldBeyond(one, alone))));
  }
  return findings;
}

/** Whether a device is on the side of one of two strangers: it is theirs, or not known to the other one alone. */
function isWith(one: Device, device: Device, alone: readonly Device[]): boolean {
  const doesKnow = ({ seat }: Device) => seat?.cell.currentDevices().has(device.seat?.device ?? '') === true;
  return alone.every((other) => other === one || (other.name !== device.name && (doesKnow(one) || !doesKnow(other))));
}

/** The logs of which a stranger has more: they offer it, and it waits for ever, for their keys are handed to nobody whom they do not know (design/threat-model.md). */
function heldBeyond(one: Device, alone: readonly Device[]): Set<Id> {
  const beyond = alone.flatMap(({ seat }) =>
    [...(seat?.record.chains() ?? [])].filter(({ logId, length }) => length > (one.seat?.record.chain(logId)?.length ?? 0)),
  );
  return new Set(beyond.map(({ logId }) => logId));
}

/** @param devices those among which all is to hold @param ofStrangers logs of which something may wait for ever */
async function judgeAmong(world: World, devices: readonly Device[], ofStrangers: ReadonlySet<Id> = new Set()): Promise<Finding[]> {
  const { inside, removed, out } = sidesOf(devices);
  const [first] = inside;
  const last = inside[inside.length - 1];
  const findings = world.faults.map((what): Finding => ({ invariant: 'NoErrorUncaught', what }));
  if (first === undefined || last === undefined) {
    // All have left, or each of their devices was revoked by another.
    const isOver = removed.length > 0;
    return isOver ? findings : [...findings, { invariant: 'world', what: 'nobody is in the cell' }];
  }
  const showing = showingOnce();
  findings.push(
    ...checkSameSetSameState(
      inside.map(({ device, seat }) => [device.name, seat]),
      undefined,
      showing,
    ),
  );
  const plain = new PlainPower(first.seat.cell.id, readAll(first.disk.entries, first.seat.record.keys, first.seat.forkProofs));
  const retention = new PlainRetention(plain);
  const now = world.timeline.now / 1000;
  const isKept = (opening: Opening) => opening.lane !== 'talk' || !retention.canBeGone(opening, now);
  const present = devices.filter((device) => !removed.some((one) => one.device === device));
  // What whoever is lost wrote, others have.
  const chains = [...inside, ...removed].flatMap(({ seat }) => [...seat.record.chains()]);
  const silenced = new Set(chains.filter(({ opening }) => out.has(opening.device)).map(({ logId }) => logId)).union(ofStrangers);
  findings.push(...checkEventualSync(present, silenced, isKept));
  const saved = savedFor(world.saved, (place) => !present.some((device) => device.place === place));
  for (const { device, seat } of inside)
    findings.push(...checkNothingSavedIsLost(saved, seat, isKept).map((lost) => ({ ...lost, what: `${device.name}: ${lost.what}` })));
  findings.push(...(await checkRebuilt(world, inside, showing)));
  findings.push(...checkJoinerEqualsVeteran(first.seat, last.seat, world.cheating, isKept, showing));
  findings.push(...checkNoEffectWithoutCertificate(first.seat.cell, plain));
  findings.push(...checkKnownObjectionVoidsAttestation(plain, world.cheating));
  const trusted = inside.filter(({ device }) => !device.hasJumped).map(({ seat }) => seat.device);
  const writtenAt = ({ log, seq }: PlainEntry) => world.witness.times.get(`${log}:${seq}`);
  findings.push(...checkEverybodyIsHeard(plain, writtenAt, new Set(trusted).difference(world.cheating)));
  findings.push(...checkCutCoversCertifiedPast(plain, first.seat));
  findings.push(...checkRegisterIsWhatWasDecided(plain, first.seat));
  findings.push(...checkRemovedCannotReadNext(plain, first.disk.entries, removed, world.cheating));
  findings.push(...checkCirclesAreShutToOthers([...inside, ...removed]));
  findings.push(...checkCirclesAreReadByTheirOwn(inside, world.cheating, isKept));
  const seized = world.dice.for('seizing').pick(inside) as Inside;
  findings.push(...(await checkExpiredTalkUnrecoverable(seized, world.witness.entries, world.cheating, world.dice.for('aging'))));
  if (world.forgets) findings.push(...(await checkForgotten(world, inside, seized, retention)));
  findings.push(...checkOneMemberOneVoice(voicesIn(first.seat)));
  findings.push(...checkNoKeyNonceReuse(world.witness));
  findings.push(...checkHonestNeverEquivocates(world.witness, logsOf(first.seat, world.cheating)));
  findings.push(...checkNoPlaintextAtRest(secretsOf(world, inside), stainsOf(world)));
  return findings;
}

async function checkRebuilt(world: World, inside: readonly Inside[], showing: typeof showingOf): Promise<Finding[]> {
  const dice = world.dice.for('rebuilding');
  const { now } = world.timeline;
  const [one, other] = [dice.pick(inside) as Inside, dice.pick(inside) as Inside];
  // What others have handed to a device it cannot find in the entries.
  const { blind, epochs } = other.seat.keys.welcome as NonNullable<Seat['keys']['welcome']>;
  // Nor what its former prekeys opened: that lies in its keyring.
  const handed = [...other.seat.cell.epochs.unsealedTo(other.seat.device, () => true), ...(await other.seat.handed.load()), ...epochs];
  const keys = { ...other.seat.keys, welcome: { blind, epochs: handed } };
  const reopened = await reopen(one.seat.keys, one.disk, now, dice);
  const slept = await reopenAsleep(one.seat.keys, one.disk, now, world.dice.for('sleeping'));
  const replayed = await replay(keys, one.seat, one.disk, now, dice);
  return [
    ...checkIncrementalEqualsGenesis(one.device.name, one.seat, reopened, 'after a restart', showing),
    ...checkIncrementalEqualsGenesis(one.device.name, one.seat, slept, 'after a restart in which talk slept', showing),
    ...checkIncrementalEqualsGenesis(other.device.name, one.seat, replayed, 'after all arrived in another order', showing),
  ];
}

/** What a device shows, told once of each: in a world that has come to rest that stays the same. */
function showingOnce(): typeof showingOf {
  const known = new Map<Folded, string>();
  return (folded) => known.getOrInsertComputed(folded, showingOf);
}

/** What has come to its end in this world: on all devices, and on the one that is seized once more as its disk and keyring alone give it back. */
async function checkForgotten(world: World, inside: readonly Inside[], seized: Inside, retention: PlainRetention): Promise<Finding[]> {
  const { dice, spoken, witness, cheating, timeline } = world;
  const seat = await reopen(seized.seat.keys, seized.disk, timeline.now, dice.for('seized'));
  return checkExpiredTalkIsGone([...inside, { ...seized, seat }], spoken, witness.entries, retention, cheating, timeline.now / 1000);
}

/** Everybody who is counted anywhere in what a device shows. */
function voicesIn({ cell: { power, decisions, charter } }: Seat): Voices[] {
  const certified = [...(power?.certified() ?? [])].flatMap((version) => power?.certificates(version) ?? []);
  const devices = [...(charter?.members.values() ?? [])].map(({ id }) => id);
  return [
    ...certified.map(({ version, attestations }) => ({
      what: `the certificate of ${version.id}`,
      members: attestations.map(({ member }) => member),
    })),
    ...[...decisions.versions.values()].map((version) => ({
      what: `the responses to ${version.id}`,
      members: [...version.answers.keys()].flatMap((member) => standingAnswer(version, member, null)?.member ?? []),
    })),
    { what: 'the charter', members: devices },
  ];
}

/** The logs of some devices. */
function logsOf({ record }: Seat, devices: ReadonlySet<Id>): Set<Id> {
  return new Set([...record.chains()].filter(({ opening }) => devices.has(opening.device)).map(({ rootId }) => rootId));
}

function secretsOf({ written }: World, inside: readonly Inside[]): Secret[] {
  const keys = inside.flatMap(({ seat: { keys: own, record } }) => [
    own.device,
    own.notes,
    own.network,
    ...own.prekeys,
    ...record.keys.all().map(({ secret }) => secret),
  ]);
  const names = [...written].filter((text) => text.length >= 4).flatMap(formsOf);
  return [...names, ...keys.map((bytes) => ({ what: 'a secret key', bytes }))];
}

function* stainsOf({ devices }: World): Generator<Stain> {
  for (const { name, disk } of devices) {
    const { keyring, stores } = disk.content;
    if (keyring !== null) yield { where: `the keyring of ${name}`, bytes: keyring };
    for (const store of stores.values()) {
      for (const { bytes } of store.entries) yield { where: `an entry on the disk of ${name}`, bytes };
      for (const [note, bytes] of store.notes) yield { where: `the note ${note} of ${name}`, bytes };
    }
  }
}
