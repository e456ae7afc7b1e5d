import assert from 'node:assert/strict';
import { test } from 'node:test';
import { carriesEffects, checkTerms, isPoll, METHODS, type MethodTerms, SILENCES, TIES, usualTerms } from '../../cell/method.ts';
import { plainResult } from '../../tally/plain-result.ts';
import { readPreflib } from '../../tally/preflib.ts';
import { type Method, type TallyOptions, tally } from '../../tally/tally.ts';
import { type DeskInVillage, VillageOfDesks } from '../desk.fixture.ts';
import { parseChoice, sayChoice } from './methods/choice.ts';
import type { MethodKind } from './methods/method-list.ts';
import type { DecisionView } from './view.ts';

const DRINKS = ['Tea', 'Coffee', 'Milk'];

function village(...names: string[]) {
  const place = new VillageOfDesks(...(names.length > 0 ? names : ['Ana', 'Bo', 'Cy', 'Dee', 'Eli']));
  const [ana, bo, cy] = place.desks as unknown as readonly [DeskInVillage, DeskInVillage, DeskInVillage];
  const see = async (desk: DeskInVillage, id: string): Promise<DecisionView> => desk.done('decision', { id });
  const ask = async (input: object): Promise<string> => {
    const { id } = await ana.done('propose', { title: 'What do we drink?', ...input });
    place.settle();
    return id;
  };
  const vote = async (id: string, ...choices: readonly (string | null)[]) => {
    for (const [i, choice] of choices.entries()) {
      if (choice !== null) await place.desks[i]?.done('vote', { id, choice, reason: 'So.' });
    }
    place.settle();
  };
  return { place, ana, bo, cy, see, ask, vote };
}

test('a person types a vote by letters, numbers or words', () => {
  const parse = (name: 'approval' | 'schulze' | 'score' | 'dot' | 'meeting-time' | 'majority' | 'advice', typed: string) => {
    const read = parseChoice(typed, { ...usualTerms(name), options: name === 'majority' || name === 'advice' ? [] : DRINKS });
    return read.ok ? read.value : read.reason;
  };
  assert.deepEqual(parse('approval', 'A, c'), [1, 0, 1]);
  assert.deepEqual(parse('approval', 'coffee,3'), [0, 1, 1]);
  assert.deepEqual(parse('approval', 'None'), [0, 0, 0]);
  assert.deepEqual(parse('schulze', 'C>A=B'), [2, 2, 1]);
  assert.deepEqual(parse('schulze', 'b'), [0, 1, 0]);
  assert.deepEqual(parse('score', 'A=3, Milk=1'), [3, 0, 1]);
  assert.deepEqual(parse('meeting-time', 'A=yes,B=if-need-be,C=no'), [2, 1, 0]);
  assert.equal(parse('majority', ' YES '), 'yes');
  assert.equal(parse('schulze', 'abstain'), 'abstain');
  for (const [name, typed, reason] of [
    ['approval', 'A,D', 'option-unknown'],
    ['approval', '', 'option-unknown'],
    ['approval', 'A,A', 'option-twice'],
    ['schulze', 'A>B>A', 'option-twice'],
    ['schulze', 'A>', 'option-unknown'],
    ['score', 'A', 'choice-unclear'],
    ['score', 'A=many', 'choice-unclear'],
    ['dot', 'A=-1', 'choice-unclear'],
    ['meeting-time', 'A=5', 'choice-unclear'],
    ['majority', 'block', 'choice-unclear'],
    ['majority', 'A', 'choice-unclear'],
  ] as const)
    assert.equal(parse(name, typed), reason, `${name} ${typed}`);
});

test('what is typed comes back from a vote', () => {
  for (const [name, typed] of [
    ['approval', 'A, C'],
    ['approval', 'none'],
    ['schulze', 'C > A = B'],
    ['score', 'A=3, B=0, C=1'],
  ] as const) {
    const terms = { ...usualTerms(name), options: DRINKS };
    const read = parseChoice(typed, terms);
    assert.ok(read.ok);
    assert.equal(sayChoice(read.value, terms), typed);
  }
});

