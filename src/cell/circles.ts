import type { Id } from '../bytes/id.ts';
import { LIMITS } from '../bytes/limits.ts';
import { accept, refuse, type Verdict } from '../bytes/verdict.ts';
import type { Entry } from '../log/chain.ts';
import type { Counts } from '../log/counts.ts';
import type { CircleId } from '../log/lane.ts';
import { hasSeen, holds, seenBefore } from '../log/past.ts';
import { isForAll } from '../log/talk-circle.ts';
import { newEpoch } from './actions.ts';
import type { Charter } from './charter.ts';
import { circleIdOf, foundCircle, joinCircle, leaveCircle } from './circle.ts';
import type { Devices } from './devices.ts';

/** A word of a member of a circle that somebody may join. */
interface Yes {
  readonly entry: Entry;
  readonly author: Id;
  /** Who was in the circle in its past: all of them have to agree, as far as they still are in it. */
  readonly asked: readonly Id[];
  /** The charter that the entry stands on. */
  readonly charter: Charter;
}

/** Somebody who is to join a circle, and has not been agreed on yet. */
export interface Joining {
  readonly member: Id;
  /** Members of the circle who have agreed, in the order of their ids, and those who have not. */
  readonly agreed: readonly Id[];
  readonly missing: readonly Id[];
}

/** How a circle began. */
export interface Founding {
  readonly entry: Entry;
  readonly author: Id;
  readonly members: ReadonlySet<Id>;
  /** The charter that the entry stands on. */
  readonly charter: Charter;
}

/** What the record says of one circle. */
interface Circle {
  /** One; with two, whoever made them meant to mislead, and nobody is in it. */
  readonly foundings: Founding[];
  /** By who is to join. */
  readonly yes: Map<Id, Yes[]>;
  /** By who has left. */
  readonly leaves: Map<Id, Entry[]>;
}

/**
 * Circles of some members, as the record makes them. Who is in one is decided by those who are: whoever joins needs the word of all of them, and
 * whoever leaves that of nobody. Each word is judged from its own past, so more entries only ever let in whom all had agreed on, or let out who left.
 */
export class Circles {
  readonly #circles = new Map<CircleId, Circle>();

  /**
   * Takes an entry of the record that concerns circles.
   * @param member who wrote it @param charter that it stands on
   * @returns null for what is not of circles, or is one of their epochs and may come in; else whether it counts
   */
  fold(entry: Entry, member: Id, charter: Charter): Verdict<null> | null {
    const founded = foundCircle.read(entry.action);
    if (founded !== undefined) return this.#found(founded.members, entry, member, charter);
    const joined = joinCircle.read(entry.action);
    if (joined !== undefined) return this.#agree(joined.circle, joined.member, entry, member, charter);
    const left = leaveCircle.read(entry.action);
    if (left !== undefined) return this.#leave(left.circle, entry, member, charter);
    const epoch = newEpoch.read(entry.action);
    if (epoch === undefined || isForAll(epoch.circle)) return null;
    // Whoever could bring a circle's epoch from outside would read what is written under it.
    return this.isMemberBefore(epoch.circle, member, entry, charter) ? null : refuse('not-of-the-circle');
  }

  /** All circles, in the order in which this device came to know them. */
  ids(): Iterable<CircleId> {
    return this.#circles.keys();
  }

  /** How a circle was founded; undefined for one that is not known. */
  foundingOf(circle: CircleId): Founding | undefined {
    return this.#circles.get(circle)?.foundings[0];
  }

  /** Who is in a circle now, in ascending order of their ids. Whoever is no member of the cell is in none. */
  membersOf(circle: CircleId, charter: Charter): readonly Id[] {
    return this.#membersIn(circle, null, charter);
  }

  /** Whether somebody was in a circle in the past of an entry. @param charter that the entry stands on */
  isMemberBefore(circle: CircleId, member: Id, entry: Entry, charter: Charter): boolean {
    return this.isMemberIn(circle, member, seenBefore(entry), charter);
  }

