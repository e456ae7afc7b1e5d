import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { type Id, sortIds } from '../bytes/id.ts';
import { seenBefore } from '../log/past.ts';
import type { Segment } from '../log/segment.ts';
import { amend } from './actions.ts';
import { TestDevice, Village } from './cell.fixture.ts';
import { drawnVersion } from './decision.ts';
import { drawFix, drawOpen, drawPart } from './draw-actions.ts';
import type { Drawing } from './drawing.ts';
import { usualTerms } from './method.ts';

/** One thing that happens: `who` and `what` choose among those there are at that moment. */
interface Event {
  readonly type: 'send' | 'due' | 'vote' | 'cheat' | 'pass' | 'withdraw' | 'amend';
  readonly who: number;
  readonly what: number;
}

const small = fc.nat({ max: 997 });
const event: fc.Arbitrary<Event> = fc.record({
  type: fc.oneof(
    { weight: 14, arbitrary: fc.constant<Event['type']>('send') },
    { weight: 14, arbitrary: fc.constant<Event['type']>('due') },
    { weight: 6, arbitrary: fc.constant<Event['type']>('vote') },
    { weight: 6, arbitrary: fc.constant<Event['type']>('cheat') },
    { weight: 3, arbitrary: fc.constant<Event['type']>('pass') },
    { weight: 1, arbitrary: fc.constantFrom<Event['type']>('withdraw', 'amend') },
  ),
  who: small,
  what: small,
});

const TERMS = { ...usualTerms('sortition'), seats: 1 };

/** Four who draw, of whom the last lies as it likes, and withholds what it likes. */
class World {
  readonly village = new Village([...'ABCD']);
  readonly id: Id;
  readonly honest: readonly TestDevice[];
  readonly cheat: TestDevice;
  /** By version: what somebody has known to be drawn. */
  readonly known = new Map<Id, string>();

  constructor() {
    const { founders } = this.village;
    this.honest = founders.slice(0, 3);
    this.cheat = founders[3] as TestDevice;
    this.id = this.village.founder(0).ask('Who takes notes?', 'sortition', { seats: 1 });
    this.village.meet();
  }

  happen({ type, who, what }: Event): void {
    const { founders } = this.village;
    const one = founders[who % founders.length] as TestDevice;
    const [opener] = founders as [TestDevice];
    const versions = this.versionsOf(one);
    const version = versions[what % versions.length] as Id;
    if (type === 'send') one.sendTo(founders[what % founders.length] as TestDevice);
    if (type === 'pass') this.village.pass(1 + (what % 8));
    if (type === 'vote') one.vote(version, what % 7 === 0 ? 'object' : 'agree');
    if (type === 'due' && one !== this.cheat) one.drawWhatIsDue();
    if (type === 'cheat') this.lie(version, what);
    if (type === 'withdraw' && what % 4 === 0) opener.withdraw(this.id);
    if (type === 'amend')
      opener.write([amend.write({ proposal: this.id, title: 'Anew', text: '', effects: [], within: 604_800, method: TERMS })]);
    for (const device of this.honest) this.look(device);
  }

  /** What somebody who lies can do: their own step, two parts, any set, shares before it is time, and shares that are none. */
  lie(version: Id, what: number): void {
    const { cheat } = this;
    const drawing = cheat.cell.decisions.versions.get(version)?.drawing;
    if (drawing == null) return;
    const { parts, quorum } = drawing;
    const some = sortIds(parts.map(({ entry }) => entry.id)).filter((_, i) => ((what >> 3) & (1 << i)) === 0);
    const [part] = parts;
    if (what % 8 < 3) cheat.drawWhatIsDue();
    else if (what % 8 < 6 && some.length >= quorum) cheat.write([drawFix.write({ version, parts: some })]);
    else if (what % 8 === 6 && part !== undefined) cheat.write([drawPart.write({ version, ...part.shared })]);
    else if (part !== undefined) {
      const { challenge, shares, responses } = part.shared;
      const lie = { part: part.entry.id, challenge, share: shares[0] as Uint8Array, response: responses[0] as Uint8Array };
      cheat.write([drawOpen.write({ version, opened: [lie] })]);
    }
  }

