import { assert } from '../bytes/verdict.ts';
import { type InvitationLetter, invitationKeys, parseInvitation } from '../cell/invitation.ts';
import { signingKeys } from '../crypto/sign.ts';
import type { Link, Network } from '../ports/network.ts';
import { type DoorGuest, DoorJoiner, type DoorStep } from '../sync/door.ts';
import { Dialer } from './dialer.ts';
import { bundleOf } from './founding.ts';
import type { CellKeys, Joining } from './keyring.ts';
import type { PeerParts } from './peer-parts.ts';
import { doorTag } from './tags.ts';
import { openWelcome } from './welcome.ts';

/** Reasons that time mends: the door is knocked at again. */
const PASSING: ReadonlySet<string> = new Set(['try-again', 'message-out-of-place', 'invitation-unknown', 'host-not-proved']);

/** What the waiting tells. */
export interface WaitingUser {
  /** How far it has got is to be kept. */
  kept(keys: CellKeys): void;
  /** The group has decided: with these keys the device enters. Members were last to be found at `addresses`. */
  welcomed(keys: CellKeys, addresses: readonly string[]): void;
}

/** A person's device at the door of a cell: it knocks wherever a member's device is in reach, until the group has decided. It survives restarts. */
export class Waiting {
  readonly #parts: PeerParts;
  readonly #user: WaitingUser;
  readonly #letter: InvitationLetter;
  /** What each knock shows: it stays the same, and making keys takes longer than all else in a knock. */
  readonly #shown: Pick<DoorGuest, 'bundle' | 'keys' | 'invitation'>;
  readonly #links = new Set<Link>();
  #keys: CellKeys;
  #network: Network | null = null;
  #dialer: Dialer | null = null;
  #closed = false;

  constructor(keys: CellKeys, parts: PeerParts, user: WaitingUser) {
    assert(keys.joining !== null, 'an invitation to wait with');
    const letter = parseInvitation(keys.joining.invitation);
    assert(letter.ok, 'an invitation that was read before');
    this.#keys = keys;
    this.#parts = parts;
    this.#user = user;
    this.#letter = letter.value;
    this.#shown = { bundle: bundleOf(keys), keys: signingKeys(keys.device), invitation: invitationKeys(letter.value.secret) };
  }

  /** The cell's name, as the invitation has it. */
  get cellName(): string {
    return this.#letter.name;
  }

  /** Begins to knock, if there is a network and nothing was refused for good. Rejects with the network's operating error. */
  async start(): Promise<void> {
    const { openNetwork, listen, lan } = this.#parts;
    if (openNetwork === null || this.#keys.joining?.refused !== null) return;
    const network = await openNetwork(
      { seed: this.#keys.network, listen, port: this.#keys.port, lan },
      { linked: (link) => link.close(), found: (_tag, addresses) => this.#dialer?.learn(addresses), moved() {} },
    );
    if (this.#closed) return network.close();
    this.#network = network;
    const isWanted = (peer: string) => ![...this.#links].some((link) => link.peer === peer);
    this.#dialer = new Dialer(network, this.#parts, 'door', isWanted, (link) => this.#knock(link, network.self));
    this.#dialer.learn(this.#letter.addresses);
    network.announce([doorTag(this.#shown.invitation.publicKey)]);
  }

  /** Ends it; what was reached is kept by then. */
  async close(): Promise<void> {
    this.#closed = true;
    this.#dialer?.close();
    for (const link of this.#links) link.close();
    await this.#network?.close();
  }

  #knock(link: Link, self: string): void {
    const { joining } = this.#keys;
    if (joining === null) {
      link.close();
      return;
    }
    // Nobody at a door says so before they know who asks, so whoever has never been let in has to look at the date by themselves.
    if (joining.proposal === null && this.#letter.expires * 1000 <= this.#parts.clock.now()) {
      link.close();
      this.#keep({ ...joining, refused: 'invitation-expired' });
      return;
    }
    const { name, again } = joining;
    const guest = { name, again, ...this.#shown };
    const joiner = new DoorJoiner({ cell: this.#keys.cell, joiner: self, host: link.peer }, guest, this.#parts.random.bytes(32));
    this.#links.add(link);
    link.open({
      message: (bytes) => this.#step(link, joiner.take(bytes)),
      closed: () => {
        this.#links.delete(link);
        if (!this.#closed) this.#dialer?.lost(link.peer, false);
      },
    });
    link.send(joiner.knock());
  }

  #step(link: Link, step: DoorStep): void {
    const { joining } = this.#keys;
    if (this.#closed || joining === null) return;
    if (step.type === 'send') link.send(step.message);
    if (step.type === 'answered' && step.proposal !== joining.proposal) this.#keep({ ...joining, proposal: step.proposal });
    if (step.type === 'welcomed') {
      const welcome = openWelcome(this.#keys, this.#shown.bundle, step.sealed);
      if (welcome.ok) this.#enter(welcome.value);
      else link.close();
    }
    if (step.type !== 'refused') return;
    link.close();
    // Once the group is asked, a door that knows nothing of it yet has no say: it may think the invitation used up, or the name taken.
    if (PASSING.has(step.reason) || (joining.proposal !== null && step.reason !== 'not-admitted')) return;
    // The answer is the same at every member's door.
    this.#dialer?.close();
    this.#keep({ ...joining, refused: step.reason });
  }

  /** From now on it waits no more: what other doors still answer would put the keys of whoever waits in place of these. */
  #enter(welcome: CellKeys['welcome']): void {
    this.#keys = { ...this.#keys, welcome, joining: null };
    this.#dialer?.close();
    this.#user.welcomed(this.#keys, this.#letter.addresses);
  }

  #keep(joining: Joining): void {
    this.#keys = { ...this.#keys, joining };
    this.#user.kept(this.#keys);
  }
}
