import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync, type SQLInputValue, type StatementSync } from 'node:sqlite';
import {
  type AgentSecret,
  type CoID,
  type CryptoProvider,
  getSqliteStorage,
  LocalNode,
  type RawAccountID,
  type RawCoStream,
  type RawGroup,
  type StorageAPI,
} from 'cojson';
import { NapiCrypto } from 'cojson/crypto/NapiCrypto';
import { createWebSocketPeer } from 'cojson-transport-ws';
import type { Contender, Replica } from '../contender.ts';
import { AUTHORS, Stopwatch, sharesOf, textOf } from '../work.ts';
import { newcomerBy } from './newcomer.ts';
import { openServer, openSocket } from './wire.ts';

const STORE = 'store.db';
const ACCOUNTS = 'accounts.json';

interface Account {
  readonly accountID: RawAccountID;
  readonly accountSecret: AgentSecret;
}

interface Group {
  readonly accounts: readonly Account[];
  readonly stream: CoID<RawCoStream>;
}

/** cojson (Jazz): one group, in which eight accounts write, and one stream with a session for each. Its own SQLite storage, and its crypto in Rust. */
export const contender: Contender = {
  async fill(folder, count) {
    const crypto = await NapiCrypto.create();
    const group = await found(folder, crypto);
    writeFileSync(join(folder, ACCOUNTS), JSON.stringify(group));
    const watch = new Stopwatch();
    for (const [author, own] of sharesOf(count).entries()) {
      const { node, stream, close } = await openAs(folder, crypto, group, author);
      for (const { first, size } of own) {
        await watch.time(async () => {
          for (let i = 0; i < size; i++) stream.push(textOf(first + i));
          await durable(node, stream);
        });
      }
      await close();
    }
    return watch;
  },

  async open(folder) {
    const opened = await openAs(folder, await NapiCrypto.create(), groupIn(folder), 0);
    return replica(opened);
  },

  async newcomer(folder, from) {
    return stranger(folder, groupIn(from), await NapiCrypto.create());
  },
};

interface Opened {
  readonly node: LocalNode;
  readonly stream: RawCoStream;
  close(): Promise<void>;
}

function groupIn(folder: string): Group {
  return JSON.parse(readFileSync(join(folder, ACCOUNTS), 'utf8'));
}

async function found(folder: string, crypto: CryptoProvider): Promise<Group> {
  const accounts: Account[] = [];
  for (let i = 0; i < AUTHORS; i++) {
    const { storage, close } = openStorage(folder);
    const { node, accountID, accountSecret } = await LocalNode.withNewlyCreatedAccount({
      creationProps: { name: `Author ${i}` },
      crypto,
      storage,
    });
    accounts.push({ accountID, accountSecret });
    await node.syncManager.waitForAllCoValuesSync();
    await node.gracefulShutdown();
    close();
  }
  const { node, close } = await openNode(folder, crypto, accounts[0] as Account);
  const group: RawGroup = node.createGroup();
  for (const { accountID } of accounts.slice(1)) {
    const account = await node.load(accountID as never);
    if (account === 'unavailable') throw new Error('an account is not there');
    group.addMember(account as never, 'writer');
  }
  const stream = group.createStream();
  await durable(node, group);
  await durable(node, stream);
  await close();
  return { accounts, stream: stream.id };
}

/** The tables are cojson's; the settings are those of Moot's own store: a log that is flushed (fsync) at the end of every transaction. */
function openStorage(folder: string): { storage: StorageAPI; close(): void } {
  const database = new DatabaseSync(join(folder, STORE));
  database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL');
  const prepared = new Map<string, StatementSync>();
  const prepare = (sql: string): StatementSync => {
    const known = prepared.get(sql) ?? database.prepare(sql);
    prepared.set(sql, known);
    return known;
  };
  const storage = getSqliteStorage({
    run: (sql, params) => void prepare(sql).run(...(params as SQLInputValue[])),
    get: <T>(sql: string, params: unknown[]) => prepare(sql).get(...(params as SQLInputValue[])) as T | undefined,
    query: <T>(sql: string, params: unknown[]) => prepare(sql).all(...(params as SQLInputValue[])) as T[],
    transaction(work) {
      database.exec('BEGIN');
      try {
        work();
        database.exec('COMMIT');
      } catch (error) {
        database.exec('ROLLBACK');
        throw error;
      }
    },
    closeDb: () => database.close(),
  });
  return { storage, close: () => database.close() };
}

