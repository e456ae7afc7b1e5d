import { randomFillSync } from 'node:crypto';
import { LIMITS } from '../bytes/limits.ts';
import { accept } from '../bytes/verdict.ts';
import { signingKeys } from '../crypto/sign.ts';
import { EpochKeys, epochOf } from './epoch.ts';
import { WHOLE_CELL } from './lane.ts';
import { Record } from './record.ts';
import type { Segment } from './segment.ts';
import { type Draft, segmentsOf, type Written, writeEntries } from './writing.ts';

// node src/log/record.bench.ts [entries] [entries a batch]: how long 8 devices' actions of 200 bytes take to write, receive and restore.
const ENTRIES = Number(process.argv[2] ?? 100_000);
const BATCH = Number(process.argv[3] ?? 4);
const DEVICES = 8;

const random = (size: number) => randomFillSync(new Uint8Array(size));
const charter = 'ab'.repeat(32);
const blind = random(32);
const epoch = epochOf(random(32), WHOLE_CELL, charter);

function newRecord(): Record {
  const keys = new EpochKeys();
  keys.add(epoch);
  return new Record(blind, keys, { judge: () => accept(null), fold: () => undefined });
}

function heapOf(): number {
  globalThis.gc?.();
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return heapUsed + arrayBuffers;
}

/** Where others share the machine, processor time says more than the clock; it counts all threads, those that collect garbage too. */
function report(name: string, milliseconds: number, cpu = process.cpuUsage(started)): void {
  const used = ((cpu.user + cpu.system) / 1e6).toFixed(2);
  console.log(
    `${name.padEnd(10)} ${(milliseconds / 1000).toFixed(2)} s  ${((milliseconds * 1000) / ENTRIES).toFixed(1)} µs an entry  (${used} s of processor)`,
  );
}

/** What each device wrote, as another one asks for it later: in blocks, in the order of their ends. */
function inBlocks(written: readonly Written[]): Segment[] {
  const segments: Segment[] = [];
  const blocks = new Map<string, Written[]>();
  const close = (block: Written[]): void => {
    const [first, last] = [block[0], block[block.length - 1]];
    if (first === undefined || last === undefined || last.signature === null) return;
    segments.push({ log: first.log, from: first.seq, entries: block.map(({ bytes }) => bytes), signature: last.signature });
  };
  for (const entry of written) {
    const log = entry.log.toHex();
    const block = [...(blocks.get(log) ?? []), entry];
    blocks.set(log, block.length === LIMITS.signedEvery ? [] : block);
    if (block.length === LIMITS.signedEvery) close(block);
  }
  for (const block of blocks.values()) close(block);
  return segments;
}

const author = newRecord();
const pens = Array.from({ length: DEVICES }, () => ({
  keys: signingKeys(random(32)),
  charter,
  epochs: { cell: epoch, circle: epoch },
  time: 1_800_000_000,
  random,
}));
// ['say', 193 letters] takes 200 bytes.
const draft: Draft = { lane: 'record', topic: '', turn: 0, circle: WHOLE_CELL, action: ['say', 'x'.repeat(193)] };
const written: Written[] = [];
let writing = 0;
let began = performance.now();
let started = process.cpuUsage();
for (let i = 0; written.length < ENTRIES; i++) {
  const start = performance.now();
  const batch = writeEntries(author, Array(BATCH).fill(draft), pens[i % DEVICES]!);
  writing += performance.now() - start;
  if (!batch.ok) throw new Error(batch.reason);
  for (const segment of segmentsOf(batch.value)) {
    const { refused } = author.receive(segment);
    if (refused !== null) throw new Error(refused);
  }
  written.push(...batch.value);
}
console.log(`write      ${(writing / 1000).toFixed(2)} s  ${((writing * 1000) / ENTRIES).toFixed(1)} µs an entry`);
report('write+take', performance.now() - began);

const bytes = written.reduce((sum, entry) => sum + entry.bytes.length, 0);
console.log(`${(bytes / written.length).toFixed(1)} bytes an entry in batches of ${BATCH}`);

const segments = inBlocks(written);
const receiver = newRecord();
const before = heapOf();
let most = 0;
began = performance.now();
started = process.cpuUsage();
for (const segment of segments) {
  const { refused } = receiver.receive(segment);
  most = Math.max(most, receiver.waiting);
  if (refused !== null) throw new Error(refused);
}
report('receive', performance.now() - began);
console.log(`${receiver.size} accepted, ${receiver.waiting} wait, at most ${most} waited`);
if (globalThis.gc) console.log(`${((heapOf() - before) / written.length).toFixed(0)} bytes of memory an entry`);

const restored = newRecord();
began = performance.now();
started = process.cpuUsage();
for (const entry of written) {
  const verdict = restored.restore(entry.log, entry.seq, entry.bytes);
  if (!verdict.ok) throw new Error(verdict.reason);
}
report('restore', performance.now() - began);
