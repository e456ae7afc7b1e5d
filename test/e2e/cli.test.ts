import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { type Device, eventually, foundAndJoin, loopbackDevice, PASSPHRASE } from './device.ts';

// Two people, two homes, two daemons, on one machine: from founding to a decision in effect, by the CLI alone.

const ID = /^[0-9a-f]{64}$/;
let ana: Device;
let bo: Device;

before(async () => {
  [ana, bo] = [await loopbackDevice(), await loopbackDevice()];
});
after(() => Promise.all([ana?.remove(), bo?.remove()]));

test('two people found a cell, join it, and each sees the other in it', async () => {
  await Promise.all([ana.start(), bo.start()]);
  const { cell, admission } = await foundAndJoin(ana, bo);
  assert.match(cell, ID);
  for (const device of [ana, bo]) {
    const people = await device.json('people');
    assert.deepEqual(
      people.map(({ name, state }: { name: string; state: string }) => [name, state]),
      [
        ['Ana', 'member'],
        ['Bo', 'member'],
      ],
    );
    for (const { id, devices } of people) {
      assert.match(id, ID);
      assert.equal(devices.length, 1);
    }
    assert.deepEqual(
      (await device.json('cells')).map(({ name }: { name: string }) => name),
      ['Bakery on the Corner'],
    );
    const decision = await device.json('decision', admission.slice(0, 12));
    assert.deepEqual([decision.state, decision.certificate.attestations.length], ['in-effect', 1]);
  }
});

test('they compare a safety number, and it is the same', async () => {
  const [one, other] = [await ana.run(['safety-number', 'Bo']), await bo.run(['safety-number', 'Ana'])];
  const digits = /(?:\d{5} ){11}\d{5}/;
  assert.ok(digits.test(one.out));
  assert.equal(digits.exec(one.out)?.[0], digits.exec(other.out)?.[0]);
});

test('they talk both ways, and see how far each message has got', async () => {
  const first = await ana.json('say', 'Who opens on Monday?');
  const second = await bo.json('say', 'I do, says Bo <b>\u001b[31m');
  for (const device of [ana, bo]) {
    const talk = await eventually(
      () => device.json('talk'),
      (messages) =>
        messages.length === 2 && messages.every(({ reach }: { reach: { on: number; of: number } }) => reach.on === 2 && reach.of === 2),
    );
    assert.deepEqual(
      talk.map(({ id, author, text }: Record<string, string>) => [id, author, text]),
      [
        [first.id, 'Ana', 'Who opens on Monday?'],
        [second.id, 'Bo', 'I do, says Bo <b>\u001b[31m'],
      ],
    );
    assert.ok(!Number.isNaN(Date.parse(talk[0].time)));
  }
  assert.ok(!(await ana.run(['talk'])).out.includes('\u001b'), 'nobody steers the terminal of another');
});

test('who follows sees what is said as it comes, until they leave', async () => {
  const following = bo.follow('talk', '--follow');
  const next = async (): Promise<string> => JSON.parse((await following.lines.next()).value).text;
  assert.deepEqual([await next(), await next()], ['Who opens on Monday?', 'I do, says Bo <b>\u001b[31m']);
  await ana.json('say', 'Thank you.');
  assert.equal(await next(), 'Thank you.');
  assert.equal(await following.leave(), 130);
});

test('an objection is integrated by an amendment, and the decision takes effect by itself', async () => {
  const effect = JSON.stringify({ kind: 'agreement', setting: 'name', value: 'The Bakery' });
  const { id } = await ana.json('propose', 'A shorter name', '--text', 'People call us that.', '--effect', effect);
  await eventually(
    () => bo.json('decisions'),
    (decisions) => decisions.length === 2,
  );
  assert.match(await bo.refused(1, 'objection-without-reason', 'respond', id, 'object'), /needs a reason/);
  await bo.json('respond', id, 'object', '--reason', 'The corner is what we are known for.');
  await ana.json('respond', id, 'consent');
  const objected = await eventually(
    () => ana.json('decision', id),
    ({ responses }) => responses.length === 2,
  );
  assert.equal(objected.state, 'open');
  assert.equal(objected.certificate, null);
  const said = objected.responses.find(({ response }: { response: string }) => response === 'object');
  assert.equal(said.reason, 'The corner is what we are known for.');

  assert.match(await bo.refused(1, 'only-the-proposer-amends', 'amend', id, '--text', 'x'), /Only whoever proposed it/);
  const corner = JSON.stringify({ kind: 'agreement', setting: 'name', value: 'Corner Bakery' });
  const amended = await ana.json('amend', id, '--text', 'With the corner in it.', '--effect', corner);
  assert.deepEqual([amended.id, amended.version], [id, 2]);
  await eventually(
    () => bo.json('decision', id),
    ({ version }) => version === 2,
  );
  await bo.json('respond', id, 'consent');
  await ana.json('respond', id, 'consent');
  for (const device of [ana, bo]) {
    const decided = await eventually(
      () => device.json('decision', id),
      ({ state }) => state === 'in-effect',
    );
    assert.equal(decided.title, 'A shorter name');
    assert.equal(decided.text, 'With the corner in it.');
    assert.ok(decided.certificate.attestations.length >= 2);
    assert.equal((await device.json('cells'))[0].name, 'Corner Bakery');
  }
});