async function openNode(folder: string, crypto: CryptoProvider, account: Account): Promise<{ node: LocalNode; close(): Promise<void> }> {
  const { storage, close } = openStorage(folder);
  const node = await LocalNode.withLoadedAccount({ ...account, sessionID: undefined, peers: [], crypto, storage });
  return {
    node,
    async close() {
      await node.gracefulShutdown();
      close();
    },
  };
}

async function openAs(folder: string, crypto: CryptoProvider, group: Group, which: number): Promise<Opened> {
  const { node, close } = await openNode(folder, crypto, group.accounts[which] as Account);
  return { node, stream: await loadAll(node, group.stream), close };
}

/** Gives the stream once all of it is there that storage or the other side has. */
async function loadAll(node: LocalNode, id: CoID<RawCoStream>): Promise<RawCoStream> {
  const stream = await node.load(id);
  if (stream === 'unavailable') throw new Error('the stream is not there');
  await stream.core.waitForFullStreaming();
  return stream;
}

async function durable(node: LocalNode, { id }: { id: CoID<never> | RawCoStream['id'] | RawGroup['id'] }): Promise<void> {
  await node.syncManager.waitForStorageSync(id as RawCoStream['id']);
}

function sizeOf(stream: RawCoStream): number {
  return Object.values(stream.items).reduce((sum, own) => sum + own.length, 0);
}

function replica({ node, stream, close }: Opened): Replica {
  let stop = (): void => {};
  return {
    count: () =>
      Object.values(stream.items)
        .flat()
        .filter(({ value }) => typeof value === 'string').length,
    watch: (heard) => void stream.subscribe((now) => heard(sizeOf(now))),
    async listen() {
      const { server, address, close: closeServer } = await openServer();
      server.on('connection', (websocket) =>
        node.syncManager.addPeer(createWebSocketPeer({ id: 'newcomer', websocket: websocket as never, role: 'client' })),
      );
      stop = closeServer;
      return address;
    },
    fetch: () => Promise.reject(new Error('only a newcomer fetches')),
    async say(index) {
      stream.push(textOf(index));
      await durable(node, stream);
    },
    newest() {
      const ofEach = Object.values(stream.items).map((own) => own.at(-1));
      return String(ofEach.reduce((a, b) => ((a?.madeAt ?? 0) > (b?.madeAt ?? 0) ? a : b))?.value);
    },
    async close() {
      stop();
      await close();
    },
  };
}

/** cojson opens an account only once it has its record, and a newcomer gets that from the others: so everything is opened when it fetches. */
function stranger(folder: string, { accounts, stream: id }: Group, crypto: CryptoProvider): Replica {
  const account = accounts.at(-1) as Account;
  const { storage, close: closeStorage } = openStorage(folder);
  return newcomerBy({
    async fetch(address, count) {
      const websocket = await openSocket(address);
      const peer = createWebSocketPeer({ id: 'founder', websocket: websocket as never, role: 'server' });
      const node = await LocalNode.withLoadedAccount({ ...account, sessionID: undefined, peers: [peer], crypto, storage });
      const stream = await loadAll(node, id);
      await new Promise<void>((resolve) => stream.subscribe((now) => sizeOf(now) >= count && resolve()));
      await durable(node, stream);
      const close = async (): Promise<void> => {
        websocket.terminate();
        await node.gracefulShutdown();
        closeStorage();
      };
      return replica({ node, stream, close });
    },
  });
}