test('a proposal names its method and its terms, and an amendment keeps what it does not name', async () => {
  const { ana, bo, ask, see } = village();
  const id = await ask({ method: 'stv', option: DRINKS, seats: '2', quorum: '3/4', silence: 'abstention', ties: 'lot' });
  const { method } = await see(bo, id);
  assert.deepEqual(
    [method.name, method.options.map(({ letter, text }) => letter + text), method.seats, method.quorum, method.silence, method.ties],
    ['stv', ['ATea', 'BCoffee', 'CMilk'], 2, '3/4', 'abstention', 'lot'],
  );
  assert.deepEqual(method.tieOrder?.toSorted(), [1, 2, 3]);
  await ana.done('amend', { id, seats: 1 });
  assert.deepEqual([(await see(ana, id)).method.seats, (await see(ana, id)).method.quorum], [1, '3/4']);
  await ana.done('amend', { id, method: 'score', highest: 9 });
  const scored = (await see(ana, id)).method;
  assert.deepEqual([scored.name, scored.marks, scored.seats, scored.options.length, scored.quorum], ['score', 9, null, 3, '1/2']);
  await ana.done('amend', { id, method: 'consent' });
  assert.equal((await see(ana, id)).method.name, 'consent');
  assert.deepEqual(
    (await see(ana, id)).versions.map((one) => one.method.name),
    ['stv', 'stv', 'score', 'consent'],
  );
});

test('terms that do not fit are refused, and so is what the group has not agreed on', async () => {
  const { place, ana } = village();
  const refusal = (input: object) => ana.refusal('propose', { title: 'x', ...input });
  assert.equal(await refusal({ option: DRINKS }), 'method-consent-plain');
  assert.equal(await refusal({ method: 'approval', option: 'Tea' }), 'method-needs-options');
  assert.equal(await refusal({ method: 'approval', option: ['Tea', ' Tea '] }), 'method-options-alike');
  assert.equal(await refusal({ method: 'supermajority', share: '1/3' }), 'method-share');
  assert.equal(await refusal({ method: 'supermajority', share: 'most' }), 'method-share');
  assert.equal(await refusal({ method: 'majority', quorum: 'all' }), 'method-quorum');
  assert.equal(await refusal({ method: 'majority', dots: 3 }), 'method-marks');
  assert.equal(await refusal({ method: 'dot', option: DRINKS, highest: 3 }), 'method-marks');
  assert.equal(await refusal({ method: 'irv', option: DRINKS, ties: 'open' }), 'method-ties');
  assert.equal(await refusal({ method: 'advice', ask: 'Zoe' }), 'member-unknown');
  assert.equal(await refusal({ method: 'majority', effect: { kind: 'agreement', setting: 'name', value: 'x' } }), 'method-without-effects');
  assert.equal(await refusal({ method: 'consensus', effect: { kind: 'agreement', setting: 'name', value: 'x' } }), 'done');
  for (const input of [{ method: 'dice' }, { method: 'stv', seats: 0 }, { option: Array(27).fill('x') }, { method: 'majority', ties: 'x' }])
    await assert.rejects(ana.run('propose', { title: 'x', ...input }), { name: 'ValiError' });
  const agreement = (value: string) => ({ effect: { kind: 'agreement', setting: 'methods', value } });
  assert.equal(await refusal(agreement('consent, dice')), 'value-no-method');
  const { id } = await ana.done('propose', { title: 'How we decide', ...agreement('approval, majority') });
  place.settle();
  for (const desk of place.desks) await desk.done('respond', { id, response: 'consent' });
  place.settle();
  assert.equal(ana.cell.setting('methods').value, 'consent majority approval');
  assert.equal(await refusal({ method: 'dot', option: DRINKS }), 'method-not-agreed');
  const listed = await ana.done('methods', {});
  assert.deepEqual(
    listed.filter(({ agreed }: { agreed: boolean }) => agreed).map(({ name }: { name: string }) => name),
    ['consent', 'majority', 'approval'],
  );
  assert.match(await ana.told('methods', {}), /^consent: .*\nmajority: .*can make agreements.*\napproval: .*\nNot agreed on: consensus, /);
  assert.equal(await refusal({ method: 'approval', option: DRINKS }), 'done');
});

