import assert from 'node:assert/strict';
import { randomFillSync } from 'node:crypto';
import { test } from 'node:test';
import { accept } from '../bytes/verdict.ts';
import { signingKeys } from '../crypto/sign.ts';
import type { Entry } from './chain.ts';
import { EpochKeys, epochOf } from './epoch.ts';
import { WHOLE_CELL } from './lane.ts';
import { Record } from './record.ts';
import { type Draft, type Written, writeEntries } from './writing.ts';

const random = (size: number) => randomFillSync(new Uint8Array(size));
const charter = 'ab'.repeat(32);
const blind = random(32);
const epoch = epochOf(random(32), WHOLE_CELL, charter);

class Device {
  readonly keys = signingKeys(random(32));
  readonly folded: Entry[] = [];
  readonly record: Record;
  constructor() {
    const keys = new EpochKeys();
    keys.add(epoch);
    this.record = new Record(blind, keys, { judge: () => accept(null), fold: (entry) => this.folded.push(entry) });
  }
  write(...actions: string[]): Written[] {
    const drafts = actions.map((action): Draft => ({ lane: 'record', topic: '', turn: 0, circle: WHOLE_CELL, action: [action] }));
    const pen = { keys: this.keys, charter, epochs: { cell: epoch, circle: epoch }, time: 1_800_000_000, random };
    const written = writeEntries(this.record, drafts, pen);
    assert.ok(written.ok);
    this.take(written.value);
    return written.value;
  }
  take(written: readonly Written[]) {
    const first = written[0] as Written;
    const last = written[written.length - 1] as Written;
    return this.record.receive({
      log: first.log,
      from: first.seq,
      entries: written.map((entry) => entry.bytes),
      signature: last.signature as Uint8Array,
    });
  }
  actions() {
    return this.folded.map((entry) => (entry.action as string[])[0]);
  }
}

test('what one device writes, another takes in causal order, whatever the order of arrival', () => {
  const [ana, bo] = [new Device(), new Device()];
  const first = ana.write('bread');
  bo.take(first);
  const answer = bo.write('and salt');
  ana.take(answer);
  const last = ana.write('and oil');

  const cy = new Device();
  assert.deepEqual(cy.take(answer).accepted, []);
  assert.equal(cy.record.waiting, 1);
  assert.equal(cy.take(last).refused, 'segment-has-a-gap');
  cy.take(first);
  cy.take(last);
  assert.deepEqual(cy.actions(), ['bread', 'and salt', 'and oil']);
  assert.equal(cy.record.waiting, 0);
});
