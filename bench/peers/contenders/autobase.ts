import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import { join } from 'node:path';
import Autobase from 'autobase';
import Corestore from 'corestore';
import type { Contender, Replica } from '../contender.ts';
import { Stopwatch, sharesOf, textOf } from '../work.ts';

const KEYS = 'keys.json';
/** Blocks of the view that are asked for at once. */
const AT_ONCE = 256;
const LOOK_AGAIN_MS = 100;

interface Keys {
  readonly key: string | null;
  readonly secret: string;
}

/** Autobase: eight writers, encrypted with one key; the founder alone orders for all. The view is a Hypercore of all texts in their order. */
export const contender: Contender = {
  async fill(folder, count) {
    const secret = randomBytes(32).toString('hex');
    const founder = await openBase(folder, { key: null, secret });
    const keys: Keys = { key: founder.key.toString('hex'), secret };
    writeFileSync(join(folder, KEYS), JSON.stringify(keys));
    const watch = new Stopwatch();
    for (const [author, own] of sharesOf(count).entries()) {
      const base = author === 0 ? founder : await admit(founder, join(folder, '..', `author-${author}`), keys);
      for (const { first, size } of own) {
        await watch.time(() => base.append(Array.from({ length: size }, (_, i) => textOf(first + i))));
      }
      if (author > 0) {
        const part = link(base, founder);
        const { view } = base;
        await until(founder, () => founder.view.length >= view.length);
        await part();
        await close(base);
      }
    }
    await founder.ack();
    await close(founder);
    return watch;
  },
  open: async (folder) => replica(await openBase(folder, keysIn(folder))),
  newcomer: async (folder, from) => replica(await openBase(folder, keysIn(from))),
};

function keysIn(folder: string): Keys {
  return JSON.parse(readFileSync(join(folder, KEYS), 'utf8'));
}

async function openBase(folder: string, { key, secret }: Keys): Promise<Autobase> {
  const base = new Autobase(new Corestore(join(folder, 'cores')), key === null ? null : Buffer.from(key, 'hex'), {
    encryptionKey: Buffer.from(secret, 'hex'),
    valueEncoding: 'json',
    open: (store) => store.get('talk', { valueEncoding: 'utf-8' }),
    async apply(nodes, view, host) {
      for (const { value } of nodes) {
        if (typeof value === 'string') await view.append(value);
        else await host.addWriter(Buffer.from(value.addWriter, 'hex'), { indexer: false });
      }
    },
  });
  await base.ready();
  return base;
}

async function admit(founder: Autobase, folder: string, keys: Keys): Promise<Autobase> {
  mkdirSync(folder);
  const base = await openBase(folder, keys);
  const part = link(base, founder);
  await founder.append({ addWriter: base.local.key.toString('hex') });
  await until(base, () => base.writable && base.view.length >= founder.view.length);
  await part();
  return base;
}

async function close(base: Autobase): Promise<void> {
  await base.close();
  await base.store.close();
}

/** Links two in one process, until it is called. */
function link(one: Autobase, other: Autobase): () => Promise<void> {
  const [a, b] = [one.store.replicate(true), other.store.replicate(false)];
  a.pipe(b).pipe(a);
  return async () => {
    const closed = Promise.all([once(a, 'close'), once(b, 'close')]);
    a.destroy();
    b.destroy();
    await closed;
  };
}

/** Looks now, whenever the base has changed, and ten times a second, having asked it to take what has come. */
function until(base: Autobase, isSo: () => boolean): Promise<void> {
  return new Promise((resolve, reject) => {
    const look = (): void => {
      if (!isSo()) return;
      base.off('update', look);
      clearInterval(again);
      resolve();
    };
    const again = setInterval(() => void base.update().then(look, reject), LOOK_AGAIN_MS);
    base.on('update', look);
    look();
  });
}

async function readAll(base: Autobase): Promise<number> {
  const { view } = base;
  for (let i = 0; i < view.length; i += AT_ONCE) {
    const size = Math.min(AT_ONCE, view.length - i);
    await Promise.all(Array.from({ length: size }, (_, k) => view.get(i + k)));
  }
  return view.length;
}

function replica(base: Autobase): Replica {
  let stop = (): void => {};
  const carry = (socket: Socket, isInitiator: boolean): void => {
    socket.setNoDelay(true);
    const stream = base.replicate(isInitiator);
    socket.on('error', () => stream.destroy());
    stream.on('error', () => socket.destroy());
    socket.pipe(stream).pipe(socket);
    stop = () => socket.destroy();
  };
  return {
    count: () => readAll(base),
    watch: (heard) => base.on('update', () => heard(base.view.length)),
    async listen() {
      const server = createServer((socket) => carry(socket, false)).listen(0, '127.0.0.1');
      await once(server, 'listening');
      server.unref();
      return String((server.address() as AddressInfo).port);
    },
    async fetch(address, count) {
      const socket = connect(Number(address), '127.0.0.1');
      await once(socket, 'connect');
      carry(socket, true);
      await until(base, () => base.view.length >= count);
      await readAll(base);
    },
    say: (index) => base.append(textOf(index)),
    newest: () => base.view.get(base.view.length - 1),
    async close() {
      stop();
      await close(base);
    },
  };
}
