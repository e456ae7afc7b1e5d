import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type TestDevice, Village } from './cell.fixture.ts';
import { drawOpen } from './draw-actions.ts';
import type { Drawing } from './drawing.ts';

const OTHER = new Uint8Array(32).fill(7);

/** A draw of four, of whom three open what they hold, as far as the devices but the last have got. @param isOver whether everybody has said what they think */
function draw(isOver = true, title = 'Who takes notes?') {
  const village = new Village([...'ABCD']);
  const people = village.founders as readonly [TestDevice, TestDevice, TestDevice, TestDevice];
  const id = people[0].ask(title, 'sortition', { seats: 1 });
  village.meet();
  if (isOver) for (const device of people) device.vote(id, 'agree');
  const goOn = (): void => {
    for (;;) {
      village.meet();
      if (people.map((device) => device.drawWhatIsDue()).every((count) => count === 0)) return;
    }
  };
  const drawingAt = (device: TestDevice): Drawing => {
    const drawing = device.cell.decisions.versions.get(id)?.drawing;
    assert.ok(drawing != null);
    return drawing;
  };
  return { village, people, id, goOn, drawingAt };
}

const reasonOf = ({ check: { known } }: Drawing): string => (known.ok ? 'drawn' : known.reason);

function stepsOf({ check }: Drawing): number {
  let steps = 0;
  while (check.step()) steps++;
  return steps;
}

test('nothing is known as drawn before each proof that it takes was looked through, one in each step', () => {
  const { people, goOn, drawingAt } = draw();
  goOn();
  const drawing = drawingAt(people[0]);
  drawing.check.forget();
  assert.equal(reasonOf(drawing), 'draw-unchecked');
  assert.deepEqual(drawing.check.proofs, { found: 0, needed: 16 }, 'four parts, each opened by three');
  for (let found = 1; found <= 16; found++) {
    assert.equal(drawing.check.step(), true);
    assert.equal(drawing.check.proofs.found, found);
    assert.equal(reasonOf(drawing), 'draw-unchecked');
  }
  assert.equal(drawing.check.step(), false);
  assert.equal(reasonOf(drawing), 'drawn');
  assert.deepEqual([stepsOf(drawing), drawing.check.proofs.found], [0, 16]);
});

test('what is put in is looked through as it comes, and not again when it is fixed', () => {
  const { people, goOn, drawingAt } = draw(false);
  goOn();
  const drawing = drawingAt(people[1]);
  assert.equal(reasonOf(drawing), 'draw-not-fixed');
  assert.equal(stepsOf(drawing), 4);
  assert.equal(stepsOf(drawing), 0);
  for (const device of people) device.vote(drawing.draw.id.toHex(), 'agree');
  goOn();
  assert.equal(stepsOf(drawing), 12);
});

test('what was checked before is recalled of the same draw alone, and comes to the same', () => {
  const { people, goOn, drawingAt } = draw();
  goOn();
  const [own, other] = [drawingAt(people[0]), drawingAt(people[1])];
  const { drawn } = own;
  const { key } = own.check;
  assert.ok(drawn.ok && key !== null);
  assert.deepEqual(other.check.key, key);
  other.check.forget();
  other.check.recall(OTHER, drawn.value.seed);
  assert.equal(reasonOf(other), 'draw-unchecked');
  other.check.recall(key, drawn.value.seed);
  assert.deepEqual([other.check.known, stepsOf(other)], [drawn, 0]);
  const elsewhere = draw(true, 'Who cleans?');
  elsewhere.goOn();
  const foreign = elsewhere.drawingAt(elsewhere.people[0]);
  foreign.check.forget();
  foreign.check.recall(key, drawn.value.seed);
  assert.equal(reasonOf(foreign), 'draw-unchecked');
});

test('before it is fixed nothing can be recalled', () => {
  const { people, goOn, drawingAt } = draw(false);
  goOn();
  const { check } = drawingAt(people[0]);
  assert.equal(check.key, null);
  check.recall(OTHER, OTHER);
  assert.equal(check.known.ok, false);
});

test('while too few have opened rightly it stays shut, and what comes then is all that is looked through', () => {
  const { village, people, id, goOn, drawingAt } = draw();
  const [a, b, c, d] = people;
  // D, who lies, opens before the others are heard.
  for (;;) {
    village.meet();
    const seen = drawingAt(d);
    if (Array.isArray(seen.fixedIn(null))) break;
    for (const device of people) device.drawWhatIsDue();
  }
  const [{ shared }] = drawingAt(d).parts as [Drawing['parts'][number]];
  const { challenge, shares, responses } = shared;
  const lie = { share: shares[0] as Uint8Array, challenge, response: responses[0] as Uint8Array };
  d.write([drawOpen.write({ version: id, opened: drawingAt(d).parts.map(({ entry }) => ({ part: entry.id, ...lie })) })]);
  const drawing = drawingAt(a);
  d.sendTo(a);
  a.drawWhatIsDue();
  b.sendTo(a);
  stepsOf(drawing);
  assert.equal(reasonOf(drawing), 'part-shut');
  assert.equal(stepsOf(drawing), 0, 'the same is not looked through twice');
  for (const device of [b, c]) device.drawWhatIsDue();
  goOn();
  assert.ok(stepsOf(drawing) > 0);
  assert.equal(reasonOf(drawing), 'drawn');
});
