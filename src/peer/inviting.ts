import * as v from 'valibot';
import type { Id } from '../bytes/id.ts';
import { LIMITS } from '../bytes/limits.ts';
import { accept, refuse } from '../bytes/verdict.ts';
import { invite, uninvite } from '../cell/actions.ts';
import { parseDuration } from '../cell/duration.ts';
import { formatInvitation, invitationKeys, LETTER_ADDRESSES, parseInvitation } from '../cell/invitation.ts';
import { type InvitationState, invitationIdOf, usesOf } from '../cell/invitations.ts';
import { displayNames } from '../cell/names.ts';
import { WHOLE_CELL } from '../log/lane.ts';
import type { Draft } from '../log/writing.ts';
import { findId } from '../practices/find-id.ts';
import { count, fields, idLetters, writing } from '../practices/input.ts';
import { isoTime, spokenTime } from '../practices/moment.ts';
import { keepLetter, readLetter } from './kept-letters.ts';
import { type CallOf, inCell, type Operation, onPeer } from './operation.ts';

function recordDraft(action: Draft['action']): Draft {
  return { lane: 'record', topic: '', turn: 0, circle: WHOLE_CELL, action };
}

const inviteOperation = inCell({
  name: 'invite',
  changes: true,
  input: fields({
    uses: v.optional(count(LIMITS.members), 1),
    expires: v.optional(v.pipe(v.string('input.no-text'), v.maxLength(16)), '7d'),
  }),
  usage: { positional: [], flags: ['uses', 'expires'], switches: [] },
  async run({ parts }, presence, input) {
    const { seat } = presence;
    const within = parseDuration(input.expires);
    if (!within.ok) return within;
    const secret = parts.random.bytes(16);
    const { publicKey } = invitationKeys(secret);
    const expires = Math.floor(parts.clock.now() / 1000) + within.value;
    await seat.write([recordDraft(invite.write({ key: publicKey, uses: input.uses, expires }))]);
    const name = seat.cell.setting('name').value;
    const addresses = presence.knownAddresses().slice(0, LETTER_ADDRESSES);
    const invitation = formatInvitation({ version: 1, cell: seat.cell.id, name, secret, expires, addresses });
    const id = invitationIdOf(publicKey);
    await keepLetter(seat.notes, id, invitation);
    return accept({ id, invitation, expires: isoTime(expires), uses: input.uses });
  },
  tell: ({ invitation, expires, uses }) =>
    `Give this to ${uses === 1 ? 'one person' : `up to ${uses} people`}, by a safe way. It is good until ${spokenTime(expires)}. The group still decides who is admitted.\n${invitation}`,
});

/** An invitation as people and scripts see it. */
interface InvitationView {
  readonly id: Id;
  readonly by: string;
  /** Whether this device's person gave it out. */
  readonly own: boolean;
  /** What to hand on; null where this device did not make it, or it is open no more. */
  readonly invitation: string | null;
  /** By the clock of whoever gave it out: ISO 8601. */
  readonly given: string;
  readonly uses: number;
  readonly used: number;
  readonly expires: string;
  readonly state: InvitationState;
}

const invitations = inCell({
  name: 'invitations',
  changes: false,
  input: fields({}),
  usage: { positional: [], flags: [], switches: [] },
  async run({ parts }, { seat }) {
    const names = seat.cell.charter === null ? new Map<Id, string>() : displayNames(seat.cell.charter);
    const now = Math.floor(parts.clock.now() / 1000);
    const views = [...seat.cell.invitations.all()].map(async (one): Promise<InvitationView> => {
      const state = seat.cell.invitations.stateOf(one, now);
      const own = one.inviter === seat.member;
      return {
        id: one.id,
        by: names.get(one.inviter) ?? '',
        own,
        invitation: own && state === 'open' ? await readLetter(seat.notes, one.id) : null,
        given: isoTime(one.entry.time),
        uses: one.uses,
        used: usesOf(one),
        expires: isoTime(one.expires),
        state,
      };
    });
    return accept(await Promise.all(views));
  },
  tell: (views) =>
    views.length === 0
      ? 'No invitation was given out yet. "moot invite" makes one.'
      : views
          .map(
            ({ id, by, uses, used, expires, state }) =>
              `${id.slice(0, 8)}  by ${by}, ${state}, used ${used} of ${uses}, until ${spokenTime(expires)}`,
          )
          .join('\n'),
});

const revoke = inCell({
  name: 'revoke',
  changes: true,
  input: fields({ id: idLetters }),
  usage: { positional: ['id'], flags: [], switches: [] },
  async run({ parts }, { seat }, input) {
    const { invitations } = seat.cell;
    const all = [...invitations.all()];
    const id = findId(input.id, new Map(all.map((one) => [one.id, one])));
    if (!id.ok) return id;
    const now = parts.clock.now() / 1000;
    // Somebody else may have given out the same key.
    if (all.every((one) => one.id !== id.value || invitations.stateOf(one, now) === 'revoked')) return refuse('already-revoked');
    await seat.write([recordDraft(uninvite.write({ invitation: id.value }))]);
    return accept({ id: id.value, state: 'revoked' as const });
  },
  tell: ({ id }) => `The invitation ${id.slice(0, 8)} is taken back. Nobody comes in by it any more; who is in stays in.`,
});

const readInvitation = onPeer({
  name: 'read-invitation',
  changes: false,
  input: fields({ invitation: writing(LIMITS.invitationBytes) }),
  usage: { positional: ['invitation'], flags: [], switches: [] },
  async run(peer, input) {
    const letter = parseInvitation(input.invitation);
    if (!letter.ok) return letter;
    const { cell, name, expires } = letter.value;
    if (expires * 1000 <= peer.parts.clock.now()) return refuse('invitation-expired');
    return accept({ cell: { id: cell, name }, expires: isoTime(expires) });
  },
  tell: ({ cell, expires }) => `An invitation to ${cell.name}, good until ${spokenTime(expires)}. "moot join" asks to join with it.`,
});

/** What the API takes and gives of invitations. */
export interface InvitingApi {
  readonly invite: CallOf<typeof inviteOperation>;
  readonly invitations: CallOf<typeof invitations>;
  readonly revoke: CallOf<typeof revoke>;
  readonly 'read-invitation': CallOf<typeof readInvitation>;
}

export const INVITING_OPERATIONS: readonly Operation[] = [inviteOperation, invitations, revoke, readInvitation];