test('each way to decide says what it comes with, as its terms do', async () => {
  const { ana } = village();
  const listed: readonly MethodKind[] = await ana.done('methods', {});
  assert.deepEqual(
    listed.map(({ name, agreed }) => [name, agreed]),
    METHODS.map((name) => [name, true]),
  );
  for (const { name, silences, ballot, share, quorum, ties, asks, carries, ...numbers } of listed) {
    if (name === 'consent') continue;
    const usual = usualTerms(name);
    const options = ballot === null ? [] : ['Rye', 'Oats', 'Spelt'];
    const fits = (more: Partial<MethodTerms>): boolean => checkTerms({ ...usual, options, ...more }).ok;
    assert.deepEqual([...silences].sort(), SILENCES.filter((silence) => fits({ silence })).sort());
    const asTold = TIES.filter((one) => fits({ ties: one }));
    assert.deepEqual(ties.length === 0 ? ['open'] : ties, asTold);
    assert.deepEqual([silences[0], ties[0] ?? 'open'], [usual.silence, usual.ties], 'the usual stands first');
    assert.deepEqual([carries === 'everything', carries === 'nothing'], [carriesEffects(usual), isPoll(usual)]);
    assert.deepEqual(
      [share !== null, quorum !== null, asks],
      [usual.share !== null, usual.quorum !== null, name === 'advice' || name === 'sortition'],
    );
    assert.deepEqual(numbers, { agreed: true, seats: usual.seats || null, marks: usual.marks || null });
  }
});

test('who may vote, on what, and how', async () => {
  const { place, ana, bo, ask } = village();
  const id = await ask({ method: 'majority' });
  assert.equal(await bo.refusal('vote', { id, choice: 'maybe' }), 'choice-unclear');
  assert.equal(await bo.refusal('respond', { id, response: 'consent' }), 'response-by-another-method');
  assert.equal(await bo.refusal('respond', { id, response: 'question', reason: 'Why?' }), 'done');
  assert.equal(await bo.refusal('vote', { id: await ask({}), choice: 'yes' }), 'vote-by-consent');
  assert.equal(await bo.refusal('vote', { id: await ask({ method: 'consensus' }), choice: 'block' }), 'vote-without-reason');
  assert.equal(await bo.refusal('vote', { id: await ask({ method: 'advice' }), choice: 'yes' }), 'only-the-proposer-decides');
  assert.equal(await bo.refusal('vote', { id: await ask({ method: 'dot', option: DRINKS, dots: 3 }), choice: 'A=4' }), 'ballot-dots');
  const onlooker = place.newcomer('Zoe');
  onlooker.meet(ana);
  assert.equal(await onlooker.refusal('vote', { id, choice: 'yes' }), 'not-a-member');
  await ana.done('withdraw', { id });
  assert.equal(await ana.refusal('vote', { id, choice: 'yes' }), 'proposal-withdrawn');
});

test('what was counted once everybody had voted is neither amended nor withdrawn, also while late votes put it in review', async () => {
  const { place, ana, bo, see, ask, vote } = village('Ana', 'Bo', 'Cy');
  const id = await ask({ method: 'majority' });
  await vote(id, 'yes', 'yes', 'no');
  await bo.done('vote', { id, choice: 'no' });
  place.settle();
  assert.equal((await see(ana, id)).state, 'in-review');
  assert.equal(await ana.refusal('amend', { id, text: 'Or tea?' }), 'already-decided');
  assert.equal(await ana.refusal('withdraw', { id }), 'already-decided');
});

