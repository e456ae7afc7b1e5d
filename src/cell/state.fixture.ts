import { type Id, sortIds } from '../bytes/id.ts';
import type { Entry } from '../log/chain.ts';
import { hasSeen } from '../log/past.ts';
import { amend, attest, propose, respond } from './actions.ts';
import type { TestDevice } from './cell.fixture.ts';
import type { Charter, Member } from './charter.ts';
import { displayNames } from './names.ts';
import { outcome } from './outcome.ts';

/** All that a cell's entries add up to on a device, as plain values to compare: devices with the same entries must agree on all of it. */
export function stateOf({ cell, power, village }: TestDevice): unknown {
  const byId = <T>(items: Iterable<readonly [Id, T]>) => Object.fromEntries([...items].sort(([a], [b]) => (a < b ? -1 : 1)));
  return {
    charter: power.newest.id,
    names: byId(displayNames(power.newest)),
    left: sortIds(power.newest.left),
    quorumClash: power.newest.quorumClash,
    setAside: cell.quarantine.entries().map(({ entry, reason }) => [entry.id, reason]),
    quorum: power.newest.quorum,
    devices: byId([...cell.currentDevices()].map(([device, { member }]) => [device, member])),
    settings: (['name', 'respondWithin', 'methods', 'waysOutAfter', 'waysOut', 'delegation'] as const).map((setting) =>
      cell.setting(setting),
    ),
    falseDevices: sortIds(power.falseDevices),
    certificates: byId(
      [...power.certified()].map((version) => [
        version,
        power.certificates(version).map(({ charter, attestations }) => [charter.id, attestations.map(({ entry }) => entry.id)]),
      ]),
    ),
    proposals: byId(
      [...cell.decisions.proposals.values()].map((proposal) => [
        proposal.id,
        {
          withdrawn: proposal.withdrawn?.id ?? null,
          outcome: outcome(proposal, power, village.now, village.now - 1000),
          versions: proposal.versions.map(({ id, within, effects, answers, questions }) => ({
            id,
            within,
            effects: effects.ok ? 'sound' : effects.reason,
            answers: byId([...answers].map(([member, said]) => [member, said.map(({ entry, isLate }) => [entry.id, isLate])])),
            questions: questions.map(({ entry }) => entry.id),
          })),
        },
      ]),
    ),
    invitations: [...cell.invitations.all()]
      .map(({ entry, uses, revoked, knocks }) => [entry.id, uses, revoked.map(({ id }) => id), knocks.map(({ joiner }) => joiner)])
      .sort(),
  };
}

/** All entries of the record on a device. */
export function entriesOf({ record }: TestDevice): Entry[] {
  return record.scope('record').flatMap((chain) => chain.entries);
}

/**
 * Certificates found the long way: for each charter and version, whether enough distinct members attested with a quorum of consent and no
 * standing objection in the past. Written without the code that it checks, and without rule 7.
 */
export function findCertificates(device: TestDevice): Set<string> {
  const entries = entriesOf(device);
  const attesters = new Map<string, Set<Id>>();
  for (const entry of entries) {
    const content = attest.read(entry.action);
    const charter = device.power.charterOf(entry);
    if (content === undefined || charter === undefined) continue;
    const { agreeing, objecting } = answersBefore(entry, content.version, charter, entries);
    const concerned = concernedIn(content.version, entries)?.member ?? null;
    if (objecting > 0 || agreeing < quorumOf(charter, concerned)) continue;
    const key = `${content.version} on ${charter.id}`;
    const member = charter.devices.get(entry.chain.opening.device);
    if (member !== undefined && member !== concerned) attesters.set(key, (attesters.get(key) ?? new Set()).add(member));
  }
  const found = new Set<string>();
  for (const [key, members] of attesters) {
    const [version, on] = key.split(' on ') as [Id, Id];
    const charter = device.power.charter(on);
    if (charter !== undefined && members.size >= quorumOf(charter, concernedIn(version, entries)?.member ?? null)) found.add(key);
  }
  return found;
}

/** How many members of a charter agree with a version, and how many object, over what an entry had seen. */
export function answersBefore(
  entry: Entry,
  version: Id,
  charter: Charter,
  entries: readonly Entry[],
): { agreeing: number; objecting: number } {
  let [agreeing, objecting] = [0, 0];
  const concerned = concernedIn(version, entries);
  for (const member of charter.members.values()) {
    if (member.id === concerned?.member && concerned.kind === 'remove') continue;
    const said = entries.filter((other) => {
      const content = respond.read(other.action);
      const isAnswer = content?.version === version && content.response !== 'question' && isSound(content);
      return isAnswer && hasSeen(entry, other) && isBy(member, other, entry, entries);
    });
    const newest = said.filter((one) => !said.some((other) => hasSeen(other, one)));
    const answers = newest.map((one) => respond.read(one.action)?.response);
    if (answers.includes('object')) objecting++;
    else if (answers.length > 0 && member.id !== concerned?.member) agreeing++;
  }
  return { agreeing, objecting };
}

/** Whether an answer counts as a member's: of a device that was replaced, what some attester of the recovery had seen. */
function isBy({ roots, recoveries }: Member, answer: Entry, by: Entry, entries: readonly Entry[]): boolean {
  const before = roots.get(answer.chain.opening.device);
  const recovery = recoveries[before ?? 0];
  if (before === undefined || recovery === undefined) return before !== undefined;
  return entries.some((one) => attest.read(one.action)?.version === recovery && hasSeen(by, one) && hasSeen(one, answer));
}

function isSound(content: { response: string; reason: string } | undefined): boolean {
  return content !== undefined && (content.response !== 'object' || content.reason.trim() !== '');
}

/** Whom a version would remove or give a new device, as its bytes say. */
function concernedIn(version: Id, entries: readonly Entry[]): { readonly kind: 'remove' | 'recover'; readonly member: Id } | null {
  const entry = entries.find(({ id }) => id === version);
  const content = entry === undefined ? undefined : (propose.read(entry.action) ?? amend.read(entry.action));
  const [effect] = content?.effects ?? [];
  const [kind, fields] = Array.isArray(effect) ? effect : [];
  const isOfOne = (kind === 'remove' || kind === 'recover') && Array.isArray(fields) && fields[0] instanceof Uint8Array;
  return isOfOne ? { kind, member: (fields[0] as Uint8Array).toHex() } : null;
}

function quorumOf({ members, quorum: { over, under } }: Charter, removed: Id | null): number {
  const n = members.size;
  const voters = removed !== null && members.has(removed) ? n - 1 : n;
  return n === 1 ? 1 : Math.max(Math.min(voters, Math.ceil((voters * over) / under)), Math.floor(n / 2) + 1, 2);
}
