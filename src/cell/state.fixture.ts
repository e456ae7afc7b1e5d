import { type Id, sortIds } from '../bytes/id.ts';
import type { Entry } from '../log/chain.ts';
import { hasSeen } from '../log/past.ts';
import { amend, attest, propose, respond } from './actions.ts';
import type { TestDevice } from './cell.fixture.ts';
import type { Charter } from './charter.ts';
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
    settings: [cell.setting('name'), cell.setting('respondWithin'), cell.setting('methods'), cell.setting('waysOutAfter')],
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
    const removed = removedIn(content.version, entries);
    if (objecting > 0 || agreeing < quorumOf(charter, removed)) continue;
    const key = `${content.version} on ${charter.id}`;
    const member = charter.devices.get(entry.chain.opening.device);
    if (member !== undefined && member !== removed) attesters.set(key, (attesters.get(key) ?? new Set()).add(member));
  }
  const found = new Set<string>();
  for (const [key, members] of attesters) {
    const [version, on] = key.split(' on ') as [Id, Id];
    const charter = device.power.charter(on);
    if (charter !== undefined && members.size >= quorumOf(charter, removedIn(version, entries))) found.add(key);
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
  const removed = removedIn(version, entries);
  for (const member of charter.members.values()) {
    if (member.id === removed) continue;
    const said = entries.filter(
      (other) =>
        other.chain.opening.device === member.bundle.device && hasSeen(entry, other) && respond.read(other.action)?.version === version,
    );
    const kinds = said.map((other) => respond.read(other.action)).filter((content) => content?.response !== 'question' && isSound(content));
    const last = kinds[kinds.length - 1]?.response;
    if (last === 'object') objecting++;
    else if (last !== undefined) agreeing++;
  }
  return { agreeing, objecting };
}

function isSound(content: { response: string; reason: string } | undefined): boolean {
  return content !== undefined && (content.response !== 'object' || content.reason.trim() !== '');
}

/** Whom a version would remove, as its bytes say. */
function removedIn(version: Id, entries: readonly Entry[]): Id | null {
  const entry = entries.find(({ id }) => id === version);
  const content = entry === undefined ? undefined : (propose.read(entry.action) ?? amend.read(entry.action));
  const [effect] = content?.effects ?? [];
  const [kind, fields] = Array.isArray(effect) ? effect : [];
  return kind === 'remove' && Array.isArray(fields) && fields[0] instanceof Uint8Array ? fields[0].toHex() : null;
}

function quorumOf({ members, quorum: { over, under } }: Charter, removed: Id | null): number {
  const n = members.size;
  const voters = removed !== null && members.has(removed) ? n - 1 : n;
  return n === 1 ? 1 : Math.max(Math.min(voters, Math.ceil((voters * over) / under)), Math.floor(n / 2) + 1, 2);
}
