import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Id } from '../bytes/id.ts';
import { admitting, type TestDevice, Village } from './cell.fixture.ts';
import { withoutDoubles } from './knock.ts';

/** Three at whose doors somebody knocks at once, so that none has heard of the others' proposals, and what each proposes. */
function knocked() {
  const village = new Village([...'ABC']);
  const people = village.founders as readonly [TestDevice, TestDevice, TestDevice];
  const [a] = people;
  const invitation = a.invite(9);
  village.meet();
  const zoe = village.newcomer('Z');
  const effect = admitting(zoe, invitation);
  const ids = people.map((device) => device.propose('Z asks to join', [effect]));
  const shownAt = ({ cell, power }: TestDevice): Id[] => withoutDoubles(cell.decisions.proposals.values(), power).map(({ id }) => id);
  return { village, people, ids, invitation, zoe, shownAt };
}

test('who knocked at several doors is shown once, everywhere by the same proposal', () => {
  const { village, people, ids, shownAt } = knocked();
  for (const [i, device] of people.entries()) assert.deepEqual(shownAt(device), [ids[i]], 'as far as each has heard');
  village.meet();
  const shown = people.map(shownAt);
  assert.equal(shown[0]?.length, 1);
  for (const other of shown) assert.deepEqual(other, shown[0]);
});

test('answers gather at one, and one that was taken back gives place to another', () => {
  const { village, people, shownAt } = knocked();
  const [a, b, c] = people;
  village.meet();
  const [first] = shownAt(a) as [Id];
  const other = [...a.cell.decisions.proposals.keys()].find((id) => id !== first) as Id;
  b.consent(other);
  village.meet();
  assert.deepEqual(shownAt(c), [other]);
  b.consent(first);
  c.consent(first);
  village.meet();
  assert.deepEqual(shownAt(c), [first]);
  const proposer = people.find(({ member }) => member === a.cell.decisions.proposals.get(first)?.proposer);
  proposer?.withdraw(first);
  village.meet();
  assert.deepEqual(people.map(shownAt), [[other], [other], [other]]);
});

test('what was decided is shown, whatever was answered beside it', () => {
  const { village, people, ids, zoe, shownAt } = knocked();
  village.meet();
  const [decided, other] = ids as [Id, Id, Id];
  for (const device of people) device.consent(decided);
  village.settle();
  assert.ok(people[0].charter.members.has(zoe.member));
  for (const device of people) device.consent(other);
  village.meet();
  assert.deepEqual(people.map(shownAt), [[decided], [decided], [decided]]);
});

test('whoever asks by another name, or with other keys, asks something else', () => {
  const { village, people, invitation, zoe, shownAt } = knocked();
  const [a] = people;
  a.propose('Zo asks to join', [admitting(zoe, invitation, 'Zo')]);
  a.propose('Y asks to join', [admitting(village.newcomer('Y'), invitation)]);
  a.propose('Something else');
  a.propose('Something else');
  village.meet();
  assert.equal(shownAt(a).length, 5);
});
