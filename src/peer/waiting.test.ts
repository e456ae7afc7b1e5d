import assert from 'node:assert/strict';
import { test } from 'node:test';
import { memoryHub } from '../adapters/memory/network.ts';
import { formatInvitation, invitationKeys } from '../cell/invitation.ts';
import type { Link } from '../ports/network.ts';
import { StillClock } from '../ports/still-clock.fixture.ts';
import { DoorHost } from '../sync/door.ts';
import { encodeDoorMessage } from '../sync/door-messages.ts';
import { bundleOf, freshKeys } from './founding.ts';
import type { CellKeys } from './keyring.ts';
import type { PeerParts } from './peer-parts.ts';
import type { Seat } from './seat.ts';
import { Waiting } from './waiting.ts';
import { sealWelcome } from './welcome.ts';

const CELL = 'ce'.repeat(32);
const SECRET = new Uint8Array(16).fill(7);
const [ONE, OTHER] = ['a1'.repeat(32), 'b2'.repeat(32)];

/** Different bytes each time, from 1 on. */
function counting() {
  let count = 0;
  return { bytes: (size: number) => new Uint8Array(size).fill(++count) };
}

test('what another door answers to whoever was welcomed does not put them back at the door', async () => {
  const random = counting();
  const hub = memoryHub();
  const doors: { link: Link; host: DoorHost }[] = [];
  const addresses: string[] = [];
  for (const seed of [101, 102]) {
    const network = await hub.open(
      { seed: new Uint8Array(32).fill(seed), listen: [], port: 0, lan: false },
      {
        linked(link) {
          const channel = { cell: CELL, joiner: link.peer, host: network.self };
          const host = new DoorHost(channel, () => invitationKeys(SECRET).publicKey, random.bytes(32));
          doors.push({ link, host });
          link.open({
            message(bytes) {
              const step = host.take(bytes);
              if (step.type === 'send') link.send(step.message);
            },
            closed() {},
          });
        },
        found() {},
        moved() {},
      },
    );
    addresses.push(...network.addresses());
  }
  const letter = { version: 1, cell: CELL, name: 'Bakery', secret: SECRET, expires: 2_000_000_000, addresses } as const;
  const keys = freshKeys(CELL, random, { invitation: formatInvitation(letter), name: 'Bo', again: false, proposal: null, refused: null });
  const clock = new StillClock();
  const told: CellKeys[] = [];
  const parts = { clock, random, openNetwork: hub.open, listen: [], lan: false };
  const waiting = new Waiting(keys, parts as unknown as PeerParts, {
    kept: (changed) => told.push(changed),
    welcomed: (changed) => told.push(changed),
  });
  await waiting.start();
  clock.pass(1);
  await new Promise((resolve) => setImmediate(resolve));
  const [first, second] = doors;
  assert.ok(first !== undefined && second !== undefined, 'both doors are knocked at');
  const seat = { cell: { id: CELL }, record: { keys: { all: () => [] } }, keys: { welcome: { blind: random.bytes(32), epochs: [] } } };
  const sealed = sealWelcome(seat as unknown as Seat, bundleOf(keys), random);
  assert.ok(sealed !== null);
  first.link.send(encodeDoorMessage({ type: 'answer', proposal: ONE, refused: '' }));
  first.link.send(encodeDoorMessage({ type: 'welcome', sealed }));
  second.link.send(encodeDoorMessage({ type: 'answer', proposal: OTHER, refused: '' }));
  await new Promise((resolve) => setImmediate(resolve));
  assert.deepEqual(
    told.map(({ joining, welcome }) => [joining?.proposal ?? null, welcome !== null]),
    [
      [ONE, false],
      [null, true],
    ],
    'the keys of whoever is in are the last that are kept',
  );
  await waiting.close();
});
