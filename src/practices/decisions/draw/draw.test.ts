import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readTranscript, redrawTranscript } from '../../../tally/transcript.ts';
import { type DeskInVillage, VillageOfDesks } from '../../desk.fixture.ts';
import type { DecisionView } from '../view.ts';

function village(...names: string[]) {
  const place = new VillageOfDesks(...(names.length > 0 ? names : ['Ana', 'Bo', 'Cy', 'Dee']));
  const [ana, bo] = place.desks as unknown as readonly [DeskInVillage, DeskInVillage];
  const see = async (desk: DeskInVillage, id: string): Promise<DecisionView> => desk.done('decision', { id });
  return { place, ana, bo, see };
}

test('people propose a draw, agree to it, and read who was drawn and who comes next; nobody does any more for it', async () => {
  const { place, ana, bo, see } = village();
  const { id } = await ana.done('propose', { title: 'Who takes notes?', method: 'sortition', seats: 2 });
  place.settle();
  const open = await see(bo, id);
  assert.equal(open.state, 'open');
  assert.equal(open.awaitsYou, true);
  assert.deepEqual([open.draw?.step, open.draw?.put, open.draw?.of, open.draw?.missing], ['putting-in', 4, 4, []]);
  assert.match(await bo.told('decision', { id }), /4 of 4 have put their part in/);
  assert.equal(await bo.refusal('draw', { id }), 'draw-not-fixed');
  for (const desk of place.desks) await desk.done('vote', { id, choice: 'agree' });
  place.settle();
  const { draw, state } = await see(bo, id);
  assert.equal(state, 'passed');
  assert.equal(draw?.step, 'drawn');
  const names = [...(draw?.drawn ?? []), ...(draw?.next ?? [])].map(({ name }) => name);
  assert.deepEqual([draw?.drawn.length, names.toSorted()], [2, ['Ana', 'Bo', 'Cy', 'Dee']]);
  for (const desk of place.desks) assert.deepEqual((await see(desk, id)).draw, draw);
  const told = await ana.told('decision', { id });
  assert.match(told, new RegExp(`Drawn: ${names.slice(0, 2).join(', ')}\\.`));
  assert.match(told, new RegExp(`followed by: ${names.slice(2).join(', ')}\\.`));
  assert.match(await ana.told('decisions'), /Drawn/);
  assert.equal(await ana.refusal('withdraw', { id }), 'already-decided');
  assert.equal(await ana.refusal('amend', { id, title: 'Somebody else' }), 'already-decided');
});

test('what is written down of a draw, anybody draws again outside of the cell, and sees when a letter of it was changed', async () => {
  const { place, ana, see } = village();
  const { id } = await ana.done('propose', { title: 'Where?', method: 'sortition', option: ['The hall', 'The garden', 'The kitchen'] });
  place.settle();
  for (const desk of place.desks) await desk.done('vote', { id, choice: 'agree' });
  place.settle();
  const written = await ana.done('draw', { id });
  const { draw } = await see(ana, id);
  assert.deepEqual(
    written.drawn,
    draw?.drawn.map(({ name }) => name),
  );
  const transcript = readTranscript(await ana.told('draw', { id }));
  assert.ok(transcript.ok);
  const drawn = redrawTranscript(transcript.value);
  assert.ok(drawn.ok);
  assert.equal(drawn.value.seed.toHex(), draw?.seed);
  assert.equal(transcript.value.candidates[drawn.value.order[0] as number]?.name, draw?.drawn[0]?.name);
  const changed = (edit: (plain: ReturnType<typeof JSON.parse>) => void) => {
    const plain = JSON.parse(written.text);
    edit(plain);
    const read = readTranscript(JSON.stringify(plain));
    const again = read.ok ? redrawTranscript(read.value) : read;
    return again.ok ? 'drawn' : again.reason;
  };
  assert.equal(
    changed(() => {}),
    'drawn',
  );
  assert.equal(
    changed((plain) => plain.parts.pop()),
    'seed-differs',
  );
  assert.equal(
    changed((plain) => {
      plain.seed = null;
    }),
    'drawn',
  );
  assert.equal(
    changed((plain) => {
      plain.draw = plain.cell;
    }),
    'part-unsound',
  );
  assert.equal(
    changed((plain) => {
      plain.parts[0].dealer = plain.parts[1].dealer;
    }),
    'part-twice',
  );
  assert.equal(
    changed((plain) => {
      for (const one of plain.parts[0].opened) one.share = plain.parts[1].opened[0].share;
    }),
    'part-shut',
  );
  assert.equal(
    changed((plain) => {
      plain.threshold = 0;
    }),
    'threshold-wrong',
  );
  assert.equal(
    changed((plain) => {
      plain.parts = [];
    }),
    'threshold-wrong',
  );
  assert.equal(
    changed((plain) => {
      plain.candidates[1] = plain.candidates[0];
    }),
    'candidates-wrong',
  );
  assert.equal(
    changed((plain) => {
      plain.seats = 3;
    }),
    'candidates-wrong',
  );
  for (const odd of [null, [], 'x', { format: 'another' }])
    assert.deepEqual(readTranscript(JSON.stringify(odd)), { ok: false, reason: 'transcript-unread' });
  assert.equal(
    changed((plain) => {
      plain.parts[0].challenge = 'zz';
    }),
    'transcript-unread',
  );
  assert.equal(
    changed((plain) => {
      plain.recipients = Array(65).fill(plain.recipients[0]);
    }),
    'transcript-unread',
  );
  assert.deepEqual(readTranscript(' '.repeat((1 << 20) + 1)), { ok: false, reason: 'transcript-too-long' });
});

test('what cannot be drawn is not proposed', async () => {
  const two = village('Ana', 'Bo');
  assert.equal(await two.ana.refusal('propose', { title: 'Who?', method: 'sortition' }), 'draw-too-few');
  const { ana } = village();
  assert.equal(await ana.refusal('propose', { title: 'Who?', method: 'sortition', seats: 4 }), 'method-seats');
  assert.equal(await ana.refusal('propose', { title: 'Who?', method: 'sortition', option: 'One' }), 'method-needs-options');
  assert.equal(await ana.refusal('propose', { title: 'Who?', method: 'sortition', option: ['A', 'B'], ask: 'Bo' }), 'method-ask');
  assert.equal(await ana.refusal('propose', { title: 'Who?', method: 'sortition', ask: ['Bo', 'Cy'], seats: 2 }), 'method-seats');
  assert.equal(await ana.refusal('propose', { title: 'Who?', method: 'sortition', ties: 'lot' }), 'method-ties');
  const { id } = await ana.done('propose', { title: 'Who?', method: 'sortition', ask: ['Bo', 'Cy'] });
  assert.match(await ana.told('decision', { id }), /Drawn from: Bo, Cy\./);
  const other = await ana.done('propose', { title: 'What?', method: 'majority' });
  assert.equal(await ana.refusal('draw', { id: other.id }), 'not-a-draw');
});

test('an agreement can be drawn: it stands in the register once it is', async () => {
  const { place, ana } = village();
  const { id } = await ana.done('propose', { title: 'Who keeps the keys', method: 'sortition', agreement: true });
  place.settle();
  assert.equal((await ana.done('agreements')).length, 0);
  for (const desk of place.desks) await desk.done('vote', { id, choice: 'agree' });
  place.settle();
  assert.deepEqual(
    (await ana.done('agreements')).map(({ title }: { title: string }) => title),
    ['Who keeps the keys'],
  );
});
