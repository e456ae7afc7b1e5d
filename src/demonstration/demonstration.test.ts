import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { answers, reasons } from './company/answers.ts';
import { Visit } from './demonstration.fixture.ts';
import { words } from './words.ts';

const FIVE_DAYS = words['five-days.title'];

describe('whoever looks around', () => {
  let visit: Visit;
  before(async () => {
    visit = await Visit.begin('look around');
  });
  after(async () => {
    await visit.demonstration.close();
    assert.deepEqual(visit.log, []);
  });

  test('finds six people with weeks behind them, and one of them away', async () => {
    const states = (await visit.does('decisions', {})).map(({ title, state, awaitsYou }) => [title, state, awaitsYou]);
    assert.deepEqual(states.slice(0, 21), [
      [words['winter-market.title'], 'open', true],
      ['Gül asks to join', 'open', true],
      [FIVE_DAYS, 'open', true],
      [words['oven-day.title'], 'open', true],
      [words['grain.title'], 'open', true],
      ['Visitor asks to join', 'in-effect', false],
      [words['market-kept.title'], 'in-effect', false],
      [words['talk-kept.title'], 'in-effect', false],
      [words['voices.title'], 'in-effect', false],
      [words['flour.title'], 'in-effect', false],
      [words['sundays.title'], 'open', false],
      ['Bo asks for a new device', 'in-effect', false],
      [words['market-money.title'], 'passed', false],
      [words['name.title'], 'in-review', false],
      [words['flour.title'], 'in-effect', false],
      [words['roles.title'], 'in-effect', false],
      [words['shelter.title'], 'passed', false],
      [words['keys.title'], 'in-effect', false],
      [words['flour.title'], 'in-effect', false],
      [words['two-days.title-amended'], 'in-effect', false],
      [words['parting.title'], 'in-effect', false],
    ]);
    const sundays = await visit.decision(words['sundays.title']);
    assert.deepEqual([sundays.version, sundays.heard.unheard, sundays.objections.map(({ member }) => member)], [3, [], ['Dina']]);
    const [help] = sundays.round.waysOut.asked;
    assert.deepEqual(
      [help?.way, help?.who.map(({ member, will }) => [member, will])],
      [
        'helping-circle',
        [
          ['Ana', true],
          ['Visitor', null],
        ],
      ],
    );
    const grain = await visit.decision(words['grain.title']);
    assert.deepEqual([grain.method.name, grain.heard.unheard, grain.ballots.length], ['schulze', ['Visitor'], 6]);
    const amended = await visit.decision(words['two-days.title-amended']);
    assert.deepEqual([amended.version, amended.versions[0]?.responses.at(-1)?.response], [2, 'object']);
    const agreements = (await visit.does('agreements', {})).map(({ title, state, owner, changes, concerns }) => [
      title,
      state,
      owner?.member,
      changes,
      concerns,
    ]);
    assert.deepEqual(agreements, [
      [words['flour.title'], 'in-force', 'Bo', 2, 0],
      [words['roles.title'], 'in-force', 'Farida', 0, 1],
      [words['keys.title'], 'due', 'Dina', 0, 0],
    ]);
    const channels = (await visit.does('channels', {})).map(({ name, circle, unread }) => [circle?.name ?? name, unread]);
    assert.deepEqual(channels, [
      ['everyone', 5],
      ['market', 0],
      ['oven', 2],
      [words['circle.shelter'], 0],
    ]);
    const circles = (await visit.does('circles', {})).map(({ name, isIn, members }) => [name, isIn, members.length]);
    assert.deepEqual(circles.sort(), [
      ['', false, 3],
      [words['circle.shelter'], true, 3],
    ]);
    const voices = (await visit.does('delegations', {})).given.map(({ member, to, subject }) => [member, to, subject]);
    assert.deepEqual(voices, [['Emre', 'Dina', words['subject.shop']]]);
    const [{ draw: market }, { draw: morning }] = [
      await visit.decision(words['winter-market.title']),
      await visit.decision(words['first-morning.title']),
    ];
    assert.deepEqual([market?.step, market?.missing.map(({ member }) => member)], ['putting-in', ['Emre']]);
    assert.deepEqual([morning?.step, morning?.drawn.length, morning?.next.length], ['drawn', 1, 2]);
    const { retention } = await visit.does('agreed', {});
    assert.equal(retention.clash.length, 1, 'how long talk is kept was decided twice at once');
    const { aside, late } = await visit.does('reach', {});
    assert.deepEqual(late.newest, [], 'what the visitor’s device did for the draw is none of the visitor’s deeds');
    assert.deepEqual(
      aside.flatMap(({ reason, entries }) => entries.map(({ member, text }) => [reason, member, text])),
      [['removed', 'Ivo', words['parting.crates']]],
    );
    const oven = await visit.does('talk', { channel: 'oven' });
    assert.deepEqual(
      oven.filter(({ edited }) => edited).map(({ text }) => text),
      [words['oven.part-corrected']],
    );
    const [cell] = (await visit.does('status', {})).cells;
    assert.equal(cell?.name, 'Bakery on the Corner');
    assert.deepEqual(cell?.peers.map(({ member, inSync }) => [member, inSync]).sort(), [
      ['Ana', true],
      ['Bo', true],
      ['Cy', true],
      ['Dina', true],
      ['Farida', true],
    ]);
    const times = (await visit.does('talk', {})).map(({ time }) => time);
    assert.deepEqual(times, [...times].sort(), 'what was said stands in the order of its days');
    assert.ok(Date.parse(times[0] ?? '') < Date.UTC(2026, 9, 20) && Date.parse(times.at(-1) ?? '') > Date.UTC(2026, 10, 21, 14));
  });

  test('is answered what they ask about a proposal', async () => {
    const { id } = await visit.decision(FIVE_DAYS);
    await visit.does('respond', { id, response: 'question', reason: 'And who is away for the weekend?' });
    await visit.wait(12);
    const { questions } = await visit.does('decision', { id });
    assert.deepEqual(
      questions[0]?.answers.map(({ member, text }) => [member, text]),
      [['Bo', reasons['answer-five-days'][0]]],
    );
  });

  test('decides with the others what waited for them alone', async () => {
    const { id } = await visit.decision(FIVE_DAYS);
    await visit.does('respond', { id, response: 'consent' });
    await visit.wait(2);
    const { state, certificate } = await visit.does('decision', { id });
    assert.equal(state, 'in-effect');
    assert.ok((certificate?.attestations.length ?? 0) >= 5, 'attested by a quorum of the seven');
  });

  test('is greeted by two of them when they greet', async () => {
    const heard = await visit.hears('Hello everybody');
    assert.equal(heard.length, 2);
    assert.ok(answers.greeting.includes(heard[0]?.text as never) && answers['greeting-too'].includes(heard[1]?.text as never));
    assert.notEqual(heard[0]?.author, heard[1]?.author);
  });

  test('is told that somebody is away, and a while later that they are back', async () => {
    const heard = await visit.hears('Emre, where is the van?');
    assert.deepEqual(
      heard.map(({ author, text }) => [author, answers['emre-is-off'].includes(text as never)]),
      [['Dina', true]],
    );
    await visit.wait(15);
    const [last] = await visit.does('talk', { limit: 1 });
    assert.deepEqual([last?.author, last?.reach], ['Emre', { on: 7, of: 7 }]);
  });

  test('opens the door together with the others, and whoever came in greets', async () => {
    const { id } = await visit.decision('Gül asks to join');
    await visit.wait(30);
    assert.equal((await visit.does('decision', { id })).heard.count, 2, 'the others wait for the visitor’s word');
    await visit.does('respond', { id, response: 'consent' });
    await visit.wait(60);
    assert.equal((await visit.does('decision', { id })).state, 'in-effect');
    const [last] = await visit.does('talk', { limit: 1 });
    assert.deepEqual([last?.author, last?.text], ['Gül', answers['guel-hello'][0]]);
  });

  test('draws with the others once they agree, and Emre is back', async () => {
    const { id } = await visit.decision(words['winter-market.title']);
    await visit.does('vote', { id, choice: 'agree' });
    await visit.wait(30);
    const { state, draw } = await visit.does('decision', { id });
    assert.deepEqual([state, draw?.step, draw?.drawn.length, draw?.missing], ['passed', 'drawn', 2, []]);
  });

  test('takes back with the others what is set aside, and they part from nobody without a word', async () => {
    const { aside } = await visit.does('reach', {});
    const readmit = aside.flatMap(({ entries }) => entries.map((entry) => entry.id));
    const { id } = await visit.does('propose', { title: 'Take back what Ivo wrote', readmit });
    await visit.does('respond', { id, response: 'consent' });
    const parting = await visit.does('propose', { title: 'Part from Farida', remove: 'Farida' });
    await visit.wait(40);
    assert.equal((await visit.does('decision', { id })).state, 'in-effect');
    const said = (await visit.does('talk', {})).filter(({ author }) => author === 'Ivo').map(({ text }) => text);
    assert.deepEqual(said, [words['parting.crates']]);
    const { state, objections, responses } = await visit.does('decision', { id: parting.id });
    assert.deepEqual([state, objections.map(({ member }) => member)], ['open', ['Cy']]);
    assert.ok(!responses.some(({ member }) => member === 'Farida'), 'it is about her');
    await visit.does('withdraw', { id: parting.id });
  });

  test('is answered in whichever way they ask', async () => {
    const option = ['Poppy seed', 'Sesame', 'Plain'];
    const { id } = await visit.does('propose', { title: 'Which roll on Saturdays?', method: 'irv', option });
    await visit.wait(30);
    const { ballots, count } = await visit.does('decision', { id });
    assert.ok(ballots.length >= 6, `${ballots.length} of them voted`);
    assert.equal(count?.result?.voters, ballots.length);
  });

  test('is asked and objected to when they propose, and integrates it', async () => {
    const { id } = await visit.does('propose', { title: 'A bench in front of the shop', text: 'So that people can sit down with a roll.' });
    await visit.does('respond', { id, response: 'consent' });
    await visit.wait(35);
    const first = await visit.does('decision', { id });
    assert.deepEqual(
      first.objections.map(({ member, reason }) => [member, reason]),
      [['Cy', reasons['object-for-good'][0]]],
    );
    assert.deepEqual(
      first.questions.map(({ member, text }) => [member, text]),
      [['Dina', reasons['question-who'][0]]],
    );
    await visit.does('answer', { id: first.questions[0]?.id ?? '', text: 'Bo and I carry it in at night.' });
    await visit.does('amend', { id, text: 'So that people can sit down. We look at it again in six weeks.' });
    await visit.does('respond', { id, response: 'consent' });
    await visit.wait(40);
    const second = await visit.does('decision', { id });
    assert.deepEqual([second.state, second.version, second.heard.unheard], ['passed', 2, []]);
    assert.ok(reasons.resolved.includes(second.responses.find(({ member }) => member === 'Cy')?.reason as never));
  });

  test('invites, and once somebody comes', async () => {
    const { invitation } = await visit.does('invite', {});
    visit.demonstration.invited(invitation);
    visit.demonstration.invited(invitation);
    await visit.wait(25);
    const waiting = (await visit.does('people', {})).filter(({ state }) => state === 'waiting');
    assert.deepEqual(
      waiting.map(({ name }) => name),
      ['Hana'],
    );
  });
});

