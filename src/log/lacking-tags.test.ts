import assert from 'node:assert/strict';
import { test } from 'node:test';
import { LIMITS } from '../bytes/limits.ts';
import { EpochKeys, epochOf, epochTag } from './epoch.ts';
import { LackingTags } from './lacking-tags.ts';
import { WHOLE_CELL } from './lane.ts';

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
