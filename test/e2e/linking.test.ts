import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { type Device, eventually, loopbackDevice } from './device.ts';

describe('another device of the same person, by commands', () => {
  let laptop: Device;
  let phone: Device;
  before(async () => {
    [laptop, phone] = await Promise.all([loopbackDevice(), loopbackDevice()]);
    await Promise.all([laptop.start(), phone.start()]);
    await laptop.json('found', 'Bakery', '--as', 'Ana');
    await laptop.json('say', 'Before the phone came.');
  });
  after(() => Promise.all([laptop?.remove(), phone?.remove()]));

  test('without Moot running there is nobody to be met', async () => {
    const alone = await loopbackDevice();
    await alone.json('found', 'Choir', '--as', 'Ana');
    assert.match(await alone.refused(1, 'moot-rests', 'link'), /moot start/);
    await alone.remove();
  });

  test('a link, a number, and the new device has everything', async () => {
    const link = await laptop.run(['link']);
    assert.match(link.out, /becomes another device of yours in Bakery/);
    const text = /moot:link-[a-z2-7]+/.exec(link.out)?.[0] ?? '';
    const taken = await phone.run(['take-link', text, '--name', 'Phone']);
    const number = /moot confirm-link (\d{6})/.exec(taken.out)?.[1] ?? '';
    assert.match(number, /^\d{6}$/, taken.err);
    assert.match((await laptop.run(['linking'])).out, new RegExp(`moot confirm-link ${number}`));
    assert.match((await laptop.run(['confirm-link', number])).out, /^Linked: Phone\. It speaks for you from now on/);
    await eventually(
      () => phone.json('talk'),
      (talk: readonly { text: string }[]) => talk.some((one) => one.text === 'Before the phone came.'),
    );
    const { devices } = await laptop.json('devices');
    assert.equal(devices.length, 2);
    await laptop.json('name-device', devices[0].id.slice(0, 8), 'Laptop');
    assert.match((await laptop.run(['devices'])).out, /Laptop \(this one\): speaks for you\n.* {2}Phone: speaks for you/);
    assert.match(await laptop.refused(1, 'nothing-to-compare', 'confirm-link', number), /No device waits/);
  });
});
