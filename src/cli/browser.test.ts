import assert from 'node:assert/strict';
import { test } from 'node:test';
import { browserCommand, hasScreen } from './browser.ts';

test('a browser opens only where there is a screen', () => {
  assert.ok(!hasScreen({}, 'linux'));
  assert.ok(!hasScreen({ DISPLAY: '' }, 'linux'));
  assert.ok(hasScreen({ DISPLAY: ':0' }, 'linux'));
  assert.ok(hasScreen({ WAYLAND_DISPLAY: 'wayland-0' }, 'linux'));
  assert.ok(hasScreen({}, 'darwin'));
  assert.ok(!hasScreen({ SSH_CONNECTION: '10.0.0.1 1 10.0.0.2 22' }, 'darwin'));
});

test('each platform has its program for it, and no shell takes the link apart', () => {
  const link = 'http://127.0.0.1:4000/enter?token=a';
  assert.deepEqual(browserCommand(link, 'linux'), ['xdg-open', [link]]);
  assert.deepEqual(browserCommand(link, 'darwin'), ['open', [link]]);
  assert.deepEqual(browserCommand(link, 'win32'), ['rundll32', ['url.dll,FileProtocolHandler', link]]);
});
