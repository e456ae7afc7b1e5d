import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  type Link,
  MESSAGE_BYTES,
  type Network,
  type NetworkUser,
  PURPOSES,
  type Purpose,
  QUEUE_BYTES,
  QUEUE_LIMIT_BYTES,
} from './network.ts';

/** A world for one test, in which the networks that it makes reach one another. */
export interface NetworkWorld {
  /** Opens one more network, with an identity of its own. */
  open(user: NetworkUser): Promise<Network>;
  /** Called after the test, when all networks are closed. */
  clear?(): Promise<void>;
}

/** Registers the tests that every network passes. `make` gives a fresh world. */
export function networkContract(adapter: string, make: () => NetworkWorld): void {
  const networked = (name: string, run: (world: TestWorld) => Promise<void>): void => {
    test(`${adapter} network: ${name}`, { timeout: 30_000 }, async () => {
      const world = new TestWorld(make());
      try {
        await run(world);
      } finally {
        await world.clear();
      }
    });
  };

  networked('both ends know each other, and what the link is for', async (world) => {
    for (const purpose of PURPOSES) {
      const { ann, bob, dialler, host } = await world.pair(purpose);
      assert.notEqual(ann.self, bob.self);
      assert.deepEqual([dialler.link.peer, dialler.link.purpose, dialler.link.dialled], [bob.self, purpose, true]);
      assert.deepEqual([host.link.peer, host.link.purpose, host.link.dialled], [ann.self, purpose, false]);
      assert.equal(dialler.link.via, 'here');
    }
  });

  networked('messages arrive whole and in order, both ways', async (world) => {
    const { dialler, host } = await world.pair('cell');
    const sizes = [0, 1, 400, MESSAGE_BYTES, 3, MESSAGE_BYTES - 1, 65_507, 65_503, 0, 2];
    const messages = Array.from({ length: 50 }, (_, i) => filled(sizes[i % sizes.length] ?? 0, i));
    for (const message of messages) {
      dialler.link.send(message);
      host.link.send(message);
    }
    assert.deepEqual(await host.receives(messages.length), messages);
    assert.deepEqual(await dialler.receives(messages.length), messages);
  });

  networked('a message is what it was when it was sent, and belongs to its receiver', async (world) => {
    const { dialler, host } = await world.pair('cell');
    const message = filled(1000, 7);
    for (let i = 0; i < 3; i++) {
      message[0] = i;
      dialler.link.send(message);
    }
    message[0] = 99;
    const [first, ...others] = await host.receives(3);
    first?.fill(55);
    assert.deepEqual(
      others.map((one) => [one[0], one[1], one.length]),
      [
        [1, message[1], 1000],
        [2, message[1], 1000],
      ],
    );
  });

  networked('what came before the link was opened is kept', async (world) => {
    const { dialler, host } = await world.pair('cell', 'later');
    for (let i = 0; i < 200; i++) dialler.link.send(filled(1000, i));
    await world.settle();
    host.open();
    assert.equal(host.messages.length, 0, 'a user is never called back while it opens');
    const kept = await host.receives(200);
    assert.deepEqual(
      kept.map((message) => message[0]),
      Array.from({ length: 200 }, (_, i) => filled(1, i)[0]),
    );
  });

  networked('what was sent before a goodbye arrives, even at a user who comes late, and then the goodbye', async (world) => {
    const { dialler, host } = await world.pair('cell', 'later');
    for (let i = 0; i < 100; i++) dialler.link.send(filled(1000, i));
    dialler.link.close();
    await world.settle();
    host.open();
    await host.closed;
    assert.equal(host.messages.length, 100);
    await dialler.closed;
  });

  networked('a goodbye is told once to both ends, and ends what is delivered', async (world) => {
    const { dialler, host } = await world.pair('cell');
    host.link.send(filled(10, 1));
    await dialler.receives(1);
    host.link.send(filled(10, 2));
    dialler.link.close();
    dialler.link.close();
    assert.equal(dialler.closings, 0, 'never before close has returned');
    dialler.link.send(filled(10, 3));
    await Promise.all([dialler.closed, host.closed]);
    host.link.close();
    host.link.send(filled(10, 4));
    await host.link.drained();
    await world.settle();
    assert.deepEqual([dialler.closings, host.closings], [1, 1]);
    assert.deepEqual([dialler.messages.length, host.messages.length], [1, 0]);
  });

  networked('both may say goodbye at once', async (world) => {
    const { dialler, host } = await world.pair('cell');
    dialler.link.close();
    host.link.close();
    await Promise.all([dialler.closed, host.closed]);
    await world.settle();
    assert.deepEqual([dialler.closings, host.closings], [1, 1]);
  });

  networked('a link tells when to wait, and when to go on', async (world) => {
    const { dialler, host } = await world.pair('cell', 'later');
    let sent = 0;
    while (dialler.link.send(filled(MESSAGE_BYTES, sent++))) assert.ok(sent < 200, 'nobody takes anything, and still it wants more');
    assert.ok(sent * MESSAGE_BYTES >= QUEUE_BYTES);
    let full = true;
    const drained = dialler.link.drained().then(() => {
      full = false;
    });
    await world.settle();
    assert.ok(full, 'nothing has been taken yet');
    host.open();
    await drained;
    await host.receives(sent);
    assert.equal(dialler.link.send(filled(1, 1)), true);
    await dialler.link.drained();
  });

  networked('a link closes when the other end takes nothing for too long', async (world) => {
    const { dialler } = await world.pair('cell', 'later');
    const message = filled(MESSAGE_BYTES, 1);
    for (let sent = 0; sent <= 2 * QUEUE_LIMIT_BYTES; sent += message.length) dialler.link.send(message);
    await dialler.closed;
    await dialler.link.drained();
  });

  networked('a message that is too long is a mistake of the sender', async (world) => {
    const { dialler } = await world.pair('cell');
    assert.throws(() => dialler.link.send(new Uint8Array(MESSAGE_BYTES + 1)), /at most 65536 bytes/);
  });

  networked('much arrives, both ways at once', async (world) => {
    const { dialler, host } = await world.pair('cell');
    const count = 300;
    await Promise.all([stream(dialler.link, count), stream(host.link, count), host.receives(count), dialler.receives(count)]);
    for (const end of [dialler, host])
      assert.ok(end.messages.every((message, i) => message.length === MESSAGE_BYTES && message[0] === i % 251));
  });

  networked('two may hold several links, and each stands for itself', async (world) => {
    const { ann, bob, dialler, host } = await world.pair('cell');
    const second = await world.join(ann, bob, 'door');
    const back = await world.join(bob, ann, 'cell');
    dialler.link.close();
    await Promise.all([dialler.closed, host.closed]);
    for (const { dialler: from, host: to } of [second, back]) {
      from.link.send(filled(5, 5));
      assert.equal((await to.receives(1)).length, 1);
    }
  });

  networked('an address that is damaged, our own, or where nobody is, cannot be reached', async (world) => {
    const { ann, bob } = await world.pair('cell');
    const [own] = ann.addresses();
    const [gone] = bob.addresses();
    assert.ok(own !== undefined && gone !== undefined);
    await world.leave(bob);
    for (const address of ['', 'nonsense', own, gone]) {
      await assert.rejects(ann.dial(address, 'cell'), (error: Error) => error.name === 'CannotReach' && error.message.length > 20);
    }
  });

  networked('who leaves says goodbye to all, and is not reached any more', async (world) => {
    const { bob, dialler, host } = await world.pair('cell');
    dialler.link.send(filled(10, 1));
    await host.receives(1);
    await world.leave(bob);
    await Promise.all([dialler.closed, host.closed]);
    await bob.close();
  });
}

