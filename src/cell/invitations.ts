import { type Id, idOf } from '../bytes/id.ts';
import { hash } from '../crypto/hash.ts';
import type { Entry } from '../log/chain.ts';
import { insertInOrder } from '../log/order.ts';
import { hasSeen } from '../log/past.ts';
import { type Invite, invite, uninvite } from './actions.ts';
import { memberIdOf } from './bundle.ts';

/** An invitation as the record knows it: everybody's devices can open the door for it, and none of them knows its secret. */
export interface Invitation extends Invite {
  readonly id: Id;
  readonly entry: Entry;
  readonly inviter: Id;
  /** Entries that took it back, in order. */
  readonly revoked: Entry[];
  /** Proposals that name it, in order, each with the joiner's member id. */
  readonly knocks: Knock[];
}

interface Knock {
  readonly entry: Entry;
  readonly joiner: Id;
}

/** The id of an invitation. @param key its public key */
export function invitationIdOf(key: Uint8Array): Id {
  return idOf(hash('moot/invitation', key));
}

/** How an invitation stands. */
export type InvitationState = 'open' | 'revoked' | 'expired' | 'used-up';

/** How many have knocked with it. */
export function usesOf({ knocks }: Invitation): number {
  return new Set(knocks.map(({ joiner }) => joiner)).size;
}

/** All invitations of a cell. */
export class Invitations {
  /** By id: nearly always one. Anybody can give out a key again that they saw in the record; which of them is meant is judged from each past. */
  readonly #byId = new Map<Id, Invitation[]>();
  readonly #knocks = new Map<Id, Knock[]>();
  readonly #isSetAside: (entry: Entry) => boolean;

  /** @param isSetAside whether an entry counts for nothing until it is readmitted */
  constructor(isSetAside: (entry: Entry) => boolean) {
    this.#isSetAside = isSetAside;
  }

  /** The invitation of this id: the first in the order of entries that nobody took back, else the first. */
  get(id: Id): Invitation | undefined {
    const invitations = this.#byId.get(id) ?? [];
    return invitations.find(({ revoked }) => revoked.length === 0) ?? invitations[0];
  }

  all(): Iterable<Invitation> {
    return [...this.#byId.values()].flat();
  }

  /**
   * How an invitation stands. What is set aside is as good as taken back: it is of somebody who was out, knowing or not, and nobody can
   * take back what a device gave out that told two stories, for nobody names its entries.
   * @param now seconds since 1970
   */
  stateOf(invitation: Invitation, now: number): InvitationState {
    if (invitation.revoked.length > 0 || this.#isSetAside(invitation.entry)) return 'revoked';
    if (invitation.expires <= now) return 'expired';
    return usesOf(invitation) >= invitation.uses ? 'used-up' : 'open';
  }

  /** Takes an entry if it gives out an invitation or takes one back. Any member may do either. @returns whether it was one */
  fold(entry: Entry, inviter: Id): boolean {
    const given = invite.read(entry.action);
    if (given !== undefined) {
      const id = invitationIdOf(given.key);
      const invitations = this.#byId.get(id) ?? [];
      insertInOrder(
        invitations,
        { ...given, id, entry, inviter, revoked: [], knocks: this.#knocksOf(id) },
        (invitation) => invitation.entry,
      );
      this.#byId.set(id, invitations);
      return true;
    }
    const taken = uninvite.read(entry.action);
    for (const invitation of this.#byId.get(taken?.invitation ?? '') ?? []) {
      if (hasSeen(entry, invitation.entry)) insertInOrder(invitation.revoked, entry, (item) => item);
    }
    return taken !== undefined;
  }

  /** Remembers that a proposal names an invitation. */
  knocked(id: Id, entry: Entry, bundle: Uint8Array): void {
    insertInOrder(this.#knocksOf(id), { entry, joiner: memberIdOf(bundle) }, (knock) => knock.entry);
  }

  /**
   * The public key of an invitation that is open for this bundle in the past of `entry`: given out there, not taken back there,
   * and not used up there by others. Expiry is for whoever opens the door: claimed times never decide.
   */
  keyFor(id: Id, bundle: Uint8Array, entry: Entry): Uint8Array | undefined {
    const open = (this.#byId.get(id) ?? []).find(
      (invitation) => hasSeen(entry, invitation.entry) && !invitation.revoked.some((revocation) => hasSeen(entry, revocation)),
    );
    if (open === undefined) return undefined;
    const before = open.knocks.filter((knock) => hasSeen(entry, knock.entry)).map(({ joiner }) => joiner);
    const joiner = memberIdOf(bundle);
    return before.includes(joiner) || new Set(before).size < open.uses ? open.key : undefined;
  }

  #knocksOf(id: Id): Knock[] {
    const knocks = this.#knocks.get(id) ?? [];
    this.#knocks.set(id, knocks);
    return knocks;
  }
}
