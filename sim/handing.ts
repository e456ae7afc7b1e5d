import { idOf } from '../src/bytes/id.ts';
import type { Segment } from '../src/log/segment.ts';
import type { Seat } from '../src/peer/seat.ts';
import type { Link, Network } from '../src/ports/network.ts';
import { decodeMessage, encodeMessage } from '../src/sync/messages.ts';
import { proofKey, transcriptOf, writeProof } from '../src/sync/proof.ts';
import type { Device } from './device.ts';
import type { World } from './world.ts';

/** The place in the world from which lies come. */
const PLACE = 99;
/** How long a liar waits for what the others say to it, in milliseconds. */
const PATIENCE = 20_000;

/** What came of handing something over. */
export interface Handed {
  /** Whether the other device listened until everything was said. */
  readonly said: boolean;
  /** Why it ended the link; null when it did not. */
  readonly ended: string | null;
}

/** A changed device proves itself to another, over a link of its own, and hands it segments. Resolves some time later. */
export function handOver(world: World, seat: Seat, to: Device, segments: readonly Segment[]): Promise<Handed> {
  const messages = segments.map(({ log, from, entries, signature }) =>
    encodeMessage({ type: 'parts', parts: [{ log: idOf(log), from, entries, signature }] }),
  );
  return tell(world, seat, to, messages);
}

/** A changed device proves itself to another, over a link of its own, and says something. Resolves some time later. */
export async function tell(world: World, seat: Seat, to: Device, messages: readonly Uint8Array[]): Promise<Handed> {
  const [address] = to.peer?.presence(seat.cell.id)?.addresses() ?? [];
  if (address === undefined) return { said: false, ended: null };
  const user = { linked: (link: Link) => link.close(), found() {}, moved() {} };
  const network = await world.wires.openerAt(PLACE)({ seed: world.dice.bytes(32), listen: [], port: 0, lan: true }, user);
  try {
    return await talk(world, seat, network, await network.dial(address, 'cell'), messages);
  } catch {
    return { said: false, ended: null };
  } finally {
    await network.close();
  }
}

function talk(world: World, seat: Seat, network: Network, link: Link, messages: readonly Uint8Array[]): Promise<Handed> {
  const salt = world.dice.bytes(32);
  let said = false;
  let ended: string | null = null;
  return new Promise((resolve) => {
    const leave = () => resolve({ said, ended });
    link.open({
      message(bytes) {
        const heard = decodeMessage(bytes, 1);
        if (!heard.ok) return;
        if (heard.value.type === 'bye') ended ??= heard.value.reason;
        if (heard.value.type !== 'hello' || said) return;
        const ends = { dialler: { network: network.self, salt }, listener: { network: link.peer, salt: heard.value.salt } };
        link.send(encodeMessage({ type: 'prove', sealed: proofOf(seat, ends) }));
        for (const message of messages) link.send(message);
        said = true;
      },
      closed: leave,
    });
    link.send(encodeMessage({ type: 'hello', version: 1, salt }));
    world.timeline.after(PATIENCE, () => {
      link.close();
      leave();
    });
  });
}

function proofOf({ keys, cell, signing }: Seat, ends: Parameters<typeof transcriptOf>[1]): Uint8Array {
  const key = proofKey(keys.welcome?.blind as Uint8Array, cell.id);
  return writeProof(key, transcriptOf(cell.id, ends), 'dialler', signing, cell.charter?.id as string);
}
