import assert from 'node:assert/strict';
import { test } from 'node:test';
import { defaultHome } from './default-home.ts';

test('the home lies where the platform keeps the data of programs, unless MOOT_HOME says otherwise', () => {
  assert.equal(defaultHome({}, 'linux', '/home/ana'), '/home/ana/.local/share/moot');
  assert.equal(defaultHome({ XDG_DATA_HOME: '/data' }, 'linux', '/home/ana'), '/data/moot');
  assert.equal(defaultHome({ XDG_DATA_HOME: 'data' }, 'linux', '/home/ana'), '/home/ana/.local/share/moot', 'a relative one is ignored');
  assert.equal(defaultHome({}, 'darwin', '/Users/ana'), '/Users/ana/Library/Application Support/Moot');
  assert.equal(defaultHome({ LOCALAPPDATA: 'D:\\Local' }, 'win32', 'C:\\Users\\ana'), 'D:\\Local\\Moot');
  assert.equal(defaultHome({}, 'win32', 'C:\\Users\\ana'), 'C:\\Users\\ana\\AppData\\Local\\Moot');
  for (const platform of ['linux', 'darwin'])
    assert.equal(defaultHome({ MOOT_HOME: '/mnt/../m', XDG_DATA_HOME: '/d' }, platform, '/h'), '/m');
  assert.equal(defaultHome({ MOOT_HOME: '' }, 'linux', '/home/ana'), '/home/ana/.local/share/moot');
});