  versionsOf(device: TestDevice): Id[] {
    return (device.cell.decisions.proposals.get(this.id)?.versions ?? []).map(({ id }) => id);
  }

  drawingsOf(device: TestDevice): readonly (readonly [Id, Drawing])[] {
    return this.versionsOf(device).flatMap((id) => {
      const drawing = device.cell.decisions.versions.get(id)?.drawing;
      return drawing == null ? [] : [[id, drawing] as const];
    });
  }

  /** What was drawn never changes, and two sets are never fixed where one lies. */
  look(device: TestDevice): void {
    for (const [id, drawing] of this.drawingsOf(device)) {
      assert.notEqual(drawing.fixedIn(null), 'clash');
      if (drawing.openings.length < 3 || !drawing.drawn.ok) continue;
      const order = drawing.drawn.value.order.join('');
      assert.equal(order, this.known.get(id) ?? order, 'once it is known, it is that');
      this.known.set(id, order);
    }
  }

  /** All that a device has taken in another order, on a device that had nothing. */
  inAnotherOrder(from: TestDevice, ranks: readonly number[]): TestDevice {
    const fresh = new TestDevice(this.village, from.name, from.seed, from.epoch);
    let left: readonly Segment[] = [...from.segments]
      .map((segment, i) => ({ segment, rank: ranks[i % ranks.length] ?? 0 }))
      .sort((a, b) => a.rank - b.rank)
      .map(({ segment }) => segment);
    while (left.length > 0) {
      const still = left.filter((segment) => fresh.take(segment) !== null);
      assert.ok(still.length < left.length, 'each round brings something');
      left = still;
    }
    return fresh;
  }

  stateOf(device: TestDevice): unknown {
    return [
      // Whether the time is up each device says by when it first had a version.
      device.state(this.id) === 'passed',
      ...this.drawingsOf(device).map(([id, drawing]) => {
        const fixed = drawing.fixedIn(null);
        const drawn = drawing.drawn;
        return [id, Array.isArray(fixed) ? fixed.map(({ entry }) => entry.id) : fixed, drawn.ok ? drawn.value.order : drawn.reason];
      }),
    ];
  }
}

test('any order of arrival, any parting, any lie of one and any withholding draw the same for all, and nothing is opened before it is fixed', () => {
  let drawn = 0;
  fc.assert(
    fc.property(fc.array(event, { minLength: 25, maxLength: 60 }), fc.array(small, { minLength: 1, maxLength: 7 }), (events, ranks) => {
      const world = new World();
      for (const one of events) world.happen(one);
      // They are all there again, and the one who lies does nothing more.
      world.village.pass(9);
      for (let more = 1; more > 0; ) {
        world.village.meet();
        more = world.honest.reduce((count, device) => count + device.drawWhatIsDue(), 0);
        for (const device of world.honest) world.look(device);
      }
      const [a] = world.honest as readonly [TestDevice, TestDevice, TestDevice];
      const state = world.stateOf(a);
      for (const device of [...world.honest, world.cheat, world.inAnotherOrder(a, ranks)]) assert.deepEqual(world.stateOf(device), state);
      const proposal = a.cell.decisions.proposals.get(world.id);
      const fixed = proposal === undefined ? undefined : drawnVersion(proposal);
      assert.equal(a.state(world.id) === 'passed', fixed !== undefined);
      // Of two versions that came to be fixed, only the later is opened.
      if (fixed !== undefined) assert.ok(fixed.drawing?.drawn.ok, 'what is fixed is drawn, whoever withholds what they hold');
      if (fixed !== undefined) drawn++;
      for (const [, drawing] of world.drawingsOf(a))
        for (const { entry, member } of drawing.openings)
          if (member !== world.cheat.member) assert.ok(Array.isArray(drawing.fixedIn(seenBefore(entry))), 'fixed before it is opened');
    }),
    { numRuns: 40 },
  );
  assert.ok(drawn >= 10, `drawn in ${drawn} of 40`);
});
