import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { attest, leave, RESPONSES } from './actions.ts';
import { admitting, agreeing, readmitting, recovering, removing, type TestDevice, Village } from './cell.fixture.ts';
import { answersBefore, entriesOf, findCertificates, stateOf } from './state.fixture.ts';

/** One thing that happens: `who` and `what` choose among those there are at that moment. */
interface Event {
  readonly type:
    | 'propose'
    | 'amend'
    | 'withdraw'
    | 'respond'
    | 'send'
    | 'attest'
    | 'pass'
    | 'cheat'
    | 'forge'
    | 'gather'
    | 'agree'
    | 'remove'
    | 'readmit'
    | 'recover'
    | 'leave';
  readonly who: number;
  readonly what: number;
  readonly how: number;
}

const small = fc.nat({ max: 997 });
const event: fc.Arbitrary<Event> = fc.record({
  type: fc.oneof(
    { weight: 3, arbitrary: fc.constant<Event['type']>('propose') },
    { weight: 12, arbitrary: fc.constant<Event['type']>('respond') },
    { weight: 10, arbitrary: fc.constant<Event['type']>('send') },
    { weight: 8, arbitrary: fc.constant<Event['type']>('attest') },
    { weight: 5, arbitrary: fc.constantFrom<Event['type']>('gather', 'agree') },
    { weight: 3, arbitrary: fc.constantFrom<Event['type']>('amend', 'withdraw', 'pass') },
    { weight: 4, arbitrary: fc.constant<Event['type']>('cheat') },
    { weight: 2, arbitrary: fc.constantFrom<Event['type']>('remove', 'readmit', 'recover') },
    { weight: 1, arbitrary: fc.constant<Event['type']>('leave') },
    { weight: 2, arbitrary: fc.constant<Event['type']>('forge') },
  ),
  who: small,
  what: small,
  how: small,
});

const EFFECTS = [
  () => agreeing('name', 'Hill'),
  () => agreeing('name', 'Dale'),
  () => agreeing('quorum', '3/4'),
  () => agreeing('quorum', '1/2'),
  () => agreeing('respondWithin', '3d'),
];

/** A village, what happened in it, and who is false in it. */
class World {
  readonly village: Village;
  readonly devices: TestDevice[];
  readonly cheat: TestDevice | null;
  newcomers = 0;
  /** Attestations by devices that follow the rules. */
  readonly honest = new Set<string>();

  constructor(size: number, hasCheat: boolean) {
    this.village = new Village([...'ABCDEF'].slice(0, size));
    this.devices = [...this.village.founders];
    this.cheat = hasCheat && size > 2 ? this.village.founder(size - 1) : null;
    if (this.cheat !== null) this.cheat.isChanged = true;
  }

  play({ type, who, what, how }: Event): void {
    const device = pick(this.devices, who);
    if (device === undefined || !device.speaks) return;
    const version = pick([...device.cell.decisions.versions.values()], what);
    if (type === 'propose') this.#propose(device, what, how);
    else if (type === 'send') this.#send(device, pick(this.devices, what));
    else if (type === 'gather') this.#gather(how);
    else if (type === 'agree') this.#agree(device);
    else if (type === 'pass') this.village.pass(1 + (how % 8));
    else if (type === 'attest') this.#attest(device);
    else if (type === 'remove') this.#remove(device, what, how);
    else if (type === 'readmit') this.#readmit(device);
    else if (type === 'recover') this.#recover(device, what, how);
    else if (type === 'leave') this.#leave(device, how);
    else if (type === 'forge' && how % 6 === 0) this.#forge(what);
    else if (type === 'cheat') this.#cheat(what, how);
    else if (version === undefined) return;
    else if (type === 'respond') device.respond(version.id, how % 3 > 0 ? 'consent' : (RESPONSES[how % RESPONSES.length] ?? 'consent'));
    else if (type === 'amend') device.amend(version.proposal, 'amended', [pick(EFFECTS, how)?.() ?? null]);
    else if (type === 'withdraw' && how % 3 === 0) device.withdraw(version.proposal);
  }

