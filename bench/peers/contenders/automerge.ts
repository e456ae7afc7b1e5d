import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as Automerge from '@automerge/automerge';
import { type AutomergeUrl, type DocHandle, ImmutableString, Repo } from '@automerge/automerge-repo';
import { WebSocketClientAdapter, WebSocketServerAdapter } from '@automerge/automerge-repo-network-websocket';
import { NodeFSStorageAdapter } from '@automerge/automerge-repo-storage-nodefs';
import type { Contender, Replica } from '../contender.ts';
import { Stopwatch, sharesOf, textOf } from '../work.ts';
import { newcomerBy } from './newcomer.ts';
import { openServer } from './wire.ts';

const URL_FILE = 'url';

interface Talk {
  talk: ImmutableString[];
}

/** Automerge with its repo: one document with a list of texts, each pushed by a change of its own; its storage for Node, flushed by its own means. */
export const contender: Contender = {
  async fill(folder, count) {
    const repo = openRepo(folder);
    const handle = repo.create<Talk>({ talk: [] });
    writeFileSync(join(folder, URL_FILE), handle.url);
    const watch = new Stopwatch();
    for (const [author, own] of sharesOf(count).entries()) {
      handle.update((doc) => Automerge.clone(doc, { actor: String(author + 1).padStart(32, '0') }));
      for (const { first, size } of own) {
        await watch.time(async () => {
          for (let i = 0; i < size; i++) push(handle, first + i);
          await repo.flush();
        });
      }
    }
    await repo.shutdown();
    return watch;
  },
  open: async (folder) => {
    const repo = openRepo(folder);
    return replica(repo, await repo.find<Talk>(urlIn(folder)));
  },
  newcomer: async (folder, from) => stranger(openRepo(folder), urlIn(from)),
};

function openRepo(folder: string): Repo {
  return new Repo({ storage: new NodeFSStorageAdapter(join(folder, 'documents')), network: [] });
}

function urlIn(folder: string): AutomergeUrl {
  return readFileSync(join(folder, URL_FILE), 'utf8') as AutomergeUrl;
}

function push(handle: DocHandle<Talk>, index: number): void {
  handle.change((doc) => void doc.talk.push(new ImmutableString(textOf(index))));
}

function sizeOf(handle: DocHandle<Talk>): number {
  return handle.isReady() ? (handle.doc().talk?.length ?? 0) : 0;
}

function replica(repo: Repo, handle: DocHandle<Talk>): Replica {
  let stop = (): void => {};
  return {
    count: () => handle.doc().talk.filter((text) => text.toString().length > 0).length,
    watch: (heard) => handle.on('heads-changed', () => heard(sizeOf(handle))),
    async listen() {
      const { server, address, close } = await openServer();
      repo.networkSubsystem.addNetworkAdapter(new WebSocketServerAdapter(server as never));
      stop = close;
      return address;
    },
    fetch: () => Promise.reject(new Error('only a newcomer fetches')),
    async say(index) {
      push(handle, index);
      await repo.flush();
    },
    newest: () => String(handle.doc().talk.at(-1)),
    async close() {
      stop();
      await repo.shutdown();
    },
  };
}

/** Somebody who has the document's address and nothing else. */
function stranger(repo: Repo, url: AutomergeUrl): Replica {
  return newcomerBy({
    async fetch(address, count) {
      const adapter = new WebSocketClientAdapter(address);
      repo.networkSubsystem.addNetworkAdapter(adapter);
      await adapter.whenReady();
      const handle = await repo.find<Talk>(url);
      await new Promise<void>((resolve) => {
        const look = () => sizeOf(handle) >= count && resolve();
        handle.on('heads-changed', look);
        look();
      });
      await repo.flush();
      return replica(repo, handle);
    },
    close: () => repo.shutdown(),
  });
}
