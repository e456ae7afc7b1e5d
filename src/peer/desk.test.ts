import assert from 'node:assert/strict';
import { test } from 'node:test';
import { respond } from '../cell/actions.ts';
import { recordDraft } from '../practices/record-draft.ts';
import { neighbourhood } from './peers.fixture.ts';

test('whoever amends what is decided before their turn to be written comes is told that it is too late', async () => {
  const ana = await neighbourhood().person('Ana').start(false);
  await ana.do('found', { name: 'Bakery', as: 'Ana' });
  const { seat } = ana;
  const presence = ana.peer.presence(seat.cell.id);
  const { id } = await ana.do('propose', { title: 'We share the garden' });
  const write = seat.write.bind(seat);
  seat.write = async (drafts) => {
    await write([recordDraft(respond.write({ version: id, response: 'consent', reason: '' }))]);
    await presence?.settled();
    return write(drafts);
  };
  assert.deepEqual(await ana.ask('amend', { id, text: 'and the shed' }), { ok: false, reason: 'already-decided' });
  seat.write = write;
  assert.deepEqual([...seat.inert], [['already-decided', 1]], 'it stands in the record, and does nothing');
  assert.equal((await ana.do('decision', { id })).state, 'passed');
  assert.ok((await ana.ask('propose', { title: 'We share the shed' })).ok, 'what comes later is as ever');
  await ana.stop();
});
