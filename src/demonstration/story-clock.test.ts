import assert from 'node:assert/strict';
import { test } from 'node:test';
import { StoryClock } from './story-clock.ts';

test('timers run in their order within a moment, and late, once each, over a leap', async () => {
  const clock = new StoryClock(1000);
  const ran: string[] = [];
  const note = (name: string) => () => ran.push(`${name} at ${clock.now()}`);
  clock.after(2000, note('second'));
  clock.after(500, note('first'));
  clock.after(60_000, note('late'));
  const again = (): void => {
    note('hourly')();
    clock.after(3_600_000, again);
  };
  clock.after(3_600_000, again);
  await clock.pass(5000);
  assert.deepEqual(ran, ['first at 1500', 'second at 3000']);
  await clock.pass(86_400_000);
  assert.deepEqual(ran.slice(2), ['late at 86406000', 'hourly at 86406000']);
});

test('what is called off does not happen, neither in the story nor after it', async () => {
  const [clock, real] = [new StoryClock(0), new StoryClock(0)];
  const ran: string[] = [];
  clock.after(10, () => ran.push('called off'))();
  const callOff = clock.after(10_000, () => ran.push('called off later'));
  clock.after(10_000, () => ran.push('stays'));
  await clock.skip(5000);
  await real.pass(5000);
  clock.goOn(real);
  callOff();
  await real.pass(5000);
  await real.pass(0);
  assert.deepEqual([ran, clock.now()], [['stays'], 10_000]);
});

test('after its end nothing happens by it', async () => {
  const [clock, real] = [new StoryClock(0), new StoryClock(0)];
  clock.goOn(real);
  clock.after(10, () => assert.fail('before'));
  clock.end();
  clock.after(10, () => assert.fail('after'));
  await real.pass(1000);
});