  /** Everybody meets, and attests until nothing is left to attest. */
  end(): void {
    this.village.meet(...this.devices);
    for (const device of this.devices.slice(1)) if (device.speaks) this.#agree(device);
    for (let round = 0; round < 60; round++) {
      this.village.meet(...this.devices);
      if (this.devices.map((device) => this.#attest(device)).every((count) => count === 0)) return;
    }
    assert.fail('attesting comes to an end');
  }

  /** The cheat attests whatever it likes, as often as it likes. */
  #cheat(what: number, how: number): void {
    const version = this.cheat === null ? undefined : pick([...this.cheat.cell.decisions.versions.values()], what);
    if (version !== undefined) this.cheat?.attest(version.id, how % 3);
  }

  /** Everybody but the one to be removed agrees, one after the other, and some hear of it in time. */
  #remove(device: TestDevice, what: number, how: number): void {
    const target = pick([...device.charter.members.values()], what);
    if (target === undefined || target.id === device.speaksFor || device.charter.members.size < 3) return;
    const removal = device.propose('remove', [removing(target.id)]);
    const there = this.devices.filter((one, i) => one.speaksFor !== target.id && ((how >> i) & 1) === 1);
    this.village.meet(device, ...there);
    for (const one of there) if (one.cell.decisions.versions.has(removal) && one.speaks) one.consent(removal);
  }

  /** Somebody comes who says that they are a member; at times that member's old device is there still, and goes on or objects. */
  #recover(device: TestDevice, what: number, how: number): void {
    const target = pick([...device.charter.members.values()], what);
    if (target === undefined || target.id === device.speaksFor || device.charter.members.size < 3) return;
    const fresh = this.village.newcomer(target.name);
    this.devices.push(fresh);
    const recovery = device.propose('recover', [recovering(fresh, target, device.invite())]);
    const there = this.devices.filter((one, i) => one.speaks && one.speaksFor !== target.id && ((how >> i) & 1) === 1);
    this.village.meet(device, ...there);
    for (const one of there) if (one.cell.decisions.versions.has(recovery)) one.consent(recovery);
  }

  /** What is set aside here is to count again, if the others agree. */
  #readmit(device: TestDevice): void {
    const [first] = device.cell.quarantine.entries();
    if (first !== undefined) device.propose('readmit', [readmitting(first.entry.id)]);
  }

  /** Somebody leaves a cell that is large enough to go on. */
  #leave(device: TestDevice, how: number): void {
    if (how % 4 === 0 && device.charter.members.size > 3) device.leave();
  }

  /** The cheat writes on a charter that never was, or on one that it has left behind. */
  #forge(what: number): void {
    this.cheat?.write([['talk/say', 'x']], { charter: what % 2 === 0 ? 'ab'.repeat(32) : this.cheat.power.beginning.id });
  }

  /** Some meet and attest, the others are cut off. */
  #gather(how: number): void {
    const there = this.devices.filter((_device, i) => ((how >> i) & 1) === 1);
    this.village.meet(...there);
    for (const device of there) this.#attest(device);
    this.village.meet(...there);
  }

  /** Somebody says yes to all that they have not answered. */
  #agree(device: TestDevice): void {
    for (const { id, answers } of [...device.cell.decisions.versions.values()]) if (!answers.has(device.speaksFor)) device.consent(id);
  }

  #attest(device: TestDevice): number {
    if (device === this.cheat || !device.speaks) return 0;
    const before = new Set(entriesOf(device));
    const count = device.attestWhatIsDue();
    for (const entry of entriesOf(device)) if (!before.has(entry)) this.honest.add(entry.id);
    return count;
  }

  #send(from: TestDevice, to: TestDevice | undefined): void {
    if (to !== undefined && to !== from) from.sendTo(to);
  }

  #propose(device: TestDevice, what: number, how: number): void {
    if (how % 3 > 0 || this.newcomers === 3) {
      device.propose('agree', how % 7 === 0 ? [] : [pick(EFFECTS, what)?.() ?? null]);
      return;
    }
    const newcomer = this.village.newcomer(`N${this.newcomers++}`);
    this.devices.push(newcomer);
    device.propose('admit', [admitting(newcomer, device.invite())]);
  }
}

