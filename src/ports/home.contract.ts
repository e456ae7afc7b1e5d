import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { OperatingError } from './errors.ts';
import type { Home } from './home.ts';

/** One home's place, for one test. */
export interface HomePlace {
  /** Opens the home there; rejects with `HomeInUse` while it is open. */
  open(): Promise<Home>;
  /** Called after the test, with the home closed or not. */
  clear(): Promise<void>;
}

/** Registers the tests that every home passes. `make` gives a fresh place where there is no home yet. */
export function homeContract(adapter: string, make: () => Promise<HomePlace>): void {
  const housed = (name: string, run: (home: Home, place: HomePlace) => Promise<void>): void => {
    test(`${adapter} home: ${name}`, async () => {
      const place = await make();
      try {
        await run(await place.open(), place);
      } finally {
        await place.clear();
      }
    });
  };

  housed('a new one has no keyring and no stores', async (home) => {
    assert.notEqual(home.place, '');
    assert.equal(await home.readKeyring(), null);
    assert.deepEqual(await home.stores(), []);
  });

  housed('the keyring is replaced as a whole, the last written stays', async (home, place) => {
    await home.writeKeyring(new Uint8Array(5000).fill(1));
    const given = new Uint8Array([1, 2, 3]);
    const writes = [home.writeKeyring(new Uint8Array(100)), home.writeKeyring(given)];
    given.fill(9);
    await Promise.all(writes);
    const read = await home.readKeyring();
    assert.deepEqual(read, new Uint8Array([1, 2, 3]));
    read?.fill(9);
    await home.close();
    assert.deepEqual(await (await place.open()).readKeyring(), new Uint8Array([1, 2, 3]));
  });

  housed('stores are apart, and are there again', async (home, place) => {
    const first = await home.openStore('ab01');
    const second = await home.openStore('c'.repeat(64));
    await first.write({ notes: [['a', new Uint8Array([1])]] });
    assert.equal(await second.note('a'), null);
    assert.deepEqual(await home.stores(), ['ab01', 'c'.repeat(64)]);
    await home.close();
    await assert.rejects(first.note('a'), named('StoreClosed'), 'closing the home closes its stores');
    const again = await place.open();
    assert.deepEqual(await again.stores(), ['ab01', 'c'.repeat(64)]);
    assert.deepEqual(await (await again.openStore('ab01')).note('a'), new Uint8Array([1]));
  });

  housed('a store is opened by one at a time', async (home) => {
    const store = await home.openStore('ab');
    await assert.rejects(home.openStore('ab'), named('StoreBusy'));
    await store.write({ notes: [['a', new Uint8Array([1])]] });
    await store.close();
    assert.deepEqual(await (await home.openStore('ab')).note('a'), new Uint8Array([1]));
  });

  housed('an erased store is gone, and begins anew', async (home) => {
    const store = await home.openStore('ab');
    await store.write({ notes: [['a', new Uint8Array([1])]] });
    await assert.rejects(home.removeStore('ab'), named('StoreBusy'));
    assert.deepEqual(await store.note('a'), new Uint8Array([1]));
    await store.close();
    await home.removeStore('ab');
    await home.removeStore('ab');
    assert.deepEqual(await home.stores(), []);
    assert.equal(await (await home.openStore('ab')).note('a'), null);
  });

  housed('a name that is no name of a store is an assertion', async (home) => {
    for (const name of ['', '..', '../ab', 'ab/cd', 'ab\\cd', 'AB', 'xyz', 'ab.db', 'ab\n', 'ab\0', '0'.repeat(65)]) {
      await assert.rejects(home.openStore(name), /expected a store's name/, name);
      await assert.rejects(home.removeStore(name), /expected a store's name/, name);
    }
    assert.deepEqual(await home.stores(), []);
  });

  housed('only one opener at a time', async (home, place) => {
    await home.writeKeyring(new Uint8Array([1]));
    await assert.rejects(place.open(), named('HomeInUse'));
    await home.writeKeyring(new Uint8Array([2]));
    await home.close();
    assert.deepEqual(await (await place.open()).readKeyring(), new Uint8Array([2]));
  });

  housed('a closed one says so, and closing it again does nothing', async (home, place) => {
    const writing = home.writeKeyring(new Uint8Array([7]));
    await home.close();
    await writing;
    await home.close();
    await assert.rejects(home.readKeyring(), named('HomeClosed'));
    await assert.rejects(home.writeKeyring(new Uint8Array()), named('HomeClosed'));
    await assert.rejects(home.openStore('ab'), named('HomeClosed'));
    await assert.rejects(home.stores(), named('HomeClosed'));
    await assert.rejects(home.removeStore('ab'), named('HomeClosed'));
    assert.deepEqual(await (await place.open()).readKeyring(), new Uint8Array([7]), 'closing waits for what is being written');
  });
}

/** Whether an error is the operating error of that name, with a text for a person. */
function named(name: string): (error: OperatingError) => boolean {
  return (error) => error.name === name && error.message.length > 40;
}
