import type { Id } from '../../src/bytes/id.ts';
import { memberIdOf } from '../../src/cell/bundle.ts';
import { deviceOf } from './bundle.ts';

/** A member to whom the cell has given a new device: the changes by which it did, and all roots of theirs, each with how many of these lie before it. */
export interface PlainRecovered {
  readonly changes: readonly Id[];
  readonly roots: ReadonlyMap<Id, number>;
}

/** A change that gives a member a new device. */
export interface PlainRecovery {
  readonly change: Id;
  readonly member: Id;
  readonly replaces: Id;
  readonly device: Id;
}

/** By member, the device that they came with or were given last; and who was given one. Of several that replace the same one the first in the order of ids does. */
export function recover(bundles: readonly Uint8Array[], all: readonly PlainRecovery[]) {
  const now = new Map<Id, Id>();
  for (const bundle of bundles) now.set(memberIdOf(bundle), deviceOf(bundle));
  const taken = new Set(now.values());
  const recovered = new Map<Id, PlainRecovered>();
  for (const [member, first] of [...now]) {
    const roots = new Map([[first, 0]]);
    const changes: Id[] = [];
    for (;;) {
      const here = all.filter((one) => one.member === member && one.replaces === now.get(member) && !taken.has(one.device));
      const [next] = here;
      if (next === undefined) break;
      for (const other of here) roots.set(other.device, changes.length);
      taken.add(next.device);
      now.set(member, next.device);
      changes.push(next.change);
      roots.set(next.device, changes.length);
    }
    if (changes.length > 0) recovered.set(member, { changes, roots });
  }
  return { now, recovered };
}
