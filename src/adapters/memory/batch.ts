import { idOf } from '../../bytes/id.ts';
import type { StoreBatch, StoredEntry } from '../../ports/store.ts';
import { type MemoryDisk, memoryDisk } from './disk.ts';

/** A copy that nobody else can change: what is written is what was handed over, whenever the flush comes. */
export function copyBatch(batch: StoreBatch): Required<StoreBatch> {
  return {
    entries: (batch.entries ?? []).map(({ log, seq, bytes }) => ({ log: log.slice(), seq, bytes: bytes.slice() })),
    rewritten: (batch.rewritten ?? []).map(({ log, seq, bytes }) => ({ log: log.slice(), seq, bytes: bytes.slice() })),
    erased: (batch.erased ?? []).map((log) => log.slice()),
    signatures: (batch.signatures ?? []).map(({ log, seq, signature }) => ({ log: log.slice(), seq, signature: signature.slice() })),
    obsolete: (batch.obsolete ?? []).map(({ log, from, to }) => ({ log: log.slice(), from, to })),
    notes: (batch.notes ?? []).map(([name, value]) => [name, value?.slice() ?? null] as const),
  };
}

/** Puts a batch on the disk, which keeps its bytes. Gives false, and changes nothing, if one of its entries is there already. */
export function applyBatch(disk: MemoryDisk, batch: Required<StoreBatch>): boolean {
  if (!areNew(disk, batch)) return false;
  if (batch.erased.length > 0) eraseLogs(disk, new Set(batch.erased.map(idOf)));
  for (const entry of batch.entries) addEntry(disk, entry);
  for (const entry of batch.rewritten) rewriteEntry(disk, entry);
  for (const { log, from, to } of batch.obsolete) for (let seq = from; seq < to; seq++) disk.signatures.delete(placeOf(log, seq));
  for (const signature of batch.signatures) disk.signatures.set(placeOf(signature.log, signature.seq), signature);
  for (const [name, value] of batch.notes) {
    if (value === null) disk.notes.delete(name);
    else disk.notes.set(name, value);
  }
  return true;
}

/** Another disk on which the same lies, and which nobody has open. */
export function copyOfDisk({ entries, signatures, notes }: MemoryDisk): MemoryDisk {
  const copy = memoryDisk();
  applyBatch(copy, copyBatch({ entries, signatures: [...signatures.values()], notes: [...notes] }));
  return copy;
}

/** Where in a log's entries, sorted by seq, the first one lies that has `seq` or a later one. */
export function firstFrom(entries: readonly StoredEntry[], seq: number): number {
  let low = 0;
  let high = entries.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((entries[middle] as StoredEntry).seq < seq) low = middle + 1;
    else high = middle;
  }
  return low;
}

function areNew(disk: MemoryDisk, { entries, erased }: Required<StoreBatch>): boolean {
  const places = new Set<string>();
  const gone = new Set(erased.map(idOf));
  for (const { log, seq } of entries) {
    const there = gone.has(idOf(log)) ? [] : (disk.logs.get(idOf(log)) ?? []);
    if (there[firstFrom(there, seq)]?.seq === seq) return false;
    places.add(placeOf(log, seq));
  }
  return places.size === entries.length;
}

function addEntry(disk: MemoryDisk, entry: StoredEntry): void {
  disk.entries.push(entry);
  const id = idOf(entry.log);
  const log = disk.logs.get(id);
  if (log === undefined) disk.logs.set(id, [entry]);
  else log.splice(firstFrom(log, entry.seq), 0, entry);
}

function eraseLogs(disk: MemoryDisk, logs: ReadonlySet<string>): void {
  const kept = disk.entries.filter(({ log }) => !logs.has(idOf(log)));
  disk.entries.length = 0;
  for (const entry of kept) disk.entries.push(entry);
  for (const log of logs) disk.logs.delete(log);
  for (const [place, signature] of disk.signatures) if (logs.has(idOf(signature.log))) disk.signatures.delete(place);
}

function rewriteEntry(disk: MemoryDisk, { log, seq, bytes }: StoredEntry): void {
  const entries = disk.logs.get(idOf(log)) ?? [];
  const at = firstFrom(entries, seq);
  const full = entries[at];
  if (full?.seq !== seq) return;
  const rewritten = { log: full.log, seq, bytes };
  entries[at] = rewritten;
  disk.entries[disk.entries.indexOf(full)] = rewritten;
}

function placeOf(log: Uint8Array, seq: number): string {
  return `${idOf(log)}:${seq}`;
}
