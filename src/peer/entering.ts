import * as v from 'valibot';
import type { Id } from '../bytes/id.ts';
import { LIMITS } from '../bytes/limits.ts';
import { accept, refuse } from '../bytes/verdict.ts';
import { FORMS } from '../practices/agreements/forms/forms.ts';
import { fields, nameLetters, passphrase, writing } from '../practices/input.ts';
import { cellNameOf, chooseCell } from './choice.ts';
import { arrivalOf } from './coming-back.ts';
import { formName, startFrom } from './forms.ts';
import { type CallOf, type Operation, onPeer } from './operation.ts';
import type { Peer } from './peer.ts';

/** How long `join` waits for somebody to open the door before it says that it goes on by itself, in milliseconds. */
const DOOR_TIME = 8_000;

const unlock = onPeer({
  name: 'unlock',
  changes: true,
  input: fields({ passphrase }),
  usage: { positional: [], flags: [], switches: [] },
  async run(peer, input) {
    const unlocked = await peer.unlock(input.passphrase);
    return unlocked.ok ? accept({ state: peer.state, created: unlocked.value.created }) : unlocked;
  },
  tell: ({ created }) => (created ? 'Your passphrase is set. Nobody can reset it: keep it well.' : 'Unlocked.'),
});

const lock = onPeer({
  name: 'lock',
  changes: true,
  input: fields({}),
  usage: { positional: [], flags: [], switches: [] },
  async run(peer) {
    await peer.lock();
    return accept({ state: peer.state });
  },
  tell: () => 'Locked. Nothing can be read until the passphrase is given.',
});

const found = onPeer({
  name: 'found',
  changes: true,
  input: fields({ name: nameLetters, as: nameLetters, parent: v.optional(nameLetters), form: v.optional(formName) }),
  usage: { positional: ['name'], flags: ['as', 'parent', 'form'], switches: [] },
  async run(peer, input) {
    if (peer.state !== 'open') return refuse('locked');
    const parent = input.parent === undefined ? accept(null) : chooseCell(peer, input.parent);
    if (!parent.ok) return parent;
    const founded = await peer.found(input.name, input.as, parent.value?.cell ?? null);
    if (!founded.ok) return founded;
    const form = FORMS.find((one) => one.name === input.form);
    const presence = peer.presence(founded.value.cell);
    if (form !== undefined && presence !== undefined) {
      await startFrom(form, presence.seat, peer.parts.clock.now());
      await presence.settled();
    }
    const keys = peer.cells.find(({ cell }) => cell === founded.value.cell);
    const name = keys === undefined ? input.name : cellNameOf(peer, keys);
    const { isWritten } = peer.safeguards;
    const agreements = form?.agreements.length ?? 0;
    return accept({ cell: { id: founded.value.cell, name }, member: { id: founded.value.member }, agreements, wordsWritten: isWritten });
  },
  tell: ({ cell, agreements, wordsWritten }) =>
    `${cell.name} is founded. You are its first member.${
      agreements === 0 ? '' : ` It begins with ${agreements} agreements: "moot agreements" shows them, and each can be changed by decision.`
    } "moot invite" makes an invitation for somebody else.${
      wordsWritten ? '' : ' "moot recovery-words" shows the words that open your backups: write them on paper.'
    }`,
});

interface Joined {
  readonly cell: { readonly id: Id; readonly name: string };
  readonly state: 'waiting' | 'member';
  /** Whether somebody's device has opened the door. */
  readonly reached: boolean;
  /** The decision about it, once there is one. */
  readonly decision: Id | null;
  /** Of somebody who comes back: the number that they read to a member, see `arrivalNumber`. Null for everybody else. */
  readonly arrival: string | null;
}

/** How far the joining of a cell has got. Refuses with the group's or a device's reason. */
function joinState(peer: Peer, id: Id) {
  const keys = peer.cells.find(({ cell }) => cell === id);
  if (keys === undefined) return refuse('cell-unknown');
  const { joining } = keys;
  const cell = { id, name: cellNameOf(peer, keys) };
  const isMember = peer.presence(id)?.seat.member !== undefined;
  if (keys.welcome === null && joining !== null && joining.refused !== null) return refuse(joining.refused);
  const joined: Joined = {
    cell,
    state: isMember ? 'member' : 'waiting',
    reached: keys.welcome !== null || joining?.proposal !== null,
    decision: joining?.proposal ?? null,
    arrival: arrivalOf(keys),
  };
  return accept(joined);
}

const join = onPeer({
  name: 'join',
  changes: true,
  input: fields({
    invitation: writing(LIMITS.invitationBytes),
    as: v.optional(nameLetters),
    /** The name of somebody who was in the cell before, and has lost their devices. */
    'as-before': v.optional(nameLetters),
  }),
  usage: { positional: ['invitation'], flags: ['as', 'as-before'], switches: [] },
  async run(peer, input) {
    if (peer.state !== 'open') return refuse('locked');
    const before = input['as-before'];
    const name = before ?? input.as;
    if (name === undefined || (before !== undefined && input.as !== undefined)) return refuse('as-or-as-before');
    const asked = await peer.join(input.invitation, name, before !== undefined);
    if (!asked.ok) return asked;
    const end = peer.parts.clock.now() + DOOR_TIME;
    for (;;) {
      const joined = joinState(peer, asked.value.cell);
      const left = end - peer.parts.clock.now();
      if (!joined.ok || joined.value.reached || left <= 0 || peer.parts.openNetwork === null) return joined;
      await peer.next(left);
    }
  },
  tell: ({ cell, state, reached, arrival }) => {
    if (state === 'member') return `You are a member of ${cell.name}.`;
    const read =
      arrival === null
        ? ''
        : `\nCall somebody of the group, so that they hear that it is you, and read them this number. They see it too:\n${arrival}`;
    if (reached)
      return `You have knocked at ${cell.name}. Now waiting for the group's decision. It arrives by itself while Moot runs.${read}`;
    return `Nobody's device of ${cell.name} could be reached yet. Moot keeps trying while it runs ("moot start").${read}`;
  },
});

/** What the API takes and gives of coming in. */
export interface EnteringApi {
  readonly unlock: CallOf<typeof unlock>;
  readonly lock: CallOf<typeof lock>;
  readonly found: CallOf<typeof found>;
  readonly join: CallOf<typeof join>;
}

export const ENTERING_OPERATIONS: readonly Operation[] = [unlock, lock, found, join];