test('a decision tells its method, its count and who voted what, in words', async () => {
  const { place, bo, ask, vote } = village('Ana', 'Bo', 'Cy');
  const id = await ask({ method: 'schulze', option: DRINKS, quorum: '2/3' });
  assert.match(await bo.told('vote', { id, choice: 'B>A', reason: 'It wakes me.' }), /^Your vote is kept: B > A\.$/);
  place.settle();
  await vote(id, 'A>B>C');
  await vote(id, null, null, 'B>A');
  assert.equal(
    (await bo.told('decision', { id })).split('\n').slice(2).join('\n'),
    [
      '',
      'By ranking, counted in pairs (Schulze): A>B=C puts A first, then B and C alike.',
      'At least 2/3 of those asked have to be heard.',
      'A tie stays open, for you to decide.',
      '3 heard, 2 needed.',
      '  A. Tea',
      '  B. Coffee',
      '  C. Milk',
      '  Tea 1 : 2 Coffee',
      '  Tea 3 : 0 Milk',
      '  Coffee 3 : 0 Milk',
      'Coffee is put before each other one by most.',
      'Chosen: Coffee.',
      'Bo: B > A',
      '  It wakes me.',
      'Ana: A > B > C',
      '  So.',
      'Cy: B > A',
      '  So.',
      'Votes are signed: everybody in the cell sees who said what.',
    ].join('\n'),
  );
  assert.match(await bo.told('decisions'), /\n {2}Counted; 3 of 3 heard\.$/);
  place.village.pass(8);
  assert.match(await bo.told('vote', { id, choice: 'C' }), /It came after the end, so it is shown and does not count\.$/);
  assert.match(await bo.told('decision', { id }), /\nBo, after the end: C\n/);
});

test('each count in rounds tells its rounds, and a tie says so', async () => {
  const { bo, ask, vote } = village();
  const id = await ask({ method: 'irv', option: DRINKS });
  await vote(id, 'A>B', 'A>C', 'B>A', 'B>C', 'C>B');
  assert.match(
    await bo.told('decision', { id }),
    /Round 1: Tea 2, Coffee 2, Milk 1\.\n {2}Out, and their votes go on: Milk\.\nRound 2: Tea 2, Coffee 3\.\n[\s\S]*Chosen: Coffee\./,
  );
  const level = await ask({ method: 'approval', option: DRINKS });
  await vote(level, 'A', 'A,B', 'B', 'none', 'abstain');
  assert.match(
    await bo.told('decision', { id: level }),
    / {2}A\. Tea: 2\n {2}B\. Coffee: 2\n {2}C\. Milk: 0\nLevel: Tea, Coffee\. The tie is yours to decide\./,
  );
  const when = await ask({ method: 'meeting-time', option: ['Monday', 'Friday'] });
  await vote(when, 'A=yes,B=maybe', 'A=maybe,B=maybe', 'A=no', 'abstain', 'B=yes');
  assert.match(
    await bo.told('decision', { id: when }),
    /A\. Monday: 2, of them 1 if need be\n {2}B\. Friday: 3, of them 2 if need be\nChosen: Friday\./,
  );
});