test('a rule refuses in words, and nothing is changed', async () => {
  const before = (await ana.json('status')).cells[0].entries;
  assert.match(await ana.refused(1, 'effect-unknown', 'propose', 'Fly', '--effect', '{"kind":"fly"}'), /It knows these: .*agreement/);
  assert.match(await ana.refused(1, 'effect-no-json', 'propose', 'Fly', '--effect', '{"kind":'), /cannot read this effect/);
  await ana.refused(1, 'id-unknown', 'decision', 'ffffffff');
  await ana.refused(1, 'cell-unknown', 'people', '--cell', 'Butcher');
  await ana.refused(2, 'no-response', 'respond', 'ffffffff', 'maybe');
  await ana.refused(2, 'nearest', 'foudn', 'x');
  assert.equal((await ana.json('status')).cells[0].entries, before);
});

test('both have everything', async () => {
  const standings = await Promise.all(
    [ana, bo].map((device) =>
      eventually(
        () => device.json('status'),
        ({ cells }) => cells[0].peers[0]?.inSync === true,
      ),
    ),
  );
  const [one, other] = standings.map(({ cells }) => cells[0]);
  assert.equal(one.entries, other.entries);
  assert.deepEqual([one.quarantined, other.quarantined], [0, 0]);
  assert.deepEqual([one.peers.length, one.peers[0].via], [1, 'here']);
  assert.match(one.peers[0].device, ID);
});

test('a second start says that it runs, and gives a fresh link that lets in', async () => {
  const again = await ana.run(['start', '--no-open']);
  assert.deepEqual([again.exit, again.err], [0, '']);
  assert.match(again.out, /running already/);
  const link = /http:\S+/.exec(again.out)?.[0] ?? '';
  const entered = await fetch(link, { redirect: 'manual' });
  assert.equal(entered.status, 200);
  assert.match(entered.headers.get('set-cookie') ?? '', /HttpOnly/);
  const cookie = entered.headers.get('set-cookie')?.split(';', 1)[0] ?? '';
  const cells = await fetch(new URL('/api/cells', link), { headers: { cookie } });
  assert.match(await cells.text(), /Corner Bakery/);
});

test('a locked device tells nothing until it is unlocked', async () => {
  await bo.json('lock');
  const asked = await bo.run(['talk'], null);
  assert.deepEqual([asked.exit, asked.out], [2, '']);
  assert.match(asked.err, /MOOT_PASSPHRASE/);
  const wrong = await bo.run(['unlock', '--json'], 'wrong');
  assert.equal(wrong.exit, 1);
  assert.equal(JSON.parse(wrong.err).error.reason, 'passphrase-wrong');
  await ana.json('say', 'Bo is away.');
  assert.equal((await bo.run(['unlock'], PASSPHRASE)).exit, 0);
  await eventually(
    () => bo.json('talk'),
    (messages) => messages.at(-1)?.text === 'Bo is away.',
  );
});

test('without a daemon the CLI works by itself, and what it wrote goes on later', async () => {
  const { code, ms } = await bo.end('SIGTERM');
  assert.equal(code, 0);
  assert.ok(ms < 2000, `${ms} ms`);
  const { id } = await bo.json('say', 'Written while nothing ran.');
  assert.equal((await bo.json('talk')).at(-1).id, id);
  assert.match((await bo.run(['doctor'])).out, /can be read/);
  await bo.start();
  await eventually(
    () => ana.json('talk'),
    (messages) => messages.at(-1)?.id === id,
  );
});

test('the doctor finds nothing wrong', async () => {
  const { findings } = await ana.json('doctor');
  assert.deepEqual(
    findings.filter(({ state }: { state: string }) => state === 'bad'),
    [],
  );
  for (const name of ['version', 'clock', 'space', 'keyring-open', 'store', 'cell', 'listening'])
    assert.ok(
      findings.some((finding: { name: string }) => finding.name === name),
      name,
    );
});

test('who follows what waits is told when they want to be, each thing once', async () => {
  await bo.json('set-notices', '--rhythm', 'at-once', '--quiet', 'none');
  const following = bo.follow('waiting', '--follow');
  const seen: string[] = [];
  await ana.json('propose', 'Followed');
  while (seen.at(-1) !== 'Followed') seen.push(JSON.parse((await following.lines.next()).value).title);
  assert.deepEqual([new Set(seen).size, (await bo.json('digest')).untold], [seen.length, 0]);
  assert.match((await bo.run(['waiting'])).out, /You are asked: Followed, until \d{4}-/);
  assert.equal(await following.leave(), 130);
});
