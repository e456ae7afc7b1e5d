import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { type Device, World } from '../log/world.fixture.ts';
import { StillClock } from '../ports/still-clock.fixture.ts';
import type { Claim } from '../sync/events.ts';
import { copyDisk, putBack } from './own-past.fixture.ts';
import { type Others, OwnPast } from './own-past.ts';
import { cellOf, neighbourhood } from './peers.fixture.ts';

// The clock's timers keep no process alive, and here nothing else does.
let alive: NodeJS.Timeout;
before(() => {
  alive = setInterval(() => {}, 1000);
});
after(() => clearInterval(alive));

interface Shown {
  readonly text: string;
}
const textsOf = (talk: readonly Shown[]): string[] => talk.map(({ text }) => text).sort();

test('a device whose disk was put back takes its own entries from others before it writes, and goes on after them', async () => {
  const { ana, bo } = await putBack();
  await bo.start();
  assert.equal((await bo.do('talk')).length, 1);
  // Said before anybody has been met.
  await bo.do('say', { text: 'Four.' });
  const all = ['Four.', 'One.', 'Three.', 'Two.'];
  assert.deepEqual(textsOf(await bo.do('talk')), all);
  assert.deepEqual(textsOf(await ana.until('talk', (talk) => talk.length === 4)), all);
  for (const one of [ana, bo]) assert.equal((await one.do('status')).cells[0].forked, 0);
  await Promise.all([ana.stop(), bo.stop()]);
});

test('a device that was put back and wrote by itself stops writing once others are met, and says why', async () => {
  const { ana, bo } = await putBack();
  await bo.start(false);
  await bo.do('say', { text: 'Said twice.' });
  await bo.stop();
  await bo.start();
  const { cells } = await bo.until('status', (status) => status.cells[0].fault !== null);
  assert.match(cells[0].fault, /writes nothing more in this group/);
  await assert.rejects(bo.ask('say', { text: 'Four.' }), { name: 'TwoStories' });
  await ana.until('status', (status) => status.cells[0].devices === 1);
  assert.equal((await ana.do('people')).filter(({ state }: { state: string }) => state === 'member').length, 2, 'Bo is a member still');
  await bo.stop();
  await bo.start();
  await assert.rejects(bo.ask('say', { text: 'Five.' }), { name: 'TwoStories' }, 'it knows after a restart');
  await Promise.all([ana.stop(), bo.stop()]);
});

/** Lets time pass, and all that follows from it happen. */
async function pass(clock: StillClock, ms: number): Promise<void> {
  clock.pass(ms);
  await turns();
}

async function turns(): Promise<void> {
  for (let i = 0; i < 10; i++) await Promise.resolve();
}

/** Says whether a promise has been settled, and how. */
function watched(promise: Promise<unknown>): { state: string } {
  const watch = { state: 'waits' };
  promise.then(
    () => {
      watch.state = 'done';
    },
    (error: Error) => {
      watch.state = error.name;
    },
  );
  return watch;
}

function scene(): {
  ownPast: OwnPast;
  clock: StillClock;
  others: { -readonly [K in keyof Others]: Others[K] };
  log: string;
  device: Device;
} {
  const world = new World('own past');
  const device = world.device();
  device.write(['a', 'b']);
  const [chain] = [...device.record.chains()];
  const clock = new StillClock();
  return {
    ownPast: new OwnPast(device.record, clock),
    clock,
    others: { links: () => [], claims: () => [], isAlone: () => false },
    log: chain?.logId ?? '',
    device,
  };
}

/** What somebody's device says to hold of a log. */
const claimOf = (device: string, count: number, more: Partial<Claim> = {}): Claim => ({
  device,
  count,
  isWithheld: false,
  isSilent: false,
  ...more,
});

test('the first write waits two seconds for a link, ten for what it tells, and not at all where nobody can be asked', async () => {
  const { ownPast, clock, others } = scene();
  const alone = watched(ownPast.heard());
  await turns();
  assert.equal(alone.state, 'done');

  ownPast.ask(others);
  const first = watched(ownPast.heard());
  await pass(clock, 5_000);
  assert.equal(first.state, 'waits', 'there is no network yet');
  ownPast.reachable();
  await pass(clock, 1_999);
  assert.equal(first.state, 'waits');
  await pass(clock, 1);
  assert.equal(first.state, 'done');

  const linked = scene();
  linked.others.links = () => [{ standing: null, hasTold: false }];
  linked.ownPast.ask(linked.others);
  linked.ownPast.reachable();
  const second = watched(linked.ownPast.heard());
  await pass(linked.clock, 9_999);
  assert.equal(second.state, 'waits');
  linked.others.links = () => [{ standing: 'member', hasTold: true }];
  linked.ownPast.look();
  await turns();
  assert.equal(second.state, 'done');

  const silent = scene();
  silent.others.links = () => [{ standing: 'unknown', hasTold: true }];
  silent.ownPast.ask(silent.others);
  silent.ownPast.reachable();
  const third = watched(silent.ownPast.heard());
  await pass(silent.clock, 2_000);
  assert.equal(third.state, 'waits', 'whoever is no member is not believed');
  await pass(silent.clock, 8_000);
  assert.equal(third.state, 'done');
});

