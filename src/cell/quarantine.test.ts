import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Id } from '../bytes/id.ts';
import type { Entry } from '../log/chain.ts';
import { agreeing, readmitting, removing, type TestDevice, Village } from './cell.fixture.ts';

type Four = [TestDevice, TestDevice, TestDevice, TestDevice];

/** What practices have folded on each device: the texts of `talk/say`, as long as they count. */
class Heard {
  readonly #said = new Map<TestDevice, string[]>();
  readonly #turns = new Map<TestDevice, number>();

  take(device: TestDevice, entry: Entry): 'done' {
    if (this.#turns.get(device) !== device.cell.turns) this.#again(device);
    else if (device.cell.quarantine.reasonFor(entry) === null) this.#said.get(device)?.push(textOf(entry));
    return 'done';
  }

  of(device: TestDevice): string[] {
    if (this.#turns.get(device) !== device.cell.turns) this.#again(device);
    return [...(this.#said.get(device) ?? [])].sort();
  }

  #again(device: TestDevice): void {
    this.#turns.set(device, device.cell.turns);
    const entries = [...device.record.chains()].flatMap((chain) => chain.entries).filter((entry) => textOf(entry) !== '');
    this.#said.set(device, entries.filter((entry) => device.cell.quarantine.reasonFor(entry) === null).map(textOf));
  }
}

function textOf({ action }: Entry): string {
  const [kind, text] = Array.isArray(action) ? action : [];
  return kind === 'talk/say' && typeof text === 'string' ? text : '';
}

const TALK = { lane: 'talk', topic: 'general', turn: 1 } as const;

/** Four people; everybody has consented to the removal of the first. */
function village(): { heard: Heard; village: Village; devices: Four; removal: Id } {
  const heard = new Heard();
  const made = new Village([...'ABCD'], { takeOther: (device, entry) => heard.take(device, entry) });
  const devices = made.founders as unknown as Four;
  const removal = devices[1].propose('RA', [removing(devices[0].member)]);
  made.meet();
  for (const device of devices) device.consent(removal);
  made.meet();
  return { heard, village: made, devices, removal };
}

function setAside(device: TestDevice): string[] {
  return device.cell.quarantine.entries().map(({ entry, reason }) => `${textOf(entry) || entry.seq} ${reason}`);
}

test('what the removed one wrote before the cut counts; what any attester had not seen is set aside, whenever it comes', () => {
  const { heard, village: all, devices, removal } = village();
  const [a, b, c, d] = devices;
  a.write([['talk/say', 'seen by all']]);
  all.meet();
  a.write([['talk/say', 'seen by D alone']]);
  a.sendTo(d);
  for (const device of [b, c, d]) device.attest(removal);
  // A has not heard of any of it.
  a.write([['talk/say', 'too late']]);
  a.sendTo(c);
  assert.deepEqual(heard.of(c), ['seen by D alone', 'seen by all', 'too late'], 'C does not know the certificate yet');
  all.meet();
  for (const device of devices) {
    assert.deepEqual(heard.of(device), ['seen by D alone', 'seen by all'], device.name);
    assert.deepEqual(setAside(device), ['too late removed']);
  }
});

test('attack 3: an idle second device, or an old log that nobody had heard of, brings nothing in', () => {
  const { heard, village: all, devices, removal } = village();
  const [a, b, c, d] = devices;
  a.write([['talk/say', 'hello']], {}, TALK);
  all.meet();
  for (const device of [b, c, d]) device.attest(removal);
  a.write([['talk/say', 'in the same week']], {}, TALK);
  a.write([['talk/say', 'years ago']], { time: 1 }, { ...TALK, turn: 0 });
  all.meet();
  for (const device of devices) {
    assert.deepEqual(heard.of(device), ['hello'], device.name);
    assert.deepEqual(setAside(device).sort(), ['in the same week removed', 'years ago removed']);
  }
});

test('an early cut takes nothing away: what is in the past of an attestation its author had seen', () => {
  const { heard, village: all, devices, removal } = village();
  const [a, b, c, d] = devices;
  a.write([['talk/say', 'record']]);
  a.write([['talk/say', 'talk']], {}, TALK);
  all.meet();
  b.isChanged = true;
  b.attestWith(removal, []);
  for (const device of [c, d]) device.attest(removal);
  all.meet();
  for (const device of devices) assert.deepEqual(heard.of(device), ['record', 'talk']);
});

test('proposals, responses and questions beyond the cut are left out, unless they are certified', () => {
  const { village: all, devices, removal } = village();
  const [a, b, c, d] = devices;
  const before = a.propose('before');
  const name = a.propose('Name', [agreeing('name', 'Hill')]);
  all.meet();
  for (const device of [b, c, d]) device.attest(removal);
  const after = a.propose('after');
  a.respond(before, 'question', 'well?');
  a.withdraw(before);
  all.meet();
  for (const device of devices) {
    const { proposals } = device.cell.decisions;
    assert.ok(proposals.has(before) && proposals.has(name));
    assert.ok(!proposals.has(after));
    assert.equal(device.state(before), 'open', 'taking it back lay beyond the cut');
    assert.deepEqual(proposals.get(before)?.versions[0]?.questions, []);
  }
});

test('a decision that is certified stands, though its proposal lies beyond the cut', () => {
  const { village: all, devices, removal } = village();
  const [a, b, c, d] = devices;
  for (const device of [b, c, d]) device.attest(removal);
  const name = a.propose('Name', [agreeing('name', 'Hill')]);
  // B and C have attested the removal, and have not heard of a quorum for it.
  for (const device of [b, c]) a.sendTo(device);
  for (const device of [a, b, c]) device.consent(name);
  for (const [from, to] of [
    [a, b],
    [a, c],
  ] as const)
    from.sendTo(to);
  all.meet(a, b, c);
  assert.equal(a.charter.former.size, 0, 'two attestations are no certificate');
  for (const device of [a, b, c]) device.attest(name, 0);
  all.meet();
  for (const device of devices) {
    assert.deepEqual(device.people, ['B', 'C', 'D']);
    assert.ok(device.cell.decisions.proposals.has(name), device.name);
    assert.equal(device.cell.setting('name').value, 'Hill');
  }
});

test('what was set aside is readmitted by decision, up to an entry and not beyond', () => {
  const { heard, village: all, devices, removal } = village();
  const [a, b, c, d] = devices;
  for (const device of [b, c, d]) device.attest(removal);
  const written = ['one', 'two', 'three'].map((text) => a.write([['talk/say', text]])[0] as Entry);
  all.meet();
  assert.deepEqual(heard.of(b), []);
  const proposal = b.propose('They meant well', [readmitting((written[1] as Entry).id)]);
  all.meet();
  for (const device of [b, c, d]) device.consent(proposal);
  all.settle();
  for (const device of devices) {
    assert.equal(device.state(proposal), 'in-effect');
    assert.deepEqual(heard.of(device), ['one', 'two'], device.name);
    assert.deepEqual(setAside(device), ['three removed']);
    assert.deepEqual(device.people, ['B', 'C', 'D'], 'its author stays out');
  }
});

test('I1: whatever comes first, the cut, the entries beyond it or the readmission, the end is the same', () => {
  const { heard, village: all, devices, removal } = village();
  const [a, b, c, d] = devices;
  for (const device of [b, c, d]) device.attest(removal);
  const [one, two] = ['one', 'two'].map((text) => a.write([['talk/say', text]])[0] as Entry) as [Entry, Entry];
  a.propose('late');
  // None of the others sees what A wrote before its readmission is certified.
  all.meet(b, c, d);
  const proposal = b.propose('Readmit', [readmitting(one.id)]);
  all.meet(b, c, d);
  for (const device of [b, c, d]) device.consent(proposal);
  all.settle(b, c, d);
  assert.ok(d.hasCertificate(proposal));
  all.meet();
  for (const device of devices) {
    assert.deepEqual(heard.of(device), ['one'], device.name);
    assert.deepEqual(setAside(device), ['two removed', `${two.seq + 1} removed`]);
  }
});

test('an invitation beyond the cut stands as taken back until it is readmitted, and one before the cut stands open', () => {
  const { village: all, devices, removal } = village();
  const [a, b, c, d] = devices;
  const before = a.invite();
  all.meet();
  for (const device of [b, c, d]) device.attest(removal);
  const after = a.invite();
  all.meet();
  const states = ({ cell: { invitations } }: TestDevice) =>
    [before, after].map(({ id }) => {
      const given = invitations.get(id);
      return given && invitations.stateOf(given, 0);
    });
  for (const device of devices) assert.deepEqual(states(device), ['open', 'revoked'], device.name);
  const late = b.cell.quarantine.entries().at(-1)?.entry.id as Id;
  const again = b.propose('It holds', [readmitting(late)]);
  all.meet();
  for (const device of [b, c, d]) device.consent(again);
  all.settle();
  for (const device of devices) assert.deepEqual(states(device), ['open', 'open'], device.name);
});