  /** The devices that read a circle in the past of an entry. @param charter that the entry stands on */
  readersBefore(circle: CircleId, entry: Entry, charter: Charter | undefined, devices: Devices): ReadonlySet<Id> {
    if (charter === undefined) return new Set();
    const spoke = devices.ofPast(charter, entry);
    const read = isForAll(circle) ? spoke : spoke.filter(({ member }) => this.isMemberBefore(circle, member, entry, charter));
    return new Set(read.map(({ device }) => device));
  }

  /** Whether somebody is in a circle by a part of the record. @param charter of that part */
  isMemberIn(circle: CircleId, member: Id, seen: Counts, charter: Charter): boolean {
    const known = this.#circles.get(circle);
    return known !== undefined && charter.members.has(member) && this.#isIn(known, member, seen, charter);
  }

  /** Who is to join a circle, and who has yet to agree. */
  joiningOf(circle: CircleId, charter: Charter): readonly Joining[] {
    const known = this.#circles.get(circle);
    if (known === undefined) return [];
    const members = this.membersOf(circle, charter);
    return [...known.yes.keys()].sort().flatMap((member) => {
      if (members.includes(member) || !charter.members.has(member)) return [];
      const authors = new Set(this.#standingYes(known, member, null, charter).map(({ author }) => author));
      const agreed = members.filter((one) => authors.has(one));
      return agreed.length === 0 ? [] : [{ member, agreed, missing: members.filter((one) => !authors.has(one)) }];
    });
  }

  /** Whether an entry has in its past everybody's leaving a circle, as a part of the record has it or all that is known: what was made before, whoever left may hold. */
  hasSeenLeaves(circle: CircleId, entry: Entry, seen: Counts | null): boolean {
    const leaves = [...(this.#circles.get(circle)?.leaves.values() ?? [])];
    return leaves.every((left) => left.every((one) => hasSeen(entry, one) || !isIn(seen, one)));
  }

  #found(members: readonly Id[], entry: Entry, author: Id, charter: Charter): Verdict<null> {
    const fresh = new Set(members);
    if (fresh.size < 2 || !isAscending(members) || !fresh.has(author)) return refuse('circle-malformed');
    if (!members.every((member) => charter.members.has(member))) return refuse('member-unknown');
    const id = circleIdOf(entry.id);
    if (isForAll(id)) return refuse('circle-malformed');
    if (this.#foundedBefore(author, entry) >= LIMITS.circlesOfMember) return refuse('too-many-circles');
    const circle: Circle = this.#circles.get(id) ?? { foundings: [], yes: new Map(), leaves: new Map() };
    circle.foundings.push({ entry, author, members: fresh, charter });
    this.#circles.set(id, circle);
    return accept(null);
  }

  #agree(id: CircleId, member: Id, entry: Entry, author: Id, charter: Charter): Verdict<null> {
    const circle = this.#circles.get(id);
    if (circle === undefined) return refuse('circle-unknown');
    if (!charter.members.has(member)) return refuse('member-unknown');
    const asked = this.#membersIn(id, seenBefore(entry), charter);
    if (!asked.includes(author)) return refuse('not-of-the-circle');
    if (asked.includes(member)) return refuse('already-in-circle');
    const yes = circle.yes.get(member) ?? [];
    const standing = this.#standingYes(circle, member, seenBefore(entry), charter).filter((one) => one.author === author);
    // Who said so before, of the same circle, need not say so again; else words without end would cost without end.
    if (standing.some((one) => isSame(one.asked, asked))) return refuse('already-agreed');
    circle.yes.set(member, [...yes, { entry, author, asked, charter }]);
    return accept(null);
  }

  /** Whether somebody has ever left a circle. */
  hasLeft(id: CircleId, member: Id): boolean {
    return this.#circles.get(id)?.leaves.has(member) === true;
  }

  #leave(id: CircleId, entry: Entry, author: Id, charter: Charter): Verdict<null> {
    const circle = this.#circles.get(id);
    if (circle === undefined) return refuse('circle-unknown');
    if (!this.isMemberBefore(id, author, entry, charter)) return refuse('not-of-the-circle');
    circle.leaves.set(author, [...(circle.leaves.get(author) ?? []), entry]);
    return accept(null);
  }

  #foundedBefore(author: Id, entry: Entry): number {
    const foundings = [...this.#circles.values()].flatMap((circle) => circle.foundings);
    return foundings.filter((one) => one.author === author && hasSeen(entry, one.entry)).length;
  }

  #membersIn(id: CircleId, seen: Counts | null, charter: Charter): readonly Id[] {
    const circle = this.#circles.get(id);
    if (circle === undefined) return [];
    const ever = new Set([...circle.foundings.flatMap(({ members }) => [...members]), ...circle.yes.keys()]);
    return [...ever].filter((member) => charter.members.has(member) && this.#isIn(circle, member, seen, charter)).sort();
  }

  /** @param seen a part of the record, or null for all that is known */
  #isIn(circle: Circle, member: Id, seen: Counts | null, charter: Charter): boolean {
    const foundings = circle.foundings.filter(({ entry }) => isIn(seen, entry));
    const [founding] = foundings;
    if (founding === undefined || foundings.length > 1) return false;
    const hasLeft = this.#leavesOf(circle, member, seen).length > 0;
    if (founding.members.has(member) && !hasLeft && hasSameDevices(member, founding.charter, charter)) return true;
    return this.#isAgreed(circle, this.#standingYes(circle, member, seen, charter), seen, charter);
  }

