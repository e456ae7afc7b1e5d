import type { Cbor } from '../bytes/cbor.ts';
import type { Id } from '../bytes/id.ts';
import { kindOf } from '../cell/action.ts';
import { addDevice, amend, invite, leave, propose, respond, revokeDevice, uninvite, withdraw } from '../cell/actions.ts';
import type { Cell } from '../cell/cell.ts';
import { foundCircle, joinCircle, leaveCircle } from '../cell/circle.ts';
import { delegate } from '../cell/delegation.ts';
import { vote } from '../cell/vote.ts';
import type { Entry } from '../log/chain.ts';
import { note as agreementNote } from '../practices/agreements/actions.ts';
import { answer, hold, later, note, qualify, react, takePart, wayOut } from '../practices/decisions/actions.ts';
import { edit, nameCircle, say, takeBack } from '../practices/talk/actions.ts';

/** What somebody did with one entry, so that they know it again. */
export interface Deed {
  readonly kind:
    | 'say'
    | 'edit'
    | 'unsay'
    | 'propose'
    | 'amend'
    | 'withdraw'
    | 'respond'
    | 'vote'
    | 'note'
    | 'answer'
    | 'react'
    | 'round'
    | 'invite'
    | 'revoke'
    | 'circle'
    | 'voice'
    | 'device'
    | 'leave'
    | 'other';
  /** Their own words; empty where they used none. */
  readonly text: string;
  /** The decision that it is about. */
  readonly decision: { readonly id: Id; readonly title: string } | null;
  /** The channel that it was said in. */
  readonly channel: string | null;
  /** The message that it changes or takes back. */
  readonly message: Id | null;
}

/** Kinds that a device writes by itself. */
const BY_ITSELF: ReadonlySet<string | undefined> = new Set([
  'genesis',
  'attest',
  'epoch',
  'prekey',
  'backup-key',
  'link-device',
  'fork',
  'draw-part',
  'draw-fix',
  'draw-open',
  'unopened',
  undefined,
]);

const PLAIN = { text: '', decision: null, channel: null, message: null } as const;

/** What a person did with an entry; null for what their device did by itself. */
export function deedOf({ action, id, chain }: Entry, cell: Cell): Deed | null {
  if (BY_ITSELF.has(kindOf(action))) return null;
  const proposed = propose.read(action);
  if (proposed !== undefined) return { ...PLAIN, kind: 'propose', text: proposed.title, decision: { id, title: proposed.title } };
  return decisionDeed(action, cell) ?? talkDeed(action, chain.opening.topic) ?? { ...PLAIN, kind: otherKind(action) };
}

function decisionDeed(action: Cbor, cell: Cell): Deed | null {
  const amended = amend.read(action);
  if (amended !== undefined) return { ...PLAIN, kind: 'amend', text: amended.title, decision: proposalOf(amended.proposal, cell) };
  const withdrawn = withdraw.read(action);
  if (withdrawn !== undefined) return { ...PLAIN, kind: 'withdraw', decision: proposalOf(withdrawn.proposal, cell) };
  const responded = respond.read(action);
  if (responded !== undefined) return { ...PLAIN, kind: 'respond', text: responded.reason, decision: decisionOf(responded.version, cell) };
  const voted = vote.read(action);
  if (voted !== undefined) return { ...PLAIN, kind: 'vote', text: voted.reason, decision: decisionOf(voted.version, cell) };
  const noted = agreementNote.read(action);
  if (noted !== undefined) return { ...PLAIN, kind: 'note', text: noted.text, decision: decisionOf(noted.version, cell) };
  const answered = answer.read(action);
  if (answered !== undefined) return { ...PLAIN, kind: 'answer', text: answered.text, decision: decisionOf(answered.version, cell) };
  const reaction = react.read(action);
  if (reaction !== undefined) return { ...PLAIN, kind: 'react', text: reaction.text, decision: decisionOf(reaction.version, cell) };
  return roundDeed(action, cell);
}

/** What goes on around a round beside what is said to the proposal. */
function roundDeed(action: Cbor, cell: Cell): Deed | null {
  const held = hold.read(action);
  if (held !== undefined) return { ...PLAIN, kind: 'round', decision: proposalOf(held.proposal, cell) };
  for (const kind of [later, note, qualify, wayOut, takePart]) {
    const done = kind.read(action);
    if (done !== undefined) return { ...PLAIN, kind: 'round', decision: decisionOf(done.version, cell) };
  }
  return null;
}

function talkDeed(action: Cbor, channel: string): Deed | null {
  const said = say.read(action);
  if (said !== undefined) return { ...PLAIN, kind: 'say', text: said.text, channel };
  const edited = edit.read(action);
  if (edited !== undefined) return { ...PLAIN, kind: 'edit', text: edited.text, channel, message: edited.message };
  const taken = takeBack.read(action);
  return taken === undefined ? null : { ...PLAIN, kind: 'unsay', channel, message: taken.message };
}

const CIRCLES = [foundCircle, joinCircle, leaveCircle, nameCircle];

function otherKind(action: Cbor): Deed['kind'] {
  if (invite.read(action) !== undefined) return 'invite';
  if (CIRCLES.some((kind) => kind.read(action) !== undefined)) return 'circle';
  if (addDevice.read(action) !== undefined || revokeDevice.read(action) !== undefined) return 'device';
  if (leave.read(action) !== undefined) return 'leave';
  if (delegate.read(action) !== undefined) return 'voice';
  return uninvite.read(action) === undefined ? 'other' : 'revoke';
}

function decisionOf(version: Id, cell: Cell): Deed['decision'] {
  const proposal = cell.decisions.versions.get(version)?.proposal;
  return proposal === undefined ? null : proposalOf(proposal, cell);
}

function proposalOf(id: Id, cell: Cell): Deed['decision'] {
  const title = cell.decisions.proposals.get(id)?.versions.at(-1)?.content.title;
  return title === undefined ? null : { id, title };
}
