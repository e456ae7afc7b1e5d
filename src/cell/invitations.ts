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
  /** Entries that took it back. */
  readonly revoked: Entry[];
  /** Proposals that name it, in order, each with the joiner's member id. */
  readonly knocks: { readonly entry: Entry; readonly joiner: Id }[];
}

/** The id of an invitation. @param key its public key */
export function invitationIdOf(key: Uint8Array): Id {
  return idOf(hash('moot/invitation', key));
}

/** All invitations of a cell. */
export class Invitations {
  readonly #byId = new Map<Id, Invitation>();

  get(id: Id): Invitation | undefined {
    return this.#byId.get(id);
  }

  all(): Iterable<Invitation> {
    return this.#byId.values();
  }

  /** Takes an entry if it gives out an invitation or takes one back. Any member may do either. @returns whether it was one */
  fold(entry: Entry, inviter: Id): boolean {
    const given = invite.read(entry.action);
    if (given !== undefined) {
      const id = invitationIdOf(given.key);
      // The first to use a key keeps it: nobody can take over an invitation by giving it out again.
      if (!this.#byId.has(id)) this.#byId.set(id, { ...given, id, entry, inviter, revoked: [], knocks: [] });
      return true;
    }
    const taken = uninvite.read(entry.action);
    const invitation = this.#byId.get(taken?.invitation ?? '');
    if (invitation !== undefined && hasSeen(entry, invitation.entry)) insertInOrder(invitation.revoked, entry, (item) => item);
    return taken !== undefined;
  }

  /** Remembers that a proposal names an invitation. */
  knocked(id: Id, entry: Entry, bundle: Uint8Array): void {
    const knocks = this.#byId.get(id)?.knocks;
    if (knocks !== undefined) insertInOrder(knocks, { entry, joiner: memberIdOf(bundle) }, (knock) => knock.entry);
  }

  /**
   * The public key of an invitation that is open for this bundle in the past of `entry`: given out there, not taken back there,
   * and not used up there by others. Expiry is for whoever opens the door: claimed times never decide.
   */
  keyFor(id: Id, bundle: Uint8Array, entry: Entry): Uint8Array | undefined {
    const invitation = this.#byId.get(id);
    if (invitation === undefined || !hasSeen(entry, invitation.entry)) return undefined;
    if (invitation.revoked.some((revocation) => hasSeen(entry, revocation))) return undefined;
    const before = invitation.knocks.filter((knock) => hasSeen(entry, knock.entry)).map(({ joiner }) => joiner);
    const joiner = memberIdOf(bundle);
    return before.includes(joiner) || new Set(before).size < invitation.uses ? invitation.key : undefined;
  }
}
