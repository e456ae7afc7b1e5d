import assert from 'node:assert/strict';
import { test } from 'node:test';
import { LIMITS } from '../bytes/limits.ts';
import { EpochKeys, epochOf, epochTag } from './epoch.ts';
import { LackingTags } from './lacking-tags.ts';
import { WHOLE_CELL } from './lane.ts';
import { World } from './world.fixture.ts';
import { segmentsOf } from './writing.ts';

test('LIMITS.lackingTags: of more tags of epochs that are not here the newest are kept', () => {
  const tags = new LackingTags();
  const keys = new EpochKeys();
  const tagOf = (n: number): string => n.toString(16).padStart(8, '0');
  for (let n = 0; n < LIMITS.lackingTags; n++) tags.note(tagOf(n), keys);
  assert.equal(tags.left(keys).length, LIMITS.lackingTags);
  tags.note(tagOf(0), keys);
  tags.note(tagOf(LIMITS.lackingTags), keys);
  assert.equal(tags.left(keys).length, LIMITS.lackingTags);
  assert.deepEqual([tags.left(keys).includes(tagOf(0)), tags.left(keys).includes(tagOf(1))], [true, false]);
});

test('a tag is lacking until an epoch comes that it can mean, also where one that it can mean was here', () => {
  const tags = new LackingTags();
  const keys = new EpochKeys();
  const epoch = epochOf(new Uint8Array(32).fill(1), WHOLE_CELL, 'ab'.repeat(32));
  const tag = epochTag(epoch.id);
  tags.note(tag, keys);
  assert.deepEqual(tags.left(keys), [tag]);
  keys.add(epoch);
  assert.deepEqual(tags.left(keys), []);
  // Somebody has made an epoch with the tag of another.
  tags.note(tag, keys);
  assert.deepEqual(tags.left(keys), [tag]);
  keys.add({ ...epoch, id: `${tag}${'0'.repeat(56)}` });
  assert.deepEqual(tags.left(keys), []);
});

test('two epochs with one tag are both tried, and what is under the one that is not here is taken once it is', () => {
  const world = new World('ground');
  const [ana, bo] = [world.device(), world.device()];
  const real = epochOf(world.random(32), WHOLE_CELL, world.charter);
  // As somebody grinds one, in 2^32 tries.
  const ground = { ...epochOf(world.random(32), WHOLE_CELL, world.charter), id: `${epochTag(real.id)}${'0'.repeat(56)}` };
  ana.record.keys.add(ground);
  ana.record.keys.add(real);
  const segments = segmentsOf(ana.writeDrafts([ana.draft(['under the real one'])], { cell: real, circle: real }));
  assert.deepEqual(ana.actions(), ['under the real one'], 'of both the one that opens it counts');
  const [segment] = segments;
  assert.ok(segment !== undefined);
  bo.record.keys.add(ground);
  assert.equal(bo.take(segment).refused, 'head-sealed-wrongly');
  assert.deepEqual(bo.record.lackingTags, [epochTag(real.id)], 'it is asked for all the same');
  bo.record.keys.add(real);
  assert.deepEqual(bo.record.lackingTags, []);
  assert.equal(bo.take(segment).accepted.length, 1);
});

test('what a circle wrote under one of two epochs with one tag is read once that one is here', () => {
  const world = new World('ground circle');
  const [ana, bo] = [world.device(), world.device()];
  const circle = '00000000000000aa';
  const real = epochOf(world.random(32), circle, world.charter);
  const ground = { ...epochOf(world.random(32), circle, world.charter), id: `${epochTag(real.id)}${'0'.repeat(56)}` };
  ana.record.keys.add(real);
  const draft = { ...ana.draft(['among us'], 'oven#0'), circle };
  const [written] = ana.writeDrafts([draft], { cell: world.epoch, circle: real });
  assert.ok(written !== undefined);
  bo.record.keys.add(ground);
  const [accepted] = segmentsOf([written]).flatMap((segment) => bo.take(segment).accepted);
  assert.ok(accepted !== undefined);
  assert.equal(accepted.entry.shut, 'body-sealed-wrongly');
  bo.record.keys.add(real);
  assert.ok(bo.record.openBody(accepted.entry, accepted.bytes).ok);
  assert.deepEqual(accepted.entry.action, ['among us']);
});
