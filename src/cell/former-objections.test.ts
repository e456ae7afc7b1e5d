import assert from 'node:assert/strict';
import { test } from 'node:test';
import { agreeing, type TestDevice, Village } from './cell.fixture.ts';
import { parseWaysOut } from './ways-out.ts';

/** Four, of whom C has objected to the first version, and the three others consent to the second, which C has not answered. */
function amended(effects: Parameters<TestDevice['propose']>[1] = []) {
  const village = new Village([...'ABCD']);
  const [a, b, c, d] = village.founders as unknown as [TestDevice, TestDevice, TestDevice, TestDevice];
  const proposal = a.propose('Bread', effects);
  village.meet();
  c.respond(proposal, 'object', 'The oven is too small.');
  village.meet();
  const second = a.amend(proposal, 'Less bread', effects);
  village.meet();
  for (const device of [a, b, d]) device.consent(second);
  village.meet();
  return { village, a, c, proposal, second };
}

/** Does it, and lets all hear of it. */
function meeting<T>(village: Village, act: () => T): T {
  const done = act();
  village.meet();
  return done;
}

test('an objection to an earlier version stays until its author can live with the new one, however long they say nothing', () => {
  const { village, a, c, proposal, second } = amended();
  assert.equal(a.state(proposal), 'open');
  village.pass(8);
  assert.equal(a.state(proposal), 'not-passed');
  c.respond(second, 'concern', 'Thirty fit, if we hurry.');
  village.meet();
  assert.equal(a.state(proposal), 'passed');
});

test('no device attests what has an objection to an earlier version that is not resolved', () => {
  const { village, a, c, proposal, second } = amended([agreeing('name', 'Hill')]);
  village.pass(8);
  village.settle();
  assert.deepEqual([a.hasCertificate(second), a.state(proposal)], [false, 'not-passed']);
  c.consent(second);
  village.settle();
  assert.deepEqual([a.hasCertificate(second), a.state(proposal)], [true, 'in-effect']);
});

test('what somebody could live with once is resolved: a third version asks them again like everybody', () => {
  const village = new Village([...'ABCD']);
  const [a, , c] = village.founders as unknown as [TestDevice, TestDevice, TestDevice, TestDevice];
  const proposal = a.propose('Bread');
  village.meet();
  c.respond(proposal, 'object', 'The oven is too small.');
  village.meet();
  c.consent(meeting(village, () => a.amend(proposal, 'Less bread')));
  village.meet();
  const third = meeting(village, () => a.amend(proposal, 'Hardly any bread'));
  for (const device of village.founders) if (device !== c) device.consent(third);
  village.meet();
  assert.equal(a.state(proposal), 'open');
  village.pass(8);
  assert.equal(a.state(proposal), 'passed');
});

test('who leaves takes their objections along', () => {
  const { village, a, c, proposal } = amended();
  c.leave();
  village.meet();
  village.pass(8);
  assert.equal(a.state(proposal), 'passed');
});

test('which ways out are offered, the cell agrees: one at least, in one order', () => {
  const village = new Village([...'AB']);
  const [a, b] = village.founders as unknown as [TestDevice, TestDevice];
  assert.equal(a.cell.setting('waysOut').value, 'helping-circle mediation trial another-method');
  const setting = a.propose('Two of them', [agreeing('waysOut', 'helping-circle trial')]);
  village.meet();
  for (const device of [a, b]) device.consent(setting);
  village.settle();
  assert.equal(b.cell.setting('waysOut').value, 'helping-circle trial');
  assert.deepEqual(parseWaysOut('trial, helping-circle trial'), { ok: true, value: 'helping-circle trial' });
  for (const odd of ['', 'trial duel', 'parting']) {
    const id = a.propose('Odd', [agreeing('waysOut', odd)]);
    assert.deepEqual(a.cell.decisions.versions.get(id)?.effects, { ok: false, reason: 'value-no-way-out' }, odd);
  }
});

test('after how many amendments ways out are offered, the cell agrees', () => {
  const village = new Village([...'AB']);
  const [a, b] = village.founders as unknown as [TestDevice, TestDevice];
  assert.equal(a.cell.setting('waysOutAfter').value, '2');
  const setting = a.propose('Sooner', [agreeing('waysOutAfter', '1')]);
  village.meet();
  for (const device of [a, b]) device.consent(setting);
  village.settle();
  assert.equal(b.cell.setting('waysOutAfter').value, '1');
  const odd = a.propose('Never', [agreeing('waysOutAfter', '-1')]);
  assert.deepEqual(a.cell.decisions.versions.get(odd)?.effects, { ok: false, reason: 'value-no-digit' });
});
