import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { noise } from '@chainsafe/libp2p-noise';
import { yamux } from '@chainsafe/libp2p-yamux';
import { bitswap } from '@helia/block-brokers';
import { gossipsub } from '@libp2p/gossipsub';
import { identify } from '@libp2p/identify';
import { tcp } from '@libp2p/tcp';
import { multiaddr } from '@multiformats/multiaddr';
import {
  ComposedStorage,
  createOrbitDB,
  type Events,
  Identities,
  type Identity,
  IPFSAccessController,
  IPFSBlockStorage,
  KeyStore,
  LRUStorage,
  type Opening,
} from '@orbitdb/core';
import { LevelBlockstore } from 'blockstore-level';
import { LevelDatastore } from 'datastore-level';
import { createHelia, type Helia } from 'helia';
import { createLibp2p } from 'libp2p';
import type { Contender, Replica } from '../contender.ts';
import { AUTHORS, Stopwatch, sharesOf, textOf } from '../work.ts';
import { newcomerBy } from './newcomer.ts';

const ADDRESS_FILE = 'address';
const CACHED = 1000;

/** OrbitDB: one log of events that eight identities may write, over Helia with blocks and index in LevelDB, synced by libp2p with gossipsub and bitswap. */
export const contender: Contender = {
  async fill(folder, count) {
    const house = await openHouse(folder);
    const identities: Identity[] = [];
    for (let i = 0; i < AUTHORS; i++) identities.push(await house.identities.createIdentity({ id: `author-${i}` }));
    const AccessController = IPFSAccessController({ write: identities.map(({ id }) => id) });
    let address = 'talk';
    const watch = new Stopwatch();
    for (const [author, own] of sharesOf(count).entries()) {
      const { events, close } = await openEvents(house, folder, address, identities[author] as Identity, { AccessController, sync: false });
      address = events.address;
      for (const { first, size } of own) {
        await watch.time(async () => {
          for (let i = 0; i < size; i++) await events.add(textOf(first + i));
        });
      }
      await close();
    }
    writeFileSync(join(folder, ADDRESS_FILE), address);
    await house.close();
    return watch;
  },

  async open(folder) {
    const house = await openHouse(folder);
    const identity = await house.identities.createIdentity({ id: 'author-0' });
    const opened = await openEvents(house, folder, addressIn(folder), identity);
    return replica(house, opened, 0);
  },

  async newcomer(folder, from) {
    const house = await openHouse(folder);
    return stranger(house, folder, addressIn(from));
  },
};

interface House {
  readonly ipfs: Helia;
  readonly identities: Identities;
  close(): Promise<void>;
}

interface Opened {
  readonly events: Events;
  close(): Promise<void>;
}

function addressIn(folder: string): string {
  return readFileSync(join(folder, ADDRESS_FILE), 'utf8');
}

async function openHouse(folder: string): Promise<House> {
  const libp2p = await createLibp2p({
    addresses: { listen: ['/ip4/127.0.0.1/tcp/0'] },
    transports: [tcp()],
    connectionEncrypters: [noise()],
    streamMuxers: [yamux()],
    services: { identify: identify(), pubsub: gossipsub({ allowPublishToZeroTopicPeers: true }) },
  });
  const blockstore = new LevelBlockstore(join(folder, 'blocks'));
  const datastore = new LevelDatastore(join(folder, 'data'));
  await blockstore.open();
  await datastore.open();
  // Nobody outside of this machine is asked for blocks.
  const ipfs = await createHelia({ libp2p, blockstore, datastore, blockBrokers: [bitswap()], routers: [] } as never);
  const keystore = await KeyStore({ path: join(folder, 'keystore') });
  const identities = await Identities({ ipfs, keystore });
  return {
    ipfs,
    identities,
    async close() {
      await ipfs.stop();
      await keystore.close();
      await blockstore.close();
      await datastore.close();
    },
  };
}

async function openEvents(
  { ipfs, identities }: House,
  folder: string,
  address: string,
  identity: Identity,
  options: Opening = {},
): Promise<Opened> {
  const orbitdb = await createOrbitDB({ ipfs, identities, identity, directory: join(folder, 'orbitdb') });
  // By default every entry is pinned as well: more work, for a collection of garbage that nobody asks for here.
  const entryStorage = await ComposedStorage(await LRUStorage({ size: CACHED }), await IPFSBlockStorage({ ipfs, pin: false }));
  const events = await orbitdb.open(address, { type: 'events', entryStorage, ...options });
  return {
    events,
    async close() {
      await events.close();
      await orbitdb.stop();
    },
  };
}

async function readAll(events: Events): Promise<number> {
  let count = 0;
  for await (const { value } of events.iterator()) if (typeof value === 'string') count++;
  return count;
}

/** @param entries how many a newcomer has fetched */
function replica({ ipfs, close: closeHouse }: House, { events, close }: Opened, entries: number): Replica {
  return {
    count: () => readAll(events),
    watch(heard) {
      let there = entries;
      events.events.on('update', () => heard(++there));
    },
    listen: async () => String(ipfs.libp2p.getMultiaddrs()[0]),
    fetch: () => Promise.reject(new Error('only a newcomer fetches')),
    say: async (index) => void (await events.add(textOf(index))),
    async newest() {
      for await (const { value } of events.iterator({ amount: 1 })) return String(value);
      return '';
    },
    async close() {
      await close();
      await closeHouse();
    },
  };
}

/** Somebody who knows the log's address. Its manifest and who may write come from the others. */
function stranger(house: House, folder: string, address: string): Replica {
  return newcomerBy({
    async fetch(where, count) {
      await house.ipfs.libp2p.dial(multiaddr(where));
      const identity = await house.identities.createIdentity({ id: 'newcomer' });
      const { events, close } = await openEvents(house, folder, address, identity);
      await new Promise<void>((resolve) => {
        const look = (): void =>
          void readAll(events).then((there) => {
            if (there < count) return;
            events.events.off('update', look);
            resolve();
          });
        events.events.on('update', look);
      });
      return replica(house, { events, close }, count);
    },
  });
}
