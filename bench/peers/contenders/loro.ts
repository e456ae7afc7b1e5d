import { join } from 'node:path';
import { LoroDoc, VersionVector } from 'loro-crdt';
import type { Contender, Replica } from '../contender.ts';
import { Stopwatch, sharesOf, textOf } from '../work.ts';
import { UpdateLog } from './update-log.ts';
import { dial, serve, type Wire } from './wire.ts';

const FILE = 'updates.log';

/** Loro: one document with a list of texts. It has no storage of its own; updates go into one file, flushed, which becomes a snapshot in the end. */
export const contender: Contender = {
  async fill(folder, count) {
    const { doc, log } = openDoc(folder);
    const list = doc.getList('talk');
    const watch = new Stopwatch();
    for (const [author, own] of sharesOf(count).entries()) {
      doc.setPeerId(BigInt(author + 1));
      for (const { first, size } of own) {
        await watch.time(() => {
          const before = doc.oplogVersion();
          for (let i = 0; i < size; i++) {
            list.push(textOf(first + i));
            doc.commit();
          }
          log.append([doc.export({ mode: 'update', from: before })]);
        });
      }
    }
    log.compact(doc.export({ mode: 'snapshot' }));
    log.close();
    return watch;
  },
  open: async (folder) => replica(folder),
  newcomer: async (folder) => replica(folder),
};

function openDoc(folder: string): { doc: LoroDoc; log: UpdateLog } {
  const doc = new LoroDoc();
  const { log, updates } = UpdateLog.open(join(folder, FILE));
  if (updates.length > 0) doc.importBatch(updates);
  return { doc, log };
}

function replica(folder: string): Replica {
  const { doc, log } = openDoc(folder);
  const list = doc.getList('talk');
  const watchers: ((count: number) => void)[] = [];
  const wires: Wire[] = [];
  doc.subscribeLocalUpdates((update) => {
    log.append([update]);
    for (const wire of wires) wire.send(update);
  });
  const link = (wire: Wire): void => {
    wires.push(wire);
    wire.onMessage((update) => {
      doc.import(update);
      log.append([update]);
      for (const heard of watchers) heard(list.length);
    });
  };
  let stop = (): void => {};
  return {
    count: () => list.toArray().filter((text) => typeof text === 'string').length,
    watch: (heard) => void watchers.push(heard),
    async listen() {
      const { address, close } = await serve((wire) =>
        wire.onFirstMessage((version) => {
          wire.send(doc.export({ mode: 'update', from: VersionVector.decode(version) }));
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
        wire.send(doc.oplogVersion().encode());
      });
    },
    async say(index) {
      list.push(textOf(index));
      doc.commit();
    },
    newest: () => String(list.get(list.length - 1)),
    async close() {
      stop();
      log.close();
    },
  };
}