test('the words of every method can be told, before and after anybody has voted', async () => {
  const { bo, ask, vote, see } = village();
  const yes: readonly (readonly [object, string])[] = [
    [{ method: 'consensus' }, 'agree'],
    [{ method: 'rough-consensus' }, 'object'],
    [{ method: 'advice', ask: ['Bo'] }, 'advise'],
    [{ method: 'lazy-consensus' }, 'object'],
    [{ method: 'sense-check' }, 'unsure'],
    [{ method: 'majority', silence: 'consent' }, 'yes'],
    [{ method: 'supermajority', share: '3/4', silence: 'abstention' }, 'no'],
    [{ method: 'score', option: DRINKS, highest: 10, ties: 'lot' }, 'A=10'],
    [{ method: 'dot', option: DRINKS, dots: 4, ties: 'number' }, 'A=4'],
    [{ method: 'stv', option: DRINKS, seats: 2 }, 'A>B'],
  ];
  for (const [input, choice] of yes) {
    const id = await ask(input);
    const before = await bo.told('decision', { id });
    await vote(id, null, choice);
    const after = await bo.told('decision', { id });
    for (const told of [before, after]) assert.doesNotMatch(told, /[{}]|undefined|null/);
    assert.match(after, /\nBo: /, JSON.stringify(input));
    assert.equal((await see(bo, id)).ballots.length, 1);
  }
});

test('the ballots of a decision, counted again from a file, give the same result', async () => {
  const { bo, ask, vote, see } = village();
  const half = { numerator: 1, denominator: 2 };
  for (const [input, method, choices] of [
    [{ method: 'schulze', option: DRINKS, ties: 'lot' }, 'schulze', ['A>B', 'B>A', 'C', 'A=B=C', 'abstain']],
    [{ method: 'irv', option: DRINKS, ties: 'lot' }, 'irv', ['A', 'B', 'C', 'A>C', 'B>C']],
    [{ method: 'stv', option: DRINKS, seats: 2 }, 'stv', ['A>B', 'A>B', 'A>C', 'B=C', 'C']],
    [{ method: 'approval', option: ['Tea\n1: 2', 'Milk'] }, 'approval', ['A', 'A,B', 'none', 'B', 'A']],
    [{ method: 'majority' }, 'majority', ['yes', 'no', 'yes', 'abstain', 'yes']],
  ] as const) {
    const id = await ask(input);
    assert.equal(await bo.refusal('ballots', { id }), 'ballots-none');
    await vote(id, ...choices);
    const read = readPreflib(await bo.told('ballots', { id }));
    assert.ok(read.ok, method);
    const { count, method: terms, hash } = await see(bo, id);
    const by = terms.ties === 'lot' ? ({ by: 'lot', seed: hash } as const) : ({ by: terms.ties } as const);
    const options: TallyOptions = { seats: terms.seats ?? 1, unranked: 'last', ties: by, share: half };
    const { method: _, ...again } = plainResult(tally(method as Method, read.value, options));
    if (count?.result === null) {
      assert.deepEqual([again.votes, again.winners], [{ 1: 3, 2: 1 }, [1]]);
      continue;
    }
    const { ifNeedBe, ...result } = count?.result ?? assert.fail('a count');
    assert.deepEqual(again, result, method);
  }
  const titled = await ask({ title: 'ALTERNATIVE NAME 9: Gin', method: 'approval', option: DRINKS });
  await vote(titled, 'A');
  const read = readPreflib(await bo.told('ballots', { id: titled }));
  assert.deepEqual(read.ok && read.value.alternatives, [1, 2, 3], 'a title is no option');
  const id = await ask({ method: 'dot', option: DRINKS });
  assert.equal(await bo.refusal('ballots', { id }), 'ballots-without-ranks');
});

test('what is voted on awaits whoever is asked until they have voted', async () => {
  const { ana, bo, ask, see, vote } = village('Ana', 'Bo');
  const id = await ask({ method: 'majority' });
  assert.deepEqual([(await see(ana, id)).awaitsYou, (await see(bo, id)).awaitsYou], [true, true]);
  await vote(id, 'yes', null);
  assert.deepEqual([(await see(ana, id)).awaitsYou, (await see(bo, id)).awaitsYou], [false, true]);
  await bo.done('respond', { id, response: 'question', reason: 'Which oven?' });
  assert.equal((await see(bo, id)).awaitsYou, true, 'a question is no vote');
});
