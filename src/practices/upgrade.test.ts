import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Village } from '../cell/cell.fixture.ts';
import type { Entry } from '../log/chain.ts';
import { WHOLE_CELL } from '../log/lane.ts';
import { compareEntries } from '../log/order.ts';
import { beginPractices, foldPractices, type PracticeStates } from './registry.ts';
import { say, talkDraft } from './talk/actions.ts';

// A practice that a device does not know yet: its entries are kept, and count from the upgrade on as if it had known them always.

const before = (unknown: string): PracticeStates => new Map([...beginPractices()].filter(([name]) => name !== unknown));

test('what an older Moot kept without knowing it is folded after the upgrade as by one that knew it always', () => {
  const entries = new Map<string, Entry[]>();
  const village = new Village(['Ana', 'Bo', 'Cy'], {
    takeOther: (device, entry) => {
      entries.set(device.name, [...(entries.get(device.name) ?? []), entry]);
      return 'done';
    },
  });
  const [ana, bo, cy] = village.founders as [(typeof village.founders)[0], (typeof village.founders)[0], (typeof village.founders)[0]];
  const said = (text: string) => talkDraft('everyone', 2976, say.write({ text, replyTo: null }));
  for (const [device, text] of [
    [ana, 'The oven is warm.'],
    [bo, 'Who brings flour?'],
    [ana, 'I do.'],
  ] as const) {
    const { action, ...place } = said(text);
    device.write([action], {}, { ...place, circle: WHOLE_CELL });
    village.meet(ana, bo);
  }
  village.meet();
  const kept = entries.get('Cy') ?? [];
  assert.equal(kept.length, 3);

  const old = before('talk');
  const folded = kept.map((entry) => foldPractices(old, entry, cy.cell));
  assert.deepEqual(folded, Array(3).fill({ inert: 'kind-unknown' }), 'kept, and counted');

  const upgraded = beginPractices();
  for (const entry of kept) assert.equal(foldPractices(upgraded, entry, cy.cell), 'done');
  const veteran = beginPractices();
  for (const entry of [...(entries.get('Ana') ?? [])].sort(compareEntries)) foldPractices(veteran, entry, ana.cell);
  const shown = (states: PracticeStates): unknown => JSON.parse(JSON.stringify(states.get('talk'), replaced));
  assert.deepEqual(shown(upgraded), shown(veteran));
  assert.match(JSON.stringify(shown(upgraded)), /The oven is warm.*Who brings flour/s);
});

/** Maps as lists, entries as their ids: two devices have other objects for the same things. */
function replaced(key: string, value: unknown): unknown {
  if (value instanceof Map) return [...value];
  if (value instanceof Set) return [...value];
  return key === 'entry' ? (value as Entry).id : value;
}
