import assert from 'node:assert/strict';
import { test } from 'node:test';
import { cellOf, linkDevices, neighbourhood, type Person } from '../peers.fixture.ts';

const HOUR = 3_600_000;

/** The keys of what a device is to tell its person now, by their first words. */
async function taken(person: Person): Promise<string[]> {
  const { things } = await person.do('take-digest');
  return things.map(({ key }: { key: string }) => key.split(' ')[0]).sort();
}

/** All at once, at any hour. */
const always = (person: Person) => person.do('set-notices', { rhythm: 'at-once', quiet: 'none' });

test('what waits is told on each device once, is seen as well as told, and is remembered after a restart', async () => {
  const { person, clock } = neighbourhood();
  const [ana, phone, bo] = [await person('Ana').start(), await person('Phone').start(), await person('Bo').start()];
  await cellOf(ana, bo);
  await linkDevices(ana, phone);
  for (const one of [ana, phone]) await always(one);
  clock.putAhead(HOUR);
  assert.deepEqual(await taken(ana), ['words'], 'her recovery words are not on paper yet');
  assert.deepEqual(await taken(ana), []);

  await bo.do('propose', { title: 'Bread for the shelter' });
  for (const one of [ana, phone]) await one.until('waiting', (all) => all.some(({ kind }: { kind: string }) => kind === 'turn'));
  const [asked] = await ana.do('waiting');
  assert.deepEqual([asked.title, asked.from, asked.at[0]], ['Bread for the shelter', 'Bo', 'decisions']);
  assert.deepEqual((await phone.do('waiting')).slice(0, 1), [asked], 'the same for the same thing, on each device');
  clock.putAhead(HOUR);
  assert.deepEqual(await taken(ana), ['turn']);
  await ana.stop();
  await ana.start();
  clock.putAhead(HOUR);
  assert.deepEqual([await taken(ana), (await ana.do('digest')).untold], [[], 0]);
  assert.deepEqual((await phone.do('digest')).untold, 2, 'the phone has told nothing yet');
  assert.deepEqual((await phone.do('take-digest', { seen: true })).count, 2);
  clock.putAhead(HOUR);
  assert.deepEqual(await taken(phone), [], 'what was looked at counts as told');

  const tablet = await person('Tablet').start();
  await linkDevices(phone, tablet, 'Tablet');
  await ana.until('digest', ({ untold }) => untold === 1);
  await ana.do('take-digest', { seen: true });
  assert.deepEqual([await taken(ana), await taken(phone)], [['device'], []], 'whoever linked it knows');
  await tablet.stop();

  // Its time is nearly up: seven days are usual.
  clock.putAhead(6.5 * 24 * HOUR);
  assert.deepEqual([await taken(ana), await taken(phone)], [['turn'], ['turn']]);
  clock.putAhead(3 * HOUR);
  assert.deepEqual([await taken(ana), await taken(phone)], [[], []], 'once more, and no more');
  for (const one of [ana, phone, bo]) await one.stop();
});

test('nothing that was said is kept with what was told, and of what one has read no mark stays', async () => {
  const { person, clock } = neighbourhood();
  const [ana, bo] = [await person('Ana').start(), await person('Bo').start()];
  await cellOf(ana, bo);
  await always(ana);
  await ana.do('set-notices', { about: 'calls,talk' });
  await bo.do('say', { text: 'Where is the apron, @Ana?' });
  await ana.until('waiting', (all) => all.some(({ kind }: { kind: string }) => kind === 'call'));
  clock.putAhead(HOUR);
  const { things } = await ana.do('take-digest');
  assert.deepEqual(
    things.map(({ kind, title, from }: Record<string, unknown>) => [kind, title, from]),
    [
      ['call', 'Where is the apron, @Ana?', 'Bo'],
      ['talk', 'everyone', 'Bo'],
    ],
  );
  const sizeOf = () => [...ana.disk.stores.values()].map(({ notes }) => notes.get('told')?.length ?? 0)[0] ?? 0;
  const full = sizeOf();
  const isOnDisk = [...ana.disk.stores.values()].some(({ notes }) =>
    [...notes.values()].some((note) => new TextDecoder().decode(note).includes('apron')),
  );
  assert.deepEqual([full > 0, isOnDisk], [true, false]);
  await ana.do('read', {});
  clock.putAhead(25 * HOUR);
  await bo.do('say', { text: 'Found it.' });
  await ana.until('channels', ([everyone]) => everyone.unread === 1);
  clock.putAhead(HOUR);
  assert.deepEqual(await taken(ana), ['talk']);
  assert.ok(sizeOf() < full, 'the marks of what she has read are gone');
  for (const one of [ana, bo]) await one.stop();
});

test('each device goes by what was chosen on it, and a second cell by what was chosen for the first', async () => {
  const { person } = neighbourhood();
  const ana = await person('Ana').start();
  await ana.do('found', { name: 'Bakery', as: 'Ana' });
  const usual = await ana.do('notices');
  assert.deepEqual([usual.rhythm, usual.quiet, usual.inQuiet], ['few', { from: '22:00', until: '07:00' }, false]);
  const choice = {
    rhythm: 'weekly',
    at: '17:30',
    day: 'friday',
    quiet: '20:15-08:00',
    sooner: 'no',
    'in-quiet': 'yes',
    about: 'door,asked',
  };
  const chosen = await ana.do('set-notices', choice);
  assert.deepEqual(chosen, await ana.do('notices'));
  const said = 'Notices come once a week, on Friday at 17:30.\nNone comes from 20:15 to 08:00.';
  assert.equal(await ana.told('notices'), `${said}\nWhat cannot wait comes in quiet hours too.\nThey are about: asked, door.`);
  assert.equal((await ana.do('digest')).isTime, false, 'moments that have gone by bring nothing');
  const { next } = await ana.do('digest');
  assert.equal(new Date(Date.parse(next) + HOUR).getUTCDay(), 5, `${next} is a Friday, an hour ahead of UTC`);
  const first = ana.peer.cells[0]?.cell ?? '';
  await ana.do('found', { name: 'Garden', as: 'Ana' });
  const second = ana.peer.presence(ana.peer.cells.find(({ cell }) => cell !== first)?.cell ?? '');
  assert.ok(second !== undefined);
  const { choicesIn } = await import('./digest.ts');
  assert.equal((await choicesIn(ana.peer, second)).rhythm, 'weekly');
  await ana.stop();
});
