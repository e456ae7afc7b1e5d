import assert from 'node:assert/strict';
import type { Id } from '../bytes/id.ts';
import { signingKeys } from '../crypto/sign.ts';
import { backupKey, linkDevice } from './actions.ts';
import { agreeing, type TestDevice, Village } from './cell.fixture.ts';
import type { Count } from './count.ts';
import { dayOf } from './day.ts';
import { currentVersion } from './decision.ts';
import { type Delegate, delegate } from './delegation.ts';
import type { GivenVoice } from './delegations.ts';
import { signLink } from './devices.ts';
import { countOf, deadline, hearing } from './outcome.ts';

/** A village of these people in which everybody has agreed that one can speak for so many others. */
export function agreedOnVoices(names: string, voices = '1'): Village {
  const village = new Village([...names]);
  agreeOnVoices(village, voices);
  return village;
}

/** Everybody agrees on for how many others one can speak. */
export function agreeOnVoices(village: Village, voices: string): void {
  const id = village.founder(0).propose('Voices', [agreeing('delegation', voices)]);
  village.meet();
  for (const device of village.founders) device.consent(id);
  village.settle();
  for (const { cell } of village.founders) assert.equal(cell.setting('delegation').value, voices);
}

/** The last day of a voice that is given for so many days from now. */
export function daysFrom({ now }: Village, days: number): number {
  return dayOf(now) + days;
}

/** Gives the voice of a device's member, for thirty days unless told otherwise. @param pen a wrong clock @returns the entry's id */
export function give(from: TestDevice, to: TestDevice | Id, more: Partial<Delegate> = {}, pen: { readonly time?: number } = {}): Id {
  const { village } = from;
  const member = typeof to === 'string' ? to : to.member;
  const [entry] = from.write([delegate.write({ to: member, subject: '', until: daysFrom(village, 30), otherwise: [], ...more })], pen);
  assert.ok(entry !== undefined);
  return entry.id;
}

/** A second device of a device's member, linked by the key of their backup. It knows what the first one knew. */
export function secondDevice(first: TestDevice): TestDevice {
  const { village, member } = first;
  const second = village.newcomer(`${first.name} again`);
  const { publicKey: key, secretKey } = signingKeys(village.random(32));
  first.write([backupKey.write({ key })]);
  village.meet(first, second);
  const content = { member, bundle: second.bundle, revokes: [] };
  second.write([linkDevice.write({ ...content, key, proof: signLink(secretKey, village.id, content) })]);
  village.meet(first, second);
  return second;
}

/** Takes a voice back. */
export function takeBack(from: TestDevice, more: Partial<Delegate> = {}, pen: { readonly time?: number } = {}): void {
  from.write([delegate.write({ to: null, subject: '', until: 0, otherwise: [], ...more })], pen);
}

/** The count of a vote as it stands on a device. */
export function countOn(device: TestDevice, proposal: Id): Count {
  const known = device.cell.decisions.proposals.get(proposal);
  assert.ok(known !== undefined);
  const version = currentVersion(known);
  const isTimeUp = device.village.now >= deadline(version, device.firstSeen(version.id));
  const counted = countOf(version, hearing(version, device.charter, device.power), null, isTimeUp);
  assert.ok(counted !== null);
  return counted;
}

/** The voices given in a vote, as they stand on a device, in words: `Cy by Bo`. */
export function voicesOn(device: TestDevice, proposal: Id): string[] {
  const known = device.cell.decisions.proposals.get(proposal);
  assert.ok(known !== undefined);
  const version = currentVersion(known);
  const nameOf = (member: Id): string => device.charter.members.get(member)?.name ?? 'gone';
  const inWords = ({ given, isBeyond, rests }: GivenVoice): string =>
    `${nameOf(given.member)} by ${nameOf(given.to)}${isBeyond ? ', beyond' : ''}${rests ? ', rests' : ''}`;
  const { asked } = hearing(version, device.charter, device.power);
  return [...version.voicesGiven(asked).values()].map(inWords).sort();
}