  /** Words for somebody who is to join that know of every time they left, and of the device that the cell has given them last. */
  #standingYes(circle: Circle, member: Id, seen: Counts | null, now: Charter): readonly Yes[] {
    const leaves = this.#leavesOf(circle, member, seen);
    const yes = circle.yes.get(member) ?? [];
    const standing = yes.filter(({ entry }) => isIn(seen, entry) && leaves.every((left) => hasSeen(entry, left)));
    return standing.filter(({ charter }) => hasSameDevices(member, charter, now));
  }

  #leavesOf({ leaves }: Circle, member: Id, seen: Counts | null): readonly Entry[] {
    return (leaves.get(member) ?? []).filter((entry) => isIn(seen, entry));
  }

  /**
   * Whether some of these words are enough by themselves: whoever was in the circle by what any of them knew has said one of them too, or is out
   * by now, or was given another device. The greatest such set is what remains when words that lack somebody's are left out, over and over.
   */
  #isAgreed(circle: Circle, words: readonly Yes[], seen: Counts | null, charter: Charter): boolean {
    const hasGone = (member: Id, since: Yes) =>
      charter.former.has(member) ||
      !hasSameDevices(member, since.charter, charter) ||
      this.#leavesOf(circle, member, seen).some((left) => !hasSeen(since.entry, left));
    for (let left = words; left.length > 0; ) {
      const authors = new Set(left.map(({ author }) => author));
      const enough = left.filter((one) => one.asked.every((member) => authors.has(member) || hasGone(member, one)));
      if (enough.length === left.length) return true;
      left = enough;
    }
    return false;
  }
}

/**
 * Whether a member has not been given a new device from one charter to another. The cell decides that, and the circle who is in it: so whoever comes back is in
 * the circle once those who are in it have agreed, and nobody outside of it lets a device in.
 */
function hasSameDevices(member: Id, then: Charter, now: Charter): boolean {
  return then.members.get(member)?.bundle.device === now.members.get(member)?.bundle.device;
}

function isIn(seen: Counts | null, entry: Entry): boolean {
  return seen === null || holds(seen, entry);
}

function isAscending(ids: readonly Id[]): boolean {
  return ids.every((one, i) => i === 0 || (ids[i - 1] as Id) < one);
}

function isSame(a: readonly Id[], b: readonly Id[]): boolean {
  return a.length === b.length && a.every((one, i) => one === b[i]);
}
