import assert from 'node:assert/strict';
import { test } from 'node:test';
import { aheadOf, toLookAt } from '../log/ahead.ts';
import { type Device, World } from '../log/world.fixture.ts';
import type { Forerunner } from './forerunner.ts';

/** Registers the tests that every forerunner passes. */
export function forerunnerContract(adapter: string, send: () => Forerunner): void {
  const sent = (name: string, run: (forerunner: Forerunner) => Promise<void>): void => {
    test(`${adapter} forerunner: ${name}`, { timeout: 30_000 }, async () => {
      const forerunner = send();
      try {
        await run(forerunner);
      } finally {
        forerunner.end();
      }
    });
  };

  sent('opens what it is given, in the order of the calls, with the secrets that it was told last', async (forerunner) => {
    const world = new World('forerunner');
    const ana: Device = world.device();
    const [first, second] = ['The beans are up.', 'So are the peas.'].map((text) => ana.write([text], 'garden#6'));
    assert.ok(first !== undefined && second !== undefined);
    const { record } = ana;
    const [one, other] = await Promise.all([
      forerunner.look(toLookAt(first, record, [world.epoch])),
      forerunner.look(toLookAt([...first, ...second], record, null)),
    ]);
    assert.ok(one !== null && other !== null);
    const opened = [one, other].map((found) => [...aheadOf(found, [world.epoch], record.keys)]);
    assert.deepEqual(
      opened.map((all) => all.map(({ opened, body }) => [opened?.head.lamport, body !== null])),
      [
        [[1, true]],
        [
          [1, true],
          [2, true],
        ],
      ],
    );
    const unknown = await forerunner.look(toLookAt(first, record, []));
    assert.deepEqual(unknown && [...aheadOf(unknown, [], record.keys)].map(({ opened, body }) => [opened, body]), [[null, null]]);
  });

  sent('nothing comes of what is under way when it ends, nor of what it is given then', async (forerunner) => {
    const world = new World('forerunner');
    const rows = world.device().write(['hello']);
    const record = world.record();
    await forerunner.look(toLookAt(rows, record, [world.epoch]));
    const underWay = forerunner.look(toLookAt(rows, record, null));
    forerunner.end();
    assert.equal(await underWay, null);
    assert.equal(await forerunner.look(toLookAt(rows, record, null)), null);
    forerunner.end();
  });
}
