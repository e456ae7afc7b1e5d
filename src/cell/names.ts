import type { Id } from '../bytes/id.ts';
import { cleanName, foldName } from '../bytes/name.ts';
import { accept, refuse, type Verdict } from '../bytes/verdict.ts';
import type { Charter, Member } from './charter.ts';

/**
 * What people are called, so that no two are called alike. The first of a name bears it for ever, also after leaving; others, who were
 * admitted at once or came later, are told apart by a number behind it: "Ana", "Ana 2".
 * The same on every device with this charter, and nobody's name changes because somebody comes or goes.
 * @returns by member id, former members included
 */
export function displayNames(charter: Charter): ReadonlyMap<Id, string> {
  const everybody = [...charter.members.values(), ...charter.former.values()].sort(compareSeniority);
  const shown = new Map<Id, string>();
  const taken = new Set<string>();
  for (const { id, name } of everybody) {
    if (taken.has(foldName(name))) continue;
    taken.add(foldName(name));
    shown.set(id, name);
  }
  for (const { id, name } of everybody) {
    if (shown.has(id)) continue;
    const own = firstFree(name, taken);
    taken.add(foldName(own));
    shown.set(id, own);
  }
  return shown;
}

/**
 * Whether nobody new can take this name: a member bears it, or is called so to be told apart from another, in whatever case and however
 * its letters are composed. Whoever comes back may take the name that they had.
 */
export function isNameTaken(name: string, charter: Charter): boolean {
  const folded = foldName(name);
  const shown = displayNames(charter);
  return [...charter.members.values()].some(
    (member) => foldName(member.name) === folded || foldName(shown.get(member.id) ?? '') === folded,
  );
}

/** The member who is shown by a name, in whatever case and however its letters are composed; undefined where nobody is. */
export function findByName(charter: Charter, name: string): Id | undefined {
  const names = displayNames(charter);
  return [...charter.members.keys()].find((id) => foldName(names.get(id) ?? '') === foldName(name));
}

/** The member who is meant by a name or the first letters of an id. Refuses `member-unknown`, `id-ambiguous`. */
export function findMember(charter: Charter, meant: string): Verdict<Id> {
  const named = findByName(charter, meant);
  if (named !== undefined) return accept(named);
  const found = [...charter.members.keys()].filter((id) => meant.length >= 4 && id.startsWith(meant.toLowerCase()));
  const [first] = found;
  if (first === undefined) return refuse('member-unknown');
  return found.length === 1 ? accept(first) : refuse('id-ambiguous');
}

/** Whether a name is as a cell keeps it: see `cleanName`. Unicode grows, so this keeps devices from attesting and decides nothing. */
export function isCleanName(name: string): boolean {
  const clean = cleanName(name);
  return clean.ok && clean.value === name;
}

/** Whoever was proposed first comes first; of founders, and of those proposed at once, the lower id. */
function compareSeniority(a: Member, b: Member): number {
  return a.since - b.since || (a.id < b.id ? -1 : 1);
}

function firstFree(name: string, taken: ReadonlySet<string>): string {
  for (let number = 2; ; number++) {
    const numbered = `${name} ${number}`;
    if (!taken.has(foldName(numbered))) return numbered;
  }
}
