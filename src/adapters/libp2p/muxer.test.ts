import assert from 'node:assert/strict';
import { test } from 'node:test';
import { frameBound, tellRoomSparingly } from './muxer.ts';

function frame(type: number, length: number, body = new Uint8Array(0)): Uint8Array {
  const bytes = new Uint8Array(12 + body.length);
  bytes[1] = type;
  new DataView(bytes.buffer).setUint32(8, length);
  bytes.set(body, 12);
  return bytes;
}

test('frames within the window pass, in whatever pieces they come', () => {
  const all = Buffer.concat([
    frame(0, 3, new Uint8Array([0, 0, 1])),
    frame(1, 0xffffffff),
    frame(2, 7),
    frame(0, 4 << 20, new Uint8Array(4 << 20)),
    frame(0, 0),
  ]);
  for (const size of [1 << 23, 65_536, 4093]) {
    const isBounded = frameBound();
    for (let from = 0; from < all.length; from += size) assert.ok(isBounded(all.subarray(from, from + size)));
  }
  const isBounded = frameBound();
  for (const byte of all.subarray(0, 60)) assert.ok(isBounded(new Uint8Array([byte])));
});

test('a frame that announces more than any window is refused at its header', () => {
  for (const length of [(4 << 20) + 1, 0xffffffff]) assert.equal(frameBound()(frame(0, length)), false);
  const isBounded = frameBound();
  assert.ok(isBounded(frame(0, 1, new Uint8Array(1))));
  assert.ok(isBounded(frame(0, 1 << 31).subarray(0, 11)));
  assert.equal(isBounded(new Uint8Array(1)), false, 'the last byte of the length tells');
});

test('an established stream tells of new room once half of its window is used, any other one whenever it is told to', () => {
  let told = 0;
  const stream = { state: 3, recvWindow: 100, recvWindowCapacity: 100, sendWindowUpdate: () => void told++ };
  tellRoomSparingly(stream);
  const after = (state: number, recvWindowCapacity: number): number => {
    told = 0;
    Object.assign(stream, { state, recvWindowCapacity });
    stream.sendWindowUpdate();
    return told;
  };
  assert.deepEqual([after(3, 100), after(3, 51), after(3, 50), after(3, 0)], [0, 0, 1, 1]);
  for (const state of [0, 1, 2, 5]) assert.equal(after(state, 99), 1);
});
