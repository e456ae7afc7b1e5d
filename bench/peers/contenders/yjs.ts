import { join } from 'node:path';
import * as Y from 'yjs';
import type { Contender, Replica } from '../contender.ts';
import { Stopwatch, sharesOf, textOf } from '../work.ts';
import { UpdateLog } from './update-log.ts';
import { dial, serve, type Wire } from './wire.ts';

const FILE = 'updates.log';
const REMOTE = 'remote';

/** Yjs: one document with an array of texts. It has no storage for Node of its own; updates go into one file, flushed, which is compacted in the end. */
export const contender: Contender = {
  async fill(folder, count) {
    const { doc, log } = openDoc(folder);
    const watch = new Stopwatch();
    let pending: Uint8Array[] = [];
    doc.on('update', (update: Uint8Array) => pending.push(update));
    for (const [author, own] of sharesOf(count).entries()) {
      doc.clientID = author + 1;
      for (const { first, size } of own) {
        await watch.time(() => {
          for (let i = 0; i < size; i++) listOf(doc).push([textOf(first + i)]);
          log.append(pending);
          pending = [];
        });
      }
    }
    log.compact(Y.encodeStateAsUpdate(doc));
    log.close();
    return watch;
  },
  open: async (folder) => replica(folder),
  newcomer: async (folder) => replica(folder),
};

function listOf(doc: Y.Doc): Y.Array<string> {
  return doc.getArray<string>('talk');
}

function openDoc(folder: string): { doc: Y.Doc; log: UpdateLog } {
  const doc = new Y.Doc();
  const { log, updates } = UpdateLog.open(join(folder, FILE));
  if (updates.length > 0) doc.transact(() => updates.forEach((update) => void Y.applyUpdate(doc, update)));
  return { doc, log };
}

function replica(folder: string): Replica {
  const { doc, log } = openDoc(folder);
  const list = listOf(doc);
  const watchers: ((count: number) => void)[] = [];
  const wires: Wire[] = [];
  doc.on('update', (update: Uint8Array, origin: unknown) => {
    log.append([update]);
    if (origin !== REMOTE) for (const wire of wires) wire.send(update);
    else for (const heard of watchers) heard(list.length);
  });
  const link = (wire: Wire): void => {
    wires.push(wire);
    wire.onMessage((update) => Y.applyUpdate(doc, update, REMOTE));
  };
  let stop = (): void => {};
  return {
    count: () => list.toArray().filter((text) => text.length > 0).length,
    watch: (heard) => void watchers.push(heard),
    async listen() {
      const { address, close } = await serve((wire) =>
        wire.onFirstMessage((vector) => {
          wire.send(Y.encodeStateAsUpdate(doc, vector));
          link(wire);
        }),
      );
      stop = close;
      return address;
    },
    async fetch(address, count) {
      const wire = await dial(address);
      stop = () => wire.close();
      await new Promise<void>((resolve) => {
        watchers.push((there) => there >= count && resolve());
        link(wire);
        wire.send(Y.encodeStateVector(doc));
      });
    },
    say: async (index) => list.push([textOf(index)]),
    newest: () => list.get(list.length - 1),
    async close() {
      stop();
      log.close();
    },
  };
}