function pick<T>(items: readonly T[], at: number): T | undefined {
  return items[at % Math.max(items.length, 1)];
}

/** A device that gets everything in another order, again and again until nothing more joins on. */
function observer(world: World, from: TestDevice, order: readonly number[]): TestDevice {
  const device = world.village.newcomer('observer');
  let left = [...from.segments].map((segment, i) => ({ segment, at: order[i % order.length] ?? 0 })).sort((a, b) => a.at - b.at);
  for (let before = -1; before !== left.length; ) {
    before = left.length;
    left = left.filter(({ segment }) => device.take(segment) !== null);
  }
  return device;
}

const worlds = fc.record({
  size: fc.integer({ min: 1, max: 6 }),
  hasCheat: fc.boolean(),
  events: fc.array(event, { minLength: 10, maxLength: 90, size: 'max' }),
  order: fc.array(small, { minLength: 40, maxLength: 40 }),
});

test('I1, I2, I3, I4, I12 and rule 19 in random cells with partitions and a cheat', () => {
  const seen = { certificates: 0, merged: 0, objections: 0, refused: 0, falseDevices: 0, removed: 0, left: 0, recovered: 0, setAside: 0 };
  fc.assert(
    fc.property(worlds, ({ size, hasCheat, events, order }) => {
      const world = new World(size, hasCheat);
      for (const one of events) world.play(one);
      world.end();
      const [first] = world.devices as [TestDevice];
      const expected = stateOf(first);
      const others = world.devices.filter((device) => device !== world.cheat && device.cell.charter !== null);
      for (const device of others) assert.deepEqual(stateOf(device), expected, 'I1 SameSetSameState');
      assert.deepEqual(stateOf(observer(world, first, order)), expected, 'I1, whatever the order of arrival');
      assert.deepEqual(stateOf(first.restarted()), expected, 'I2 IncrementalEqualsGenesis');

      const found = findCertificates(first);
      const entries = entriesOf(first);
      for (const version of first.power.certified()) {
        for (const { charter, attestations } of first.power.certificates(version)) {
          assert.ok(found.has(`${version} on ${charter.id}`), 'I3 NoEffectWithoutCertificate');
          assert.equal(new Set(attestations.map(({ member }) => member)).size, attestations.length, 'I12 OneMemberOneVoice');
          seen.certificates++;
          if (charter.changes.size > 1) seen.merged++;
        }
      }
      const departures = entries.filter((entry) => leave.read(entry.action) !== undefined).map(({ id }) => id);
      const certified = new Set([...first.power.certified(), ...departures]);
      assert.ok(
        [...first.charter.changes].every((change) => certified.has(change)),
        'I3',
      );
      for (const entry of entries) {
        const content = attest.read(entry.action);
        const charter = first.power.charterOf(entry);
        if (content === undefined || charter === undefined) continue;
        const { agreeing: agree, objecting } = answersBefore(entry, content.version, charter, entries);
        if (objecting > 0) seen.objections++;
        if (world.honest.has(entry.id)) assert.ok(objecting === 0 && agree > 0, 'I4 KnownObjectionVoidsAttestation');
        const certificates = first.power.certificates(content.version);
        if (objecting > 0) assert.ok(!certificates.some(({ attestations }) => attestations.some((other) => other.entry === entry)), 'I4');
      }
      for (const device of first.power.falseDevices)
        assert.equal(device, world.cheat?.device, 'honest devices never attest twice in a round');
      seen.falseDevices += first.power.falseDevices.size;
      const { former, left } = first.charter;
      seen.removed += former.size - left.size;
      seen.left += left.size;
      seen.recovered += first.charter.recovered.length;
      seen.setAside += first.cell.quarantine.entries().length;
      // Rules 6 and 15: with at most one cheat nobody ends alone, unless they left or began alone.
      if (size > 1 && left.size === 0) assert.ok(first.charter.members.size >= 2, 'rule 15');
      seen.refused += world.devices.some(({ refused }) => refused.includes('charter-not-reached')) ? 1 : 0;
    }),
    { numRuns: 150, seed: 7 },
  );
  for (const [what, count] of Object.entries(seen)) assert.ok(count > 0, `${what} to have happened`);
});