test('closing lets go of what waits', async () => {
  const { ownPast, others } = scene();
  ownPast.ask(others);
  const waiting = watched(ownPast.heard());
  await turns();
  assert.equal(waiting.state, 'waits');
  ownPast.rest();
  await turns();
  assert.equal(waiting.state, 'done');
});

test('a log of which others say to hold more is written on once it is here, and after ten seconds the write is refused', async () => {
  const { ownPast, clock, others, log } = scene();
  ownPast.ask(others);
  assert.equal(ownPast.isBehind(log), false);
  others.claims = (asked) => (asked === log ? [claimOf('Ana', 3)] : []);
  assert.equal(ownPast.isBehind(log), true);
  const late = watched(ownPast.takeBack([log]));
  await pass(clock, 9_999);
  ownPast.look();
  await turns();
  assert.equal(late.state, 'waits');
  await pass(clock, 1);
  assert.equal(late.state, 'BehindItself');

  const mended = watched(ownPast.takeBack([log]));
  others.claims = () => [claimOf('Ana', 2)];
  ownPast.look();
  await turns();
  assert.equal(mended.state, 'done');
});

test('whoever says to hold more and gives nothing when asked holds nothing up again, whatever they say; others are believed', () => {
  const { ownPast, others, log } = scene();
  const isBehind = (...claims: Claim[]): boolean => {
    others.claims = () => claims;
    return ownPast.isBehind(log);
  };
  ownPast.ask(others);
  assert.equal(isBehind(claimOf('Mallory', 3)), true);
  assert.equal(isBehind(claimOf('Mallory', 3, { isWithheld: true })), false);
  assert.equal(isBehind(claimOf('Mallory', 9)), false, 'on a new link, and still more');
  assert.equal(isBehind(claimOf('Mallory', 9), claimOf('Bo', 3)), true);
});

test('whoever lets lie what they are asked for is believed for a minute, and whoever brings other things for ten', () => {
  for (const [isSilent, ms] of [
    [true, 60_000],
    [false, 600_000],
  ] as const) {
    const { ownPast, clock, others, log } = scene();
    ownPast.ask(others);
    others.claims = () => [claimOf('Mallory', 3, { isSilent })];
    assert.equal(ownPast.isBehind(log), true);
    clock.pass(ms - 1);
    assert.equal(ownPast.isBehind(log), true);
    clock.pass(1);
    assert.equal(ownPast.isBehind(log), false);
    others.claims = () => [claimOf('Mallory', 4)];
    assert.equal(ownPast.isBehind(log), false, 'still more');
  }
});

test('whoever has brought some of what they say to hold has time again for the rest', () => {
  const { ownPast, clock, others, log, device } = scene();
  ownPast.ask(others);
  others.claims = () => [claimOf('Ana', 5)];
  assert.equal(ownPast.isBehind(log), true);
  clock.pass(599_999);
  device.write(['c']);
  assert.equal(ownPast.isBehind(log), true);
  clock.pass(599_999);
  assert.equal(ownPast.isBehind(log), true);
  clock.pass(1);
  assert.equal(ownPast.isBehind(log), false);
});

test('whoever has no other device than the one that told two stories comes back on it, as who they were, by a decision', async () => {
  const { person } = neighbourhood();
  const [ana, bo, cy] = [await person('Ana').start(), await person('Bo').start(), await person('Cy').start()];
  await cellOf(ana, bo, cy);
  await cy.do('say', { text: 'One.' });
  for (const one of [ana, bo]) await one.until('talk', (talk) => talk.length === 1);
  await cy.stop();
  const back = copyDisk(cy.disk);
  await cy.start();
  await cy.do('propose', { title: 'Soup' });
  for (const one of [ana, bo]) await one.until('decisions', (all) => all.some(({ title }: { title: string }) => title === 'Soup'));
  await cy.stop();
  back(cy.disk);
  await cy.start(false);
  await cy.do('propose', { title: 'Bread' });
  await cy.stop();
  await cy.start();
  await cy.until('cells', ([cell]) => cell.state === 'frozen');
  await ana.until('status', (status) => status.cells[0].devices === 2);

  const { invitation } = await ana.do('invite');
  await cy.do('join', { invitation, 'as-before': 'Cy' });
  const isRecovery = ({ effects }: { effects: readonly { kind: string }[] }) => effects.some(({ kind }) => kind === 'recover');
  for (const one of [ana, bo]) {
    const all = await one.until('decisions', (list) => list.some(isRecovery));
    for (const { id, awaitsYou } of all.filter(isRecovery)) if (awaitsYou) await one.do('respond', { id, response: 'consent' });
  }
  await cy.until('cells', ([cell]) => cell.state === 'member');
  const people: { name: string; state: string; you: boolean }[] = await cy.until('people', (list) => list.length === 3);
  assert.deepEqual(people.map(({ name, state, you }) => `${name} ${state}${you ? ', you' : ''}`).sort(), [
    'Ana member',
    'Bo member',
    'Cy member, you',
  ]);
  await cy.do('say', { text: 'Two.' });
  await ana.until('talk', (talk) => talk.length === 2);
  await Promise.all([ana, bo, cy].map((one) => one.stop()));
});
