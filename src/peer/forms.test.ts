import assert from 'node:assert/strict';
import { test } from 'node:test';
import { LIMITS } from '../bytes/limits.ts';
import { utf8 } from '../bytes/octets.ts';
import type { Form, FormAgreement } from '../practices/agreements/forms/form.ts';
import { FORMS } from '../practices/agreements/forms/forms.ts';
import type { AgreementLine, AgreementView } from '../practices/agreements/view.ts';
import { consentOfAll, neighbourhood } from './peers.fixture.ts';

test('a form has few agreements on what every group needs, each of them short', () => {
  assert.deepEqual(
    FORMS.map(({ name }) => name),
    ['affinity-group', 'co-op', 'union-branch', 'neighbourhood', 'council'],
  );
  for (const { name, agreements } of FORMS) {
    assert.ok(agreements.length >= 5 && agreements.length <= 8, name);
    const subjects = new Set(agreements.map(({ subject }) => subject));
    for (const subject of ['Deciding', 'Money', 'Talk', 'Conflict', 'Joining and leaving'])
      assert.ok(subjects.has(subject), `${name}: ${subject}`);
    for (const { title, text, subject, review, afterwards } of agreements) {
      assert.ok(utf8(title).length <= 80 && utf8(text).length <= 500 && utf8(subject).length <= LIMITS.nameBytes, title);
      assert.ok(text.split(/[.?] /).length >= 2, `${title} is more than one sentence`);
      assert.ok(afterwards === 'stay' || review !== null);
      assert.doesNotMatch(text, /shall|hereby|pursuant|!|please/i);
    }
  }
});

for (const form of FORMS) {
  test(`a cell is founded on the form ${form.name}, and all of it is in force and can be changed`, async () => {
    const ana = await neighbourhood().person('Ana').start(false);
    const founded = await ana.do('found', { name: 'Bakery', as: 'Ana', form: form.name });
    assert.equal(founded.agreements, form.agreements.length);
    const register: AgreementLine[] = await ana.do('agreements');
    assert.deepEqual(
      register.map(({ title, subject, state, owner, afterwards }) => [title, subject, state, owner, afterwards]).reverse(),
      form.agreements.map(({ title, subject, afterwards }) => [title, subject, 'in-force', null, afterwards]),
    );
    const [first] = form.agreements as readonly [FormAgreement];
    const deciding = register.at(-1) as AgreementLine;
    const view: AgreementView = await ana.do('agreement', { id: deciding.id });
    assert.deepEqual([view.text, view.effects, view.attested?.map(({ member }) => member)], [first.text, first.effects, ['Ana']]);
    const [time] = first.effects;
    assert.equal((await ana.do('agreed')).respondWithin.value, time?.value);
    const { id } = await ana.do('change', { id: deciding.id, owner: 'Ana', review: '1y' });
    await ana.do('respond', { id, response: 'consent' });
    const changed: AgreementView = await ana.do('agreement', { id });
    assert.deepEqual([changed.state, changed.owner?.member, changed.changes], ['in-force', 'Ana', 1]);
    await ana.stop();
    assert.deepEqual(ana.log, []);
  });
}

test('without a form nothing is agreed, and who joins a cell sees what it has agreed', async () => {
  const place = neighbourhood();
  const [ana, bo] = [await place.person('Ana').start(), await place.person('Bo').start()];
  assert.equal((await ana.do('found', { name: 'Bakery', as: 'Ana', form: 'co-op' })).agreements, 7);
  await bo.do('found', { name: 'Alone', as: 'Bo' });
  assert.deepEqual(await bo.do('agreements'), []);
  const { invitation } = await ana.do('invite');
  const cy = await place.person('Cy').start();
  await cy.do('join', { invitation, as: 'Cy' });
  await consentOfAll([ana], 'Cy asks to join');
  await cy.until('cells', ([cell]) => cell?.state === 'member');
  const seen: AgreementLine[] = await cy.until('agreements', (lines) => lines.length === 7);
  assert.ok(seen.every(({ heard }) => heard.of === 1));
  for (const person of [ana, bo, cy]) await person.stop();
});

test('forms are told with their titles, and one of them whole', async () => {
  const ana = await neighbourhood().person('Ana').start(false);
  assert.match(await ana.told('forms'), /co-op: Co-op\. People who work together[\s\S]*council: Council of cells/);
  const [council] = (await ana.do('forms', { form: 'council' })) as readonly [Form];
  assert.equal(council.agreements[0]?.title, 'The groups decide, and we carry it');
  await ana.stop();
});
