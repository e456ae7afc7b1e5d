import assert from 'node:assert/strict';
import type { Cbor } from '../bytes/cbor.ts';
import type { Id } from '../bytes/id.ts';
import type { Segment } from '../log/segment.ts';
import { admitting, agreeing, removing, type TestDevice, Village, type VillageOptions } from './cell.fixture.ts';

/** One line of a drawing: these members attest this change on this charter. */
interface Step {
  readonly base: readonly string[];
  readonly change: string;
  readonly by: readonly string[];
  /** Whether a certificate comes of it. */
  readonly holds: boolean;
}

/**
 * What a drawing says, line by line: `{AX} --AY: A B C--> ` is a certificate of AY on the charter {AX} by A, B and C; with `--x` at its end
 * the line is one that must not hold. Other lines are for people.
 */
function parseDrawing(drawing: string): Step[] {
  const steps: Step[] = [];
  for (const line of drawing.split('\n')) {
    const match = /\{([^}]*)\}\s*--(\w+):([\sA-Z]+)--([>x])/.exec(line);
    if (match === null) continue;
    const words = (text = ''): string[] => text.split(/[\s,]+/).filter((word) => word !== '');
    steps.push({ base: words(match[1]), change: match[2] as string, by: words(match[3]), holds: match[4] === '>' });
  }
  assert.ok(steps.length > 0, 'a drawing with steps in it');
  return steps;
}

/**
 * Plays a drawing with real devices. Founders are named by letters. `AX` admits X, `ZX` admits the same X once more,
 * `RA` removes A, `N` is a change without members (the quorum).
 * Everybody has consented to everything before it begins; whether it should be attested is not asked: this is about what holds.
 */
export class Story {
  readonly village: Village;
  readonly #devices = new Map<string, TestDevice>();
  readonly #versions = new Map<string, Id>();
  /** The attestations of each change so far, with what they stand on. */
  readonly #attested = new Map<string, Segment[]>();

  constructor(founders: string, drawing: string, options: VillageOptions = {}) {
    const steps = parseDrawing(drawing);
    this.village = new Village([...founders], options);
    for (const device of this.village.founders) this.#devices.set(device.name, device);
    for (const { change } of steps)
      if (!this.#versions.has(change) && this.#isKnown(change)) this.#propose(change, this.village.founder(0));
    this.village.meet();
    for (const device of this.village.founders) for (const version of this.#versions.values()) device.consent(version);
    this.village.meet();
    for (const step of steps) this.#play(step);
    const everybody = [...this.#devices.values()];
    this.village.meet(...everybody);
    for (const device of everybody) {
      for (const { base, change, holds } of steps)
        assert.equal(this.#holds(device, base, change), holds, `${change}@{${base}} at ${device.name}`);
    }
  }

  device(name: string): TestDevice {
    const device = this.#devices.get(name);
    assert.ok(device !== undefined, `${name} to be in the story`);
    return device;
  }

  version(change: string): Id {
    const id = this.#versions.get(change);
    assert.ok(id !== undefined, `${change} to be in the story`);
    return id;
  }

  /** Whether a change can be proposed from the beginning: who comes later is not removed before. */
  #isKnown(change: string): boolean {
    return !change.startsWith('R') || this.village.founders.some(({ name }) => name === change.slice(1));
  }

  #propose(change: string, by: TestDevice): void {
    this.#versions.set(change, by.propose(change, [this.#effect(change, by)]));
  }

  #effect(change: string, by: TestDevice): Cbor {
    if (change === 'N') return agreeing('quorum', '3/4');
    return change.startsWith('R') ? removing(this.device(change.slice(1)).member) : this.#admitting(change.slice(1), by);
  }

  #admitting(name: string, by: TestDevice): Cbor {
    const newcomer = this.#devices.get(name) ?? this.village.newcomer(name);
    this.#devices.set(name, newcomer);
    return admitting(newcomer, by.invite());
  }

  #play({ base, change, by }: Step): void {
    const attesters = by.map((name) => this.device(name));
    const known: Segment[] = [...(this.#attested.get(change) ?? [])];
    for (const device of attesters) {
      if (device.record.size === 0) this.village.founder(0).sendTo(device);
      for (const earlier of base) for (const segment of this.#attested.get(earlier) ?? []) device.take(segment);
    }
    const isLate = !this.#versions.has(change);
    if (isLate) this.#propose(change, attesters[0] as TestDevice);
    if (isLate) for (const device of attesters) for (const segment of attesters[0]?.segments ?? []) device.take(segment);
    // Those admitted meanwhile, and all where it is new, say what they think before anybody attests.
    const admitted = attesters.filter(
      (device) => (isLate || !this.village.founders.includes(device)) && device.charter.members.has(device.member),
    );
    for (const device of admitted) device.consent(this.version(change));
    for (const device of admitted) for (const other of attesters) for (const segment of device.segments) other.take(segment);
    for (const device of attesters) {
      assert.deepEqual([...device.charter.changes].sort(), base.map((name) => this.version(name)).sort(), `the charter of ${device.name}`);
      device.attest(this.version(change));
      // Whoever hands on an attestation hands on all that its author had seen.
      known.push(...device.segments);
    }
    this.#attested.set(change, known);
  }

  #holds(device: TestDevice, base: readonly string[], change: string): boolean {
    const changes = new Set(base.map((name) => this.version(name)));
    return device.power
      .certificates(this.version(change))
      .some(({ charter }) => charter.changes.size === changes.size && charter.changes.isSubsetOf(changes));
  }
}
