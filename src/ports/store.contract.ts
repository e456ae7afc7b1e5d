import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { OperatingError } from './errors.ts';
import type { Store, StoreBatch, StoredEntry } from './store.ts';

/** One store's place, for one test: opened, closed and opened again. */
export interface StorePlace {
  /** Opens the store there; rejects with `StoreBusy` while it is open. */
  open(): Promise<Store>;
  /** Called after the test, with the store closed or not. */
  clear(): Promise<void>;
}

/** Registers the tests that every store passes. `make` gives a fresh place where there is no store yet. */
export function storeContract(adapter: string, make: () => Promise<StorePlace>): void {
  const stored = (name: string, run: (store: Store, place: StorePlace) => Promise<void>): void => {
    test(`${adapter} store: ${name}`, async () => {
      const place = await make();
      try {
        await run(await place.open(), place);
      } finally {
        await place.clear();
      }
    });
  };

  stored('a new one holds nothing', async (store) => {
    assert.deepEqual(await all(store), []);
    assert.deepEqual(await store.signatures(), []);
    assert.deepEqual(await store.read(log(1), 0, 10, 1000), []);
    assert.equal(await store.note('a'), null);
    await store.write({});
    assert.deepEqual(await all(store), []);
  });

  stored('entries come back in the order of their arrival, whatever their logs', async (store) => {
    const written: StoredEntry[] = [];
    for (let round = 0; round < 30; round++) {
      const batch = Array.from({ length: 60 }, (_, i) => entry(1 + ((i * 7 + round) % 3), round * 60 + i, 20 + i));
      written.push(...batch);
      await store.write({ entries: batch });
    }
    assert.deepEqual(await all(store), written);
  });

  stored('an entry of any length keeps its bytes', async (store) => {
    const entries = [0, 1, 385, 8191, 8192, 62000].map((length, seq) => entry(1, seq, length));
    await store.write({ entries });
    assert.deepEqual(await all(store), entries);
    assert.deepEqual(await store.read(log(1), 0, 100, 1e9), entries);
  });

  stored('reading one log stays within its bounds', async (store) => {
    const mine = Array.from({ length: 10 }, (_, seq) => entry(1, seq, 100));
    await store.write({ entries: mine.flatMap((own) => [own, entry(2, own.seq, 50)]) });
    assert.deepEqual(await store.read(log(1), 0, 100, 1e6), mine);
    assert.deepEqual(await store.read(log(1), 4, 3, 1e6), mine.slice(4, 7));
    assert.deepEqual(await store.read(log(1), 4, 100, 300), mine.slice(4, 7));
    assert.deepEqual(await store.read(log(1), 4, 100, 299), mine.slice(4, 6));
    assert.deepEqual(await store.read(log(1), 9, 100, 1), mine.slice(9), 'the first entry comes however long it is');
    assert.deepEqual(await store.read(log(1), 10, 100, 1e6), []);
    assert.deepEqual(await store.read(log(1), 0, 0, 1e6), []);
    assert.deepEqual(await store.read(log(3), 0, 100, 1e6), []);
  });

  stored('reading begins at the first entry that is there, and gives order, not arrival', async (store) => {
    await store.write({ entries: [entry(1, 9, 10), entry(1, 4, 10), entry(1, 7, 10)] });
    assert.deepEqual(await store.read(log(1), 5, 100, 1e6), [entry(1, 7, 10), entry(1, 9, 10)]);
  });

  stored('nothing is ever written over: the whole batch is refused', async (store, place) => {
    await store.write({ entries: [entry(1, 0, 30)], notes: [['a', bytes(1, 5)]] });
    const over: StoreBatch = {
      entries: [entry(2, 0, 30), entry(1, 0, 31)],
      signatures: [signature(1, 0, 1)],
      notes: [['a', bytes(2, 5)]],
    };
    await assert.rejects(store.write(over), named('EntryExists'));
    await assert.rejects(store.write({ entries: [entry(3, 5, 10), entry(3, 5, 10)] }), named('EntryExists'));
    const check = async (open: Store): Promise<void> => {
      assert.deepEqual(await all(open), [entry(1, 0, 30)]);
      assert.deepEqual(await open.read(log(2), 0, 10, 1e6), []);
      assert.deepEqual(await open.signatures(), []);
      assert.deepEqual(await open.note('a'), bytes(1, 5));
    };
    await check(store);
    await store.close();
    const again = await place.open();
    await check(again);
    await assert.rejects(again.write(over), named('EntryExists'));
    await again.write({ entries: [entry(3, 5, 10), entry(2, 0, 30)] });
    await again.close();
    assert.deepEqual(await all(await place.open()), [entry(1, 0, 30), entry(3, 5, 10), entry(2, 0, 30)]);
  });

  stored('signatures are replaced, and go when obsolete', async (store) => {
    await store.write({ signatures: [signature(1, 0, 1), signature(2, 0, 2)] });
    await store.write({ signatures: [signature(1, 0, 3), signature(1, 5, 4)] });
    assert.deepEqual(sorted(await store.signatures()), sorted([signature(1, 0, 3), signature(1, 5, 4), signature(2, 0, 2)]));
    const first = { log: log(1), from: 0, to: 1 };
    await store.write({
      signatures: [signature(1, 6, 5)],
      obsolete: [first, { log: log(1), from: 2, to: 6 }, { log: log(9), from: 0, to: 3 }],
    });
    assert.deepEqual(sorted(await store.signatures()), sorted([signature(1, 6, 5), signature(2, 0, 2)]));
    await store.write({ signatures: [signature(1, 0, 6)], obsolete: [first, { log: log(1), from: 6, to: 6 }] });
    assert.deepEqual((await store.signatures()).length, 3, 'what is obsolete goes before what is new comes');
  });

  stored('a log that is erased is gone with its signatures, and leaves the others alone', async (store, place) => {
    const mine = [entry(1, 0, 30), entry(1, 1, 30)];
    const other = [entry(2, 0, 30), entry(3, 0, 30)];
    await store.write({ entries: [mine[0], ...other, mine[1]] as StoredEntry[], signatures: [signature(1, 1, 1), signature(2, 0, 2)] });
    await store.write({ erased: [log(1), log(9)], notes: [['gone', bytes(1, 1)]] });
    const check = async (open: Store): Promise<void> => {
      assert.deepEqual(await all(open), other);
      assert.deepEqual(await open.read(log(1), 0, 10, 1e6), []);
      assert.deepEqual(await open.signatures(), [signature(2, 0, 2)]);
      assert.deepEqual(await open.note('gone'), bytes(1, 1));
    };
    await check(store);
    await store.close();
    const again = await place.open();
    await check(again);
    await again.write({ entries: [entry(4, 0, 10), entry(1, 0, 20)], erased: [log(3)] });
    assert.deepEqual(await all(again), [entry(2, 0, 30), entry(4, 0, 10), entry(1, 0, 20)]);
    assert.deepEqual(await again.read(log(4), 0, 10, 1e6), [entry(4, 0, 10)]);
  });

  stored('a log can be erased and begun in one batch, and a batch that is refused erases nothing', async (store) => {
    await store.write({ entries: [entry(1, 0, 30), entry(2, 0, 30)] });
    await assert.rejects(store.write({ erased: [log(1)], entries: [entry(3, 0, 5), entry(2, 0, 30)] }), named('EntryExists'));
    assert.deepEqual(await all(store), [entry(1, 0, 30), entry(2, 0, 30)]);
    await store.write({ erased: [log(1)], entries: [entry(1, 0, 40), entry(3, 0, 5)] });
    assert.deepEqual(await all(store), [entry(2, 0, 30), entry(1, 0, 40), entry(3, 0, 5)]);
    assert.deepEqual(await store.read(log(3), 0, 10, 1e6), [entry(3, 0, 5)]);
  });

  stored('an entry without its body takes the place of the whole one, and of nothing else', async (store) => {
    await store.write({ entries: [entry(1, 0, 300), entry(1, 1, 300), entry(2, 0, 300)] });
    const rewritten = { ...entry(1, 1, 0), bytes: bytes(7, 90) };
    await store.write({ rewritten: [rewritten, entry(1, 5, 10), entry(8, 0, 10)] });
    assert.deepEqual(await all(store), [entry(1, 0, 300), rewritten, entry(2, 0, 300)]);
    assert.deepEqual(await store.read(log(1), 0, 10, 1e6), [entry(1, 0, 300), rewritten]);
  });

  stored('reading goes on while a log is erased, and gives the others whole', async (store) => {
    await store.write({ entries: Array.from({ length: 3000 }, (_, seq) => entry(1 + (seq % 2), seq >> 1, 10)) });
    const seen: StoredEntry[] = [];
    for await (const batch of store.entries()) {
      seen.push(...batch);
      await store.write({ erased: [log(1)] });
    }
    assert.deepEqual(
      seen.filter((one) => one.log[0] === log(2)[0]),
      Array.from({ length: 1500 }, (_, seq) => entry(2, seq, 10)),
    );
  });

  stored('notes are kept, replaced and forgotten', async (store) => {
    await store.write({
      notes: [
        ['a', bytes(1, 3)],
        ['b', bytes(2, 0)],
        ['ä/../b', bytes(3, 70000)],
      ],
    });
    await store.write({
      notes: [
        ['a', bytes(4, 5)],
        ['c', null],
      ],
    });
    assert.deepEqual(await store.note('a'), bytes(4, 5));
    assert.deepEqual(await store.note('b'), bytes(2, 0));
    assert.deepEqual(await store.note('ä/../b'), bytes(3, 70000));
    await store.write({ notes: [['a', null]] });
    assert.equal(await store.note('a'), null);
  });

  stored('batches are written in the order of the calls, and closing waits for them', async (store, place) => {
    const writes = Array.from({ length: 20 }, (_, seq) => store.write({ entries: [entry(1, seq, 10)], notes: [['last', bytes(seq, 1)]] }));
    const refused = store.write({ entries: [entry(1, 3, 10)] });
    refused.catch(() => {});
    await store.close();
    await Promise.all(writes);
    await assert.rejects(refused, named('EntryExists'));
    const again = await place.open();
    assert.deepEqual(
      (await all(again)).map(({ seq }) => seq),
      Array.from({ length: 20 }, (_, seq) => seq),
    );
    assert.deepEqual(await again.note('last'), bytes(19, 1));
  });

  stored('all of it is there after closing and opening', async (store, place) => {
    const entries = [entry(1, 0, 10), entry(2, 0, 300), entry(1, 1, 10)];
    await store.write({ entries, signatures: [signature(1, 1, 7)], notes: [['a', bytes(1, 9)]] });
    await store.close();
    const again = await place.open();
    assert.deepEqual(await all(again), entries);
    assert.deepEqual(await again.signatures(), [signature(1, 1, 7)]);
    assert.deepEqual(await again.note('a'), bytes(1, 9));
    await again.write({ entries: [entry(3, 0, 10), entry(1, 2, 10)] });
    assert.deepEqual(await all(again), [...entries, entry(3, 0, 10), entry(1, 2, 10)]);
  });

  stored('what the caller does with its bytes later changes nothing here', async (store) => {
    const given = entry(1, 0, 10);
    const note = bytes(1, 4);
    const write = store.write({ entries: [given], notes: [['a', note]] });
    given.bytes.fill(99);
    given.log.fill(99);
    note.fill(99);
    await write;
    const [read] = await store.read(log(1), 0, 1, 100);
    read?.log.fill(98);
    read?.bytes.fill(98);
    for (const got of await all(store)) got.log.fill(97);
    (await store.note('a'))?.fill(97);
    assert.deepEqual(await all(store), [entry(1, 0, 10)]);
    assert.deepEqual(await store.note('a'), bytes(1, 4));
  });

  stored('writing goes on while somebody reads', async (store) => {
    const before = Array.from({ length: 2000 }, (_, seq) => entry(1, seq, 10));
    await store.write({ entries: before });
    const seen: StoredEntry[] = [];
    let seq = 2000;
    for await (const batch of store.entries()) {
      seen.push(...batch);
      await store.write({ entries: [entry(1, seq++, 10)] });
      assert.ok(seq < 2100, 'reading comes to an end');
    }
    assert.deepEqual(seen.slice(0, 2000), before);
  });

  stored('a mistake of the caller is an assertion and writes nothing', async (store) => {
    const short = { log: bytes(1, 31), seq: 0 };
    await assert.rejects(
      store.write({ entries: [entry(1, 0, 10), { ...short, bytes: bytes(1, 1) }] }),
      /expected a log id of 32 bytes, not 31/,
    );
    await assert.rejects(store.write({ entries: [entry(1, -1, 10)] }), /expected a whole number/);
    await assert.rejects(store.write({ entries: [entry(1, 0.5, 10)] }), /expected a whole number/);
    await assert.rejects(
      store.write({ signatures: [{ log: log(1), seq: 0, signature: bytes(1, 63) }] }),
      /expected a signature, and not 63 bytes/,
    );
    await assert.rejects(store.write({ obsolete: [{ log: short.log, from: 0, to: 1 }] }), /expected a log id/);
    await assert.rejects(store.write({ erased: [short.log] }), /expected a log id/);
    await assert.rejects(store.write({ rewritten: [{ ...short, bytes: bytes(1, 1) }] }), /expected a log id/);
    assert.deepEqual(await all(store), []);
  });

  stored('only one opener at a time', async (store, place) => {
    await store.write({ entries: [entry(1, 0, 10)] });
    await assert.rejects(place.open(), named('StoreBusy'));
    await store.write({ entries: [entry(1, 1, 10)] });
    await store.close();
    assert.equal((await all(await place.open())).length, 2);
  });

  stored('a closed one says so, and closing it again does nothing', async (store) => {
    await store.write({ entries: Array.from({ length: 2000 }, (_, seq) => entry(1, seq, 10)) });
    const reading = store.entries()[Symbol.asyncIterator]();
    await reading.next();
    await store.close();
    await store.close();
    await assert.rejects(reading.next(), named('StoreClosed'));
    await assert.rejects(store.write({ entries: [entry(1, 0, 10)] }), named('StoreClosed'));
    await assert.rejects(store.read(log(1), 0, 1, 1), named('StoreClosed'));
    await assert.rejects(store.signatures(), named('StoreClosed'));
    await assert.rejects(store.note('a'), named('StoreClosed'));
    await assert.rejects(all(store), named('StoreClosed'));
  });
}

/** Whether an error is the operating error of that name, with a text for a person. */
function named(name: string): (error: OperatingError) => boolean {
  return (error) => error.name === name && error.message.length > 40;
}

async function all(store: Store): Promise<StoredEntry[]> {
  const found: StoredEntry[] = [];
  for await (const batch of store.entries()) found.push(...batch);
  return found;
}

/** Bytes that differ from place to place and with `seed`. */
function bytes(seed: number, length: number): Uint8Array {
  return Uint8Array.from({ length }, (_, i) => (seed * 31 + i * 7 + (i >> 8)) & 255);
}

function log(n: number): Uint8Array {
  return bytes(n, 32);
}

function entry(n: number, seq: number, length: number): StoredEntry {
  return { log: log(n), seq, bytes: bytes(n * 1000 + seq, length) };
}

function signature(n: number, seq: number, seed: number): { log: Uint8Array; seq: number; signature: Uint8Array } {
  return { log: log(n), seq, signature: bytes(seed, 64) };
}

function sorted<T extends { readonly log: Uint8Array; readonly seq: number }>(items: readonly T[]): T[] {
  return [...items].sort((a, b) => (a.log[0] as number) - (b.log[0] as number) || a.seq - b.seq);
}
