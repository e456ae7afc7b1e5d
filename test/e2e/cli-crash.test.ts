import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { crash } from '../crash/crashing.ts';
import type { Device } from './device.ts';

// Power cuts: one of two daemons, or both, are killed at random moments. "npm run crash" does it as often as one likes.

const TIMES = 20;
/** A seed with which each moment is met at least once. */
const SEED = 8;
/** It starts some thirty daemons: half a minute on a machine with nothing else to do, and many times that on one with much. */
const TIMEOUT_MS = 550_000;
const devices: Device[] = [];
after(() => Promise.all(devices.map((device) => device.remove())));

test('whatever was shown as saved outlives kills at any moment, and both hold the same', { timeout: TIMEOUT_MS }, async (t) => {
  const report = await crash(TIMES, SEED, () => {});
  devices.push(...report.devices);
  if (report.failure !== null) throw report.failure.error;
  t.diagnostic(`${report.messages} messages were acknowledged over ${TIMES} kills`);
  assert.ok(report.reopened >= TIMES && report.messages > TIMES);
  for (const [moment, count] of Object.entries(report.killed)) assert.ok(count > 0, `nobody was killed: ${moment}`);
});
