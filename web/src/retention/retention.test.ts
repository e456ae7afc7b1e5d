import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readRetention, retentionWith, tellRetention } from './retention.ts';

const say = ((key: string, values: object = {}) => `${key} ${Object.values(values).join(' ')}`.trim()) as never;

test('what is agreed is read as it is written', () => {
  assert.deepEqual(readRetention('90d'), { usual: '90d', channels: new Map() });
  assert.deepEqual(
    readRetention('30d; a=b=14d; archive=never').channels,
    new Map([
      ['a=b', '14d'],
      ['archive', 'never'],
    ]),
  );
});

test('a proposal changes one time and leaves the others', () => {
  assert.equal(retentionWith('90d', '', '30d'), '30d');
  assert.equal(retentionWith('90d; kitchen=14d', '', 'never'), 'never; kitchen=14d');
  assert.equal(retentionWith('90d; kitchen=14d', 'kitchen', '30d'), '90d; kitchen=30d');
  assert.equal(retentionWith('90d', 'archive', 'never'), '90d; archive=never');
});

test('it is told in sentences', () => {
  assert.equal(tellRetention('90d', say), 'retention.kept retention.long length.d 90');
  assert.equal(
    tellRetention('90d; archive=never', say),
    'retention.kept retention.long length.d 90 retention.channels retention.channel archive retention.ever',
  );
});
