import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import * as v from 'valibot';
import { memoryHub } from '../../adapters/memory/network.ts';
import { systemClock } from '../../adapters/system/clock.ts';
import { systemFiles } from '../../adapters/system/files.ts';
import { systemHome } from '../../adapters/system/home.ts';
import { systemRandom } from '../../adapters/system/random.ts';
import { OPERATIONS } from '../../peer/operations.ts';
import { Peer } from '../../peer/peer.ts';
import { type Diagnosis, diagnosis } from './diagnosis.ts';

const WRITTEN = ['Quarkbrot', 'Zwetschge', 'Haferkleie', 'Ofenhandschuh', 'Mirabelle', 'Sauerteig'] as const;

test('a diagnosis tells how things stand, and nothing of what people wrote, chose or are called', async () => {
  const place = mkdtempSync(join(tmpdir(), 'moot-Sauerteig-'));
  const home = await systemHome(place);
  const hub = memoryHub();
  const peer = await Peer.open({
    home,
    clock: systemClock,
    random: systemRandom,
    files: systemFiles,
    openNetwork: hub.open,
    listen: [],
    lan: false,
    log: () => {},
  });
  // biome-ignore lint/suspicious/noExplicitAny: what operations give is as varied as they are.
  const run = async (name: string, input: object = {}): Promise<any> => {
    const operation = OPERATIONS.find((one) => one.name === name);
    assert.ok(operation !== undefined, name);
    const done = await operation.run(peer, v.parse(operation.input, input), undefined);
    assert.ok(done.ok, name);
    return done.value;
  };
  const diagnose = async (): Promise<Diagnosis> => {
    const done = await diagnosis(home, peer).run({}, undefined);
    assert.ok(done.ok);
    return done.value as Diagnosis;
  };
  try {
    assert.equal((await diagnose()).keyring, 'new');
    await peer.unlock('Mirabelle is the passphrase');
    await run('found', { name: 'Quarkbrot', as: 'Zwetschge' });
    await run('say', { text: 'Haferkleie', channel: 'Ofenhandschuh' });
    const proposal = await run('propose', { title: 'Ofenhandschuh', text: 'Mirabelle' });
    const { invitation } = await run('invite', {});
    const found = await diagnose();
    const [cell] = found.cells;
    assert.deepEqual(
      [cell?.cell, cell?.state, cell?.members, cell?.devices.map(({ device, of }) => [device, of])],
      ['cell 1', 'member', 1, [['device 1', 'member 1']]],
    );
    assert.ok((cell?.entries.record ?? 0) >= 3 && cell?.entries.talk === 1);
    assert.deepEqual(
      found.findings.map(({ state }) => state).filter((state) => state === 'bad'),
      [],
    );
    const written = JSON.stringify(found);
    const seat = peer.presence(peer.cells[0]?.cell ?? '')?.seat;
    assert.ok(seat !== undefined);
    const ids = [seat.cell.id, seat.device, seat.member ?? '', proposal.id, ...[...seat.record.chains()].map(({ logId }) => logId)];
    const secrets = [...WRITTEN, place, invitation.slice(5, 20), ...ids.map((id) => id.slice(0, 6))];
    for (const secret of secrets) assert.ok(!written.toLowerCase().includes(secret.toLowerCase()), secret);
  } finally {
    await peer.close();
    await home.close();
    rmSync(place, { recursive: true });
  }
});
