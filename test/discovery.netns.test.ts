import assert from 'node:assert/strict';
import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { type Cable, joinByCable, type Namespace, whyNoNamespaces } from './netns.ts';

const TAG = 'moot'.repeat(6).concat('ab');
const NEIGHBOUR = fileURLToPath(new URL('neighbour.ts', import.meta.url));
const options = { skip: whyNoNamespaces() ?? false, timeout: 60_000 };

interface Heard {
  readonly told?: string;
  readonly by?: string;
  readonly via?: string;
  readonly self?: string;
  readonly addresses?: readonly string[];
  readonly moved?: readonly string[];
}

/** A neighbour's process, and what it says. */
class Neighbour {
  readonly #process: ChildProcessWithoutNullStreams;
  readonly #ended: Promise<void>;
  readonly #heard: Heard[] = [];
  #more = Promise.withResolvers<boolean>();

  constructor(end: Namespace) {
    this.#process = spawn(...end.command(process.execPath, NEIGHBOUR, TAG));
    this.#process.stderr.pipe(process.stderr);
    this.#ended = new Promise((resolve) => this.#process.once('close', () => resolve()));
    createInterface(this.#process.stdout).on('line', (line) => {
      this.#heard.push(JSON.parse(line));
      this.#more.resolve(true);
      this.#more = Promise.withResolvers();
    });
  }

  /** Gives the first thing of that kind that it says. */
  async says(kind: keyof Heard): Promise<Heard> {
    for (;;) {
      const heard = this.#heard.find((one) => one[kind] !== undefined);
      if (heard !== undefined) return heard;
      const goesOn = await Promise.race([this.#more.promise, this.#ended.then(() => false)]);
      assert.ok(goesOn, `it ended without saying "${kind}"`);
    }
  }

  async leave(): Promise<void> {
    this.#process.stdin.end();
    await this.#ended;
  }
}

/** Lets two neighbours start, waits until each has been told something by the other, and gives how they came together. */
async function meet(cable: Cable, ends: readonly [Namespace, Namespace], begun: () => void = () => undefined): Promise<readonly unknown[]> {
  const [ann, bob] = [new Neighbour(ends[0]), new Neighbour(ends[1])];
  try {
    const ids = [(await ann.says('self')).self, (await bob.says('self')).self];
    begun();
    const heard = await Promise.all([ann.says('told'), bob.says('told')]);
    assert.deepEqual(
      heard.map(({ by }) => by),
      ids.toReversed(),
    );
    assert.deepEqual(heard.map(({ told }) => told).sort(), ['hello from who dialled', 'hello from who was dialled']);
    return heard.map(({ via }) => via);
  } finally {
    await Promise.all([ann.leave(), bob.leave()]);
    cable.remove();
  }
}

test('two devices and a cable, with only the route of its subnet, find each other and talk', options, async () => {
  const cable = joinByCable();
  assert.deepEqual(await meet(cable, cable.ends), ['lan', 'lan']);
});

test('two devices and a cable find each other where nobody gives out addresses', options, async () => {
  const cable = joinByCable('ipv6 only');
  assert.deepEqual(await meet(cable, cable.ends), ['lan', 'lan']);
});

test('two on one device find each other without any network', options, async () => {
  const cable = joinByCable();
  const [device] = cable.ends;
  cable.plug(false);
  assert.deepEqual(await meet(cable, [device, device]), ['here', 'here']);
});

test('they find each other when the cable is plugged in later', options, async () => {
  const cable = joinByCable();
  cable.plug(false);
  assert.deepEqual(await meet(cable, cable.ends, () => cable.plug(true)), ['lan', 'lan']);
});

test('a device notices that its addresses have changed', options, async () => {
  const cable = joinByCable();
  const [device] = cable.ends;
  cable.plug(false);
  const neighbour = new Neighbour(device);
  try {
    assert.match((await neighbour.says('self')).addresses?.join() ?? '', /^\/ip4\/127\.0\.0\.1\//);
    cable.plug(true);
    assert.match((await neighbour.says('moved')).moved?.[0] ?? '', new RegExp(`^/ip4/${device.address}/`));
  } finally {
    await neighbour.leave();
    cable.remove();
  }
});