/** One end of a link, and what has come of it. */
class End {
  readonly link: Link;
  readonly messages: Uint8Array[] = [];
  closings = 0;
  readonly closed: Promise<void>;
  readonly #closed = Promise.withResolvers<void>();
  #arrived: () => void = () => undefined;

  constructor(link: Link) {
    this.link = link;
    this.closed = this.#closed.promise;
  }

  open(): void {
    this.link.open({
      message: (bytes) => {
        assert.equal(this.closings, 0, 'a message came after the end');
        this.messages.push(bytes);
        this.#arrived();
      },
      closed: () => {
        this.closings++;
        this.#closed.resolve();
      },
    });
  }

  /** Waits until so many messages have come in all, and gives them. */
  async receives(count: number): Promise<readonly Uint8Array[]> {
    while (this.messages.length < count) {
      await new Promise<void>((resolve) => {
        this.#arrived = resolve;
      });
    }
    return this.messages;
  }
}

interface Pair {
  readonly ann: Network;
  readonly bob: Network;
  readonly dialler: End;
  readonly host: End;
}

class TestWorld {
  readonly #world: NetworkWorld;
  readonly #networks: Network[] = [];
  readonly #arrivals = new Map<Network, (link: Link) => void>();

  constructor(world: NetworkWorld) {
    this.#world = world;
  }

  async open(): Promise<Network> {
    const network: Network = await this.#world.open({
      linked: (link) => this.#arrivals.get(network)?.(link),
      found: () => undefined,
      moved: () => undefined,
    });
    this.#networks.push(network);
    return network;
  }

  /** Opens two networks and a link between them; `later`: its host does not open it yet. */
  async pair(purpose: Purpose, host: 'at once' | 'later' = 'at once'): Promise<Pair> {
    return this.join(await this.open(), await this.open(), purpose, host);
  }

  async join(ann: Network, bob: Network, purpose: Purpose, host: 'at once' | 'later' = 'at once'): Promise<Pair> {
    const arrival = new Promise<Link>((resolve) => this.#arrivals.set(bob, resolve));
    const dialler = new End(await ann.dial(bob.addresses()[0] ?? '', purpose));
    dialler.open();
    const taken = new End(await arrival);
    if (host === 'at once') taken.open();
    return { ann, bob, dialler, host: taken };
  }

  async leave(network: Network): Promise<void> {
    this.#networks.splice(this.#networks.indexOf(network), 1);
    await network.close();
  }

  /** Lets everything happen that is under way: a message goes there and back between two others. */
  async settle(): Promise<void> {
    const { ann, dialler, host, bob } = await this.pair('cell');
    for (let round = 1; round <= 3; round++) {
      dialler.link.send(filled(1, round));
      await host.receives(round);
      host.link.send(filled(1, round));
      await dialler.receives(round);
    }
    await Promise.all([this.leave(ann), this.leave(bob)]);
  }

  async clear(): Promise<void> {
    await Promise.all(this.#networks.map((network) => network.close()));
    await this.#world.clear?.();
  }
}

async function stream(link: Link, count: number): Promise<void> {
  for (let i = 0; i < count; i++) if (!link.send(filled(MESSAGE_BYTES, i))) await link.drained();
}

function filled(size: number, i: number): Uint8Array {
  return new Uint8Array(size).fill(i % 251);
}
