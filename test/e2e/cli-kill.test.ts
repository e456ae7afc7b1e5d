import assert from 'node:assert/strict';
import { randomInt } from 'node:crypto';
import { after, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Device, eventually, foundAndJoin, loopbackDevice } from './device.ts';

// Power cuts: one of two daemons is killed at random moments while both write. What was acknowledged is there afterwards, on both.

const ROUNDS = 4;
const devices: Device[] = [];
after(() => Promise.all(devices.map((device) => device.remove())));

interface Message {
  readonly id: string;
  readonly text: string;
}

/** Says one thing after the other until the daemon is gone or `isOver`, and gives what was acknowledged. */
async function sayOn(device: Device, prefix: string, isOver: () => boolean): Promise<Message[]> {
  const acknowledged: Message[] = [];
  for (let n = 0; !isOver(); n++) {
    const text = `${prefix} ${n}`;
    try {
      const { id } = await device.api('say', { text });
      acknowledged.push({ id, text });
    } catch {
      return acknowledged;
    }
  }
  return acknowledged;
}

test('whatever was shown as saved outlives kills at any moment, and both show the same', async (t) => {
  const [ana, bo] = [await loopbackDevice(), await loopbackDevice()];
  devices.push(ana, bo);
  await Promise.all([ana.start(), bo.start()]);
  await foundAndJoin(ana, bo);
  const acknowledged: Message[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    let isOver = false;
    const [victim, other] = round % 2 === 0 ? [bo, ana] : [ana, bo];
    const saying = [sayOn(victim, `victim ${round}`, () => false), sayOn(other, `other ${round}`, () => isOver)];
    const proposing = other.api('propose', { title: `Proposal ${round}` });
    await sleep(randomInt(20, 700));
    await victim.end('SIGKILL');
    isOver = true;
    acknowledged.push(...(await Promise.all(saying)).flat());
    await proposing;
    await victim.start();
  }
  t.diagnostic(`${acknowledged.length} messages were acknowledged over ${ROUNDS} kills`);
  assert.ok(acknowledged.length >= ROUNDS);

  for (const device of [ana, bo]) {
    const talk: readonly Message[] = await eventually(
      () => device.api('talk', { limit: 1000 }),
      (messages: readonly Message[]) => acknowledged.slice(-1000).every(({ id }) => messages.some((message) => message.id === id)),
    );
    const texts = new Map(talk.map(({ id, text }) => [id, text]));
    for (const { id, text } of acknowledged.slice(-1000)) assert.equal(texts.get(id), text);
  }
  const shown = async (device: Device) => {
    const talk = await device.api('talk', { limit: 1000 });
    const decisions = await device.api('decisions', {});
    const { entries, quarantined } = (await device.api('status', {})).cells[0];
    return {
      talk: talk.map(({ id }: Message) => id),
      decisions: decisions.map(({ id, title }: { id: string; title: string }) => [id, title]),
      entries,
      quarantined,
    };
  };
  const both = await eventually(
    () => Promise.all([shown(ana), shown(bo)]),
    ([one, two]) => JSON.stringify(one) === JSON.stringify(two),
  );
  assert.equal(both[0].decisions.length, ROUNDS + 1);
  assert.equal(both[0].quarantined, 0, 'nobody told two stories');
});
