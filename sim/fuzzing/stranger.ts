import type { Seat } from '../../src/peer/seat.ts';
import type { Link, Network, Purpose } from '../../src/ports/network.ts';
import { decodeDoorMessage } from '../../src/sync/door-messages.ts';
import { decodeMessage, encodeMessage } from '../../src/sync/messages.ts';
import { proofKey, transcriptOf, writeProof } from '../../src/sync/proof.ts';
import type { World } from '../world.ts';

/** The place in the world from which lies come. */
const PLACE = 99;

/** Somebody at the other end of a link, who says whatever they are told to say. */
export class Stranger {
  /** Reasons for which links were ended, and how often. */
  readonly reasons = new Map<string, number>();
  readonly #world: World;
  readonly #network: Network;

  private constructor(world: World, network: Network) {
    this.#world = world;
    this.#network = network;
  }

  /** Comes to the network under an identity. @param seed 32 bytes */
  static async arrive(world: World, seed: Uint8Array): Promise<Stranger> {
    const user = { linked: (link: Link) => link.close(), found() {}, moved() {} };
    return new Stranger(world, await world.wires.openerAt(PLACE)({ seed, listen: [], port: 0, lan: true }, user));
  }

  /** Its network id. */
  get self(): string {
    return this.#network.self;
  }

  /** Dials and says nothing yet. */
  async dial(address: string, purpose: Purpose): Promise<Conversation> {
    const link = await this.#world.finish(this.#network.dial(address, purpose));
    return new Conversation(this.#world, link, this.#network.self, (reason) =>
      this.reasons.set(reason, (this.reasons.get(reason) ?? 0) + 1),
    );
  }

  leave(): Promise<void> {
    return this.#network.close();
  }
}

/** One link with a stranger at this end. */
export class Conversation {
  /** Whether the other end still listens. */
  isOpen = true;
  readonly heard: Uint8Array[] = [];
  readonly #world: World;
  readonly #link: Link;
  readonly #self: string;

  constructor(world: World, link: Link, self: string, ended: (reason: string) => void) {
    this.#world = world;
    this.#link = link;
    this.#self = self;
    link.open({
      message: (bytes) => {
        this.heard.push(bytes);
        const reason = link.purpose === 'cell' ? goodbyeIn(bytes) : refusalIn(bytes);
        if (reason !== null) ended(reason);
      },
      closed: () => {
        this.isOpen = false;
      },
    });
  }

  /** The other end's network id. */
  get peer(): string {
    return this.#link.peer;
  }

  /** Says something, and lets the other end think about it. */
  async say(message: Uint8Array): Promise<void> {
    this.#link.send(message);
    await this.#world.pass(300);
  }

  /** Greets and proves to be the device of this seat, as a member's device does. */
  async prove(seat: Seat): Promise<void> {
    const salt = this.#world.dice.bytes(32);
    await this.say(encodeMessage({ type: 'hello', version: 1, salt }));
    await this.#world.pass(3500);
    const [first] = this.heard;
    const hello = first === undefined ? null : decodeMessage(first, 1);
    if (hello === null || !hello.ok || hello.value.type !== 'hello') return;
    const ends = { dialler: { network: this.#self, salt }, listener: { network: this.#link.peer, salt: hello.value.salt } };
    const key = proofKey(seat.keys.welcome?.blind as Uint8Array, seat.cell.id);
    const sealed = writeProof(key, transcriptOf(seat.cell.id, ends), 'dialler', seat.signing, seat.cell.charter?.id as string);
    await this.say(encodeMessage({ type: 'prove', sealed }));
    await this.#world.pass(3500);
  }

  close(): void {
    this.#link.close();
  }
}

function goodbyeIn(bytes: Uint8Array): string | null {
  const message = decodeMessage(bytes, 1);
  return message.ok && message.value.type === 'bye' ? message.value.reason : null;
}

function refusalIn(bytes: Uint8Array): string | null {
  const message = decodeDoorMessage(bytes);
  return message?.type === 'answer' && message.proposal === null ? message.refused : null;
}