test('an objection of the visitor is integrated, and a second one lets the proposal rest', async () => {
  const visit = await Visit.begin('object');
  const { id } = await visit.decision(FIVE_DAYS);
  await visit.does('respond', { id, response: 'object', reason: 'Five days is too long when the flour runs out.' });
  await visit.wait(60);
  const amended = await visit.does('decision', { id });
  assert.deepEqual([amended.version, amended.heard.unheard, amended.state], [2, ['Visitor'], 'open']);
  await visit.does('respond', { id, response: 'object', reason: 'It still is.' });
  await visit.wait(25);
  assert.equal((await visit.does('decision', { id })).state, 'withdrawn');
  await visit.demonstration.close();
  assert.deepEqual(visit.log, []);
});

test('the same seed and the same deeds give the same demonstration', async () => {
  const shown: string[] = [];
  for (let time = 0; time < 2; time++) {
    const visit = await Visit.begin('same');
    await visit.hears('Who bakes the bread?');
    shown.push(JSON.stringify([await visit.does('talk', {}), await visit.does('decisions', {})]));
    await visit.demonstration.close();
  }
  assert.equal(shown[0], shown[1]);
});

test('whoever leaves leaves nothing behind: no timer, and nothing in memory', async () => {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  const left = await (async () => {
    const visit = await Visit.begin('leave');
    await visit.does('say', { text: 'Hello, and goodbye' });
    await visit.demonstration.close();
    assert.equal(visit.timers, 0);
    return new WeakRef(visit.demonstration.visitor);
  })();
  await new Promise((resolve) => setImmediate(resolve));
  collect();
  assert.equal(left.deref(), undefined);
});
