import assert from 'node:assert/strict';
import { test } from 'node:test';
import { memoryStore } from '../adapters/memory/store.ts';
import { encodeCbor } from '../bytes/cbor.ts';
import { Village } from '../cell/cell.fixture.ts';
import type { Drawing } from '../cell/drawing.ts';
import { StillClock } from '../ports/still-clock.fixture.ts';
import { DrawChecks } from './draw-checks.ts';
import { Notes } from './notes.ts';

/** A device that has all of a draw, of which it has looked through nothing, and what it keeps. */
function drawnCell() {
  const village = new Village([...'ABCD']);
  const [a] = village.founders;
  assert.ok(a !== undefined);
  const id = a.ask('Who takes notes?', 'sortition', { seats: 1 });
  village.meet();
  for (const device of village.founders) device.vote(id, 'agree');
  do village.meet();
  while (village.founders.map((device) => device.drawWhatIsDue()).some((count) => count > 0));
  const drawing = a.cell.decisions.versions.get(id)?.drawing as Drawing;
  drawing.check.forget();
  const clock = new StillClock();
  const notes = new Notes(memoryStore(), new Uint8Array(32).fill(1), { bytes: (size) => village.random(size) });
  const begin = (): DrawChecks => new DrawChecks(a.cell, () => a.member, notes, clock);
  return { id, drawing, clock, notes, begin };
}

test('a draw is checked bit by bit while others have their turn; whoever watches is told, and whoever waits goes on', async () => {
  const { drawing, clock, begin } = drawnCell();
  const checks = begin();
  let moved = 0;
  checks.user = { moved: () => moved++ };
  checks.soon();
  clock.pass(1000);
  assert.equal(drawing.check.known.ok, false, 'who sleeps checks nothing');
  checks.begin();
  assert.equal(drawing.check.proofs.found, 0, 'nothing is done in the call itself');
  const settled = checks.settled();
  clock.pass(10);
  await settled;
  assert.equal(drawing.check.known.ok, true);
  assert.ok(moved >= 1);
  await checks.settled();
  await checks.close();
});

test('what was checked is kept: after a start nothing is looked through again, until somebody wishes so', async () => {
  const { id, drawing, clock, begin } = drawnCell();
  const first = begin();
  first.begin();
  clock.pass(10);
  await first.close();
  const { known } = drawing.check;
  drawing.check.forget();
  const second = begin();
  await second.load();
  assert.deepEqual(drawing.check.known, known);
  assert.equal(drawing.check.step(), false);
  second.begin();
  second.again(id, drawing);
  assert.equal(drawing.check.known.ok, false);
  clock.pass(10);
  await second.settled();
  assert.deepEqual([drawing.check.known, drawing.check.proofs.found], [known, 16]);
  await second.close();
});

test('what was kept of something else, by other rules or in another form is not believed', async () => {
  const { id, drawing, notes, begin } = drawnCell();
  const { key } = drawing.check;
  assert.ok(key !== null);
  const seed = new Uint8Array(32);
  for (const kept of [encodeCbor([seed, seed]), encodeCbor([key]), encodeCbor('drawn'), seed]) {
    await notes.write(`drawn/${id.slice(0, 32)}`, kept);
    await begin().load();
    assert.equal(drawing.check.known.ok, false);
  }
});
