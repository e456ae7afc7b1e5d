import type { Id } from '../bytes/id.ts';
import type { Segment } from '../log/segment.ts';
import { Allowance } from './allowance.ts';
import { Asking } from './asking.ts';
import type { DeviceStanding, LinkId } from './events.ts';
import { SYNC } from './limits.ts';
import { PartJoiner } from './parts.ts';
import type { Ends, Role } from './proof.ts';
import { Serving } from './serving.ts';
import type { Shelf } from './shelf.ts';

/** The other end of an open link, once it has proved itself. */
export interface Other {
  readonly device: Id;
  standing: DeviceStanding;
}

/** A segment that was given to the record, and how far its log was here then. */
export interface Receiving {
  readonly segment: Segment;
  readonly reach: number;
}

/** Whose log of the record it is; null for talk and everything else. */
export type WhoseRecord = (log: Id) => 'own' | 'others' | null;

/** Everything that the machine keeps about one link; it goes with the link. */
export class LinkState {
  readonly id: LinkId;
  readonly self: string;
  readonly peer: string;
  readonly dialled: boolean;
  readonly salt: Uint8Array;
  /** When it came, in milliseconds of the machine. */
  readonly since: number;
  /** The other end's version and salt, from its hello. */
  hello: { readonly version: number; readonly salt: Uint8Array } | null = null;
  other: Other | null = null;
  /** Too much waits to leave. */
  full = false;
  readonly asking = new Asking();
  readonly joiner = new PartJoiner();
  readonly serving: Serving;
  /** Segments that the record has not answered for. */
  readonly receiving: Receiving[] = [];
  /** Segments that brought nothing, less those that did. */
  idle = 0;
  /** By log: how many entries we have told of, and up to where they have gone out, asked for or not. */
  readonly told = new Map<Id, number>();
  readonly sent = new Map<Id, number>();
  /** Logs that the other end has told of and erased since. */
  readonly gone = new Set<Id>();
  /** Logs of which there is more to tell. */
  readonly untold = new Set<Id>();
  /** Keys of stories that the other end knows by a fork proof: of others it is told nothing, for it could not tell what they are. */
  readonly stories = new Set<Id>();
  readonly cardAllowance = new Allowance(SYNC.cardsPerMinute);
  readonly proofAllowance = new Allowance(SYNC.proofsPerMinute);
  readonly lackingAllowance = new Allowance(SYNC.lackingPerMinute);
  /** Fork proofs that came beyond the allowance: they are looked at when there is room. */
  readonly proofsLater: Uint8Array[] = [];
  readonly #whoseRecord: WhoseRecord;

  constructor(
    ends: { readonly link: LinkId; readonly self: string; readonly peer: string; readonly dialled: boolean },
    salt: Uint8Array,
    since: number,
    shelf: Shelf,
    whoseRecord: WhoseRecord,
  ) {
    this.id = ends.link;
    this.self = ends.self;
    this.peer = ends.peer;
    this.dialled = ends.dialled;
    this.salt = salt;
    this.since = since;
    this.#whoseRecord = whoseRecord;
    this.serving = new Serving(shelf, (log) => this.gives(log));
    for (const log of shelf.logs()) this.asking.uncompared.add(log);
  }

  get isMember(): boolean {
    return this.other?.standing === 'member';
  }

  /**
   * Whether the other end may have a log: all of them as a member's device; the record alone when it was removed, so that it learns of that; and our own
   * record when we do not know it, so that it learns who we are: two who were linked without knowing of each other would wait for each other for ever.
   */
  gives(log: Id): boolean {
    if (this.other === null) return false;
    if (this.isMember) return true;
    const whose = this.#whoseRecord(log);
    return whose === 'own' || (whose === 'others' && this.other.standing === 'removed');
  }

  /** The other end knows of a story from now on: what there is of it here is to be told. */
  knows(story: Id): void {
    this.stories.add(story);
    this.untold.add(story);
  }

  /** Our role, and theirs. */
  get role(): Role {
    return this.dialled ? 'dialler' : 'listener';
  }

  get otherRole(): Role {
    return this.dialled ? 'listener' : 'dialler';
  }

  /** Both ends with their salts, once the other's hello is here. */
  get ends(): Ends | null {
    if (this.hello === null) return null;
    const ours = { network: this.self, salt: this.salt };
    const theirs = { network: this.peer, salt: this.hello.salt };
    return this.dialled ? { dialler: ours, listener: theirs } : { dialler: theirs, listener: ours };
  }
}
