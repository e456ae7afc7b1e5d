import assert from 'node:assert/strict';
import { test } from 'node:test';
import { admitting, agreeing, Village } from './cell.fixture.ts';

test('a cell of one decides at once, by its one member’s response', () => {
  const village = new Village(['Ana']);
  const ana = village.founder(0);
  const proposal = ana.propose('Bread', [agreeing('name', 'Bakery')]);
  assert.equal(ana.attestWhatIsDue(), 0, 'the proposer responds like anybody');
  ana.consent(proposal);
  assert.equal(ana.state(proposal), 'passed');
  assert.equal(ana.attestWhatIsDue(), 1);
  assert.equal(ana.state(proposal), 'in-effect');
  assert.equal(ana.cell.setting('name').value, 'Bakery');
});

test('somebody is admitted by the group, and then decides with it', () => {
  const village = new Village(['Ana', 'Bo', 'Cy']);
  const dee = village.newcomer('Dee');
  const a = village.founder(0);
  const proposal = a.propose('Dee', [admitting(dee, a.invite())]);
  village.meet();
  for (const device of village.founders) device.consent(proposal);
  village.settle();
  assert.deepEqual(village.founder(2).people, ['Ana', 'Bo', 'Cy', 'Dee']);
  village.meet(...village.founders, dee);
  dee.propose('Soup');
  village.meet(...village.founders, dee);
  assert.equal(village.founder(1).charter.id, dee.charter.id);
  assert.equal(village.founder(1).cell.decisions.proposals.size, 2);
});
