import type { Id } from '../bytes/id.ts';
import type { Accepted, Record } from '../log/record.ts';
import { SYNC } from './limits.ts';
import type { LinkState } from './link.ts';
import { encodeMessage, type Part, type Told } from './messages.ts';
import { PartPacker, sizeOf } from './parts.ts';
import { blockEnd, type Shelf } from './shelf.ts';

/** A run of own entries that ends in a signature and goes out unasked. */
interface Push {
  readonly part: Part & { readonly signature: Uint8Array };
  readonly end: number;
}

/** Tells of a link's logs what it has not been told: messages `have`. All of them on the first call for a link, later what has changed. */
export function tellOf(link: LinkState, record: Record, shelf: Shelf): Uint8Array[] {
  const logs: Told[] = [];
  for (const log of link.untold) {
    const count = shelf.count(log);
    if (!link.gives(log) || count <= (link.told.get(log) ?? 0)) continue;
    if (record.story(log) !== undefined && !link.stories.has(log)) continue;
    const tip = record.chain(log)?.at(count - 1);
    // What the record has let go of is still on the disk for a moment, and this is told once it is gone from there.
    if (tip === undefined) continue;
    link.told.set(log, count);
    logs.push({ log, count, tip: tip.id });
  }
  link.untold.clear();
  const messages: Uint8Array[] = [];
  for (let i = 0; i < logs.length; i += SYNC.logsPerMessage) {
    const more = i + SYNC.logsPerMessage < logs.length;
    messages.push(encodeMessage({ type: 'have', logs: logs.slice(i, i + SYNC.logsPerMessage), more }));
  }
  return messages;
}

/** Own new entries as runs that can go out as they are: cut at seams, each ending in a signature. */
export function pushesOf(entries: readonly Accepted[]): Push[] {
  const open = new Map<Id, { from: number; entries: Uint8Array[] }>();
  const pushes: Push[] = [];
  for (const { entry, bytes, signature } of entries) {
    const log = entry.chain.logId;
    const run = open.get(log) ?? { from: entry.seq, entries: [] };
    open.set(log, run);
    run.entries.push(bytes);
    const ends = entry.seq + 1 === blockEnd(entry.seq);
    if (signature === null && !ends) continue;
    open.delete(log);
    if (signature !== null) pushes.push({ part: { log, from: run.from, entries: run.entries, signature }, end: entry.seq + 1 });
  }
  return mergeRuns(pushes);
}

/** Joins runs of one log within one block: the later signature stands for both. */
function mergeRuns(pushes: readonly Push[]): Push[] {
  const merged: Push[] = [];
  const last = new Map<Id, number>();
  for (const push of pushes) {
    const at = last.get(push.part.log);
    const before = at === undefined ? undefined : merged[at];
    if (
      at !== undefined &&
      before !== undefined &&
      before.end === push.part.from &&
      blockEnd(before.part.from) === blockEnd(push.end - 1)
    ) {
      const part = { ...push.part, from: before.part.from, entries: [...before.part.entries, ...push.part.entries] };
      merged[at] = { part, end: push.end };
      continue;
    }
    last.set(push.part.log, merged.length);
    merged.push(push);
  }
  return merged;
}

/**
 * The messages that bring own new entries to a link which holds all that stands before them in their logs. What does not fit
 * one message each is left to be told and asked for.
 */
export function pushTo(link: LinkState, pushes: readonly Push[]): Uint8Array[] {
  const packer = new PartPacker();
  for (const { part, end } of pushes) {
    const { log, from, entries } = part;
    const known = Math.max(link.asking.theirs.get(log) ?? 0, link.sent.get(log) ?? 0);
    if (!link.gives(log) || known < from || known >= end || sizeOf(entries) > SYNC.pushBytes) continue;
    packer.addWhole(log, from, entries, part.signature);
    link.sent.set(log, end);
    link.told.set(log, Math.max(link.told.get(log) ?? 0, end));
  }
  return packer.finish();
}
