import type { Cbor } from '../bytes/cbor.ts';
import type { Id } from '../bytes/id.ts';
import { LIMITS } from '../bytes/limits.ts';
import { cleanName } from '../bytes/name.ts';
import { accept, assert, refuse, type Verdict } from '../bytes/verdict.ts';
import { propose } from '../cell/actions.ts';
import { admit } from '../cell/admit.ts';
import { decodeBundle, memberIdOf } from '../cell/bundle.ts';
import type { Charter } from '../cell/charter.ts';
import { currentVersion, type Proposal } from '../cell/decision.ts';
import { parseDuration } from '../cell/duration.ts';
import { displayNames, isNameTaken } from '../cell/names.ts';
import { outcome } from '../cell/outcome.ts';
import { WHOLE_CELL } from '../log/lane.ts';
import type { Clock } from '../ports/clock.ts';
import type { Link } from '../ports/network.ts';
import type { Random } from '../ports/random.ts';
import { fill } from '../practices/wording.ts';
import { DoorHost, type DoorStep, type Presented } from '../sync/door.ts';
import { encodeDoorMessage } from '../sync/door-messages.ts';
import { applicantOf, findReturning, recovery } from './coming-back.ts';
import type { Seat } from './seat.ts';
import { PEER_TEXTS } from './texts.ts';
import { sealWelcome } from './welcome.ts';

/**
 * How many people at once who are not answered yet, and how many wait for the group; how long a stranger has to show an invitation, and how long somebody
 * waits before they knock again, in milliseconds; and knocks in a minute.
 */
const MOST = { guests: 32, waiting: 32, time: 10_000, wait: 3_600_000, knocksAMinute: 60 };

interface Guest {
  readonly link: Link;
  readonly host: DoorHost;
  /** Null until they have proved their invitation. */
  presented: Presented | null;
  /** What ends it, unless it is called off. */
  callOff: () => void;
  /** Whether they have been answered, and wait for the group. */
  isWaiting: boolean;
  isWelcomed: boolean;
}

/** What the group is asked about somebody at the door. */
interface Question {
  readonly of: 'admission' | 'recovery';
  /** As the cell shows it. */
  readonly name: string;
  readonly effect: Cbor;
}

/** The cell's door, as any member's device opens it: it brings the question before the group, and the welcome when the group has decided. */
export class Door {
  readonly #seat: Seat;
  readonly #clock: Clock;
  readonly #random: Random;
  readonly #tell: (cell: Id) => void;
  readonly #guests = new Set<Guest>();
  /** Proposals under way to be written, by joiner: nobody is proposed twice because they knocked twice. */
  readonly #proposing = new Map<Id, Promise<Verdict<Id>>>();
  #minute = 0;
  #knocks = 0;

  /** @param tell that somebody waits, or waits no more */
  constructor(seat: Seat, ports: { readonly clock: Clock; readonly random: Random }, tell: (cell: Id) => void) {
    this.#seat = seat;
    this.#clock = ports.clock;
    this.#random = ports.random;
    this.#tell = tell;
  }

  /** Somebody is at the door. */
  knock(link: Link, self: string): void {
    if (!this.#hasTime()) {
      link.close();
      return;
    }
    const channel = { cell: this.#seat.cell.id, joiner: link.peer, host: self };
    const host = new DoorHost(channel, (id) => this.#seat.cell.invitations.get(id)?.key ?? null, this.#random.bytes(32));
    const callOff = this.#clock.after(MOST.time, () => {
      if (guest.presented === null) this.#end(guest);
    });
    const guest: Guest = { link, host, presented: null, callOff, isWaiting: false, isWelcomed: false };
    this.#guests.add(guest);
    link.open({ message: (bytes) => void this.#step(guest, host.take(bytes)), closed: () => this.#end(guest) });
  }

  /** Something has been decided or taken back: whoever waits is told. */
  changed(): void {
    for (const guest of this.#guests) if (guest.presented !== null && !guest.isWelcomed) void this.#answer(guest, guest.presented);
  }

  close(): void {
    for (const guest of [...this.#guests]) this.#end(guest);
  }

  #hasTime(): boolean {
    const minute = Math.floor(this.#clock.now() / 60_000);
    if (minute !== this.#minute) this.#knocks = 0;
    this.#minute = minute;
    this.#knocks++;
    return this.#knocks <= MOST.knocksAMinute && this.#guests.size - this.#countWaiting() < MOST.guests;
  }

  #countWaiting(): number {
    return [...this.#guests].filter(({ isWaiting }) => isWaiting).length;
  }

  #end(guest: Guest): void {
    if (!this.#guests.delete(guest)) return;
    guest.callOff();
    guest.link.close();
    if (guest.presented !== null) this.#tell(this.#seat.cell.id);
  }

  async #step(guest: Guest, step: DoorStep): Promise<void> {
    if (step.type === 'send') guest.link.send(step.message);
    if (step.type === 'refused') this.#refuse(guest, step.reason);
    if (step.type !== 'presented') return;
    guest.presented = step.presented;
    await this.#answer(guest, step.presented);
    this.#tell(this.#seat.cell.id);
  }

  #refuse(guest: Guest, refused: string): void {
    guest.link.send(encodeDoorMessage({ type: 'answer', proposal: null, refused }));
    this.#end(guest);
  }

  async #answer(guest: Guest, presented: Presented): Promise<void> {
    const joiner = memberIdOf(presented.bundle);
    if (this.#isIn(joiner, presented.bundle)) {
      const sealed = sealWelcome(this.#seat, presented.bundle, this.#random);
      if (sealed !== null) guest.link.send(encodeDoorMessage({ type: 'welcome', sealed }));
      // Once: who goes on standing there after that takes the place of others, and would be welcomed again with each entry that comes.
      guest.isWelcomed = true;
      guest.callOff();
      guest.callOff = this.#clock.after(MOST.time, () => this.#end(guest));
      return;
    }
    const asked = await this.#ask(joiner, presented);
    if (!this.#guests.has(guest)) return;
    if (asked.ok) {
      guest.link.send(encodeDoorMessage({ type: 'answer', proposal: asked.value, refused: '' }));
      if (!guest.isWaiting) this.#letWait(guest);
    } else this.#refuse(guest, asked.reason);
  }

  /** The group is asked. Whoever finds no place to wait goes, and so does whoever has waited long: they knock again by themselves, and keep nobody out. */
  #letWait(guest: Guest): void {
    if (this.#countWaiting() >= MOST.waiting) {
      this.#end(guest);
      return;
    }
    guest.isWaiting = true;
    guest.callOff();
    guest.callOff = this.#clock.after(MOST.wait, () => this.#end(guest));
  }

  /** Whether the group has decided: a member came with this bundle, or speaks by it now. */
  #isIn(joiner: Id, bundle: Uint8Array): boolean {
    const { cell } = this.#seat;
    const keys = decodeBundle(bundle);
    return cell.charter?.members.has(joiner) === true || (keys.ok && cell.currentDevices().has(keys.value.device));
  }

  /** The proposal by which the group decides about this joiner: one that there is, or a new one. */
  #ask(joiner: Id, presented: Presented): Promise<Verdict<Id>> {
    const proposed = [...this.#seat.cell.decisions.proposals.values()].filter((proposal) => applicantOf(proposal)?.member === joiner);
    const open = proposed.find((proposal) => this.#isOpen(proposal));
    if (open !== undefined) return Promise.resolve(accept(open.id));
    if (proposed.length > 0) return Promise.resolve(refuse('not-admitted'));
    const under = this.#proposing.get(joiner) ?? this.#propose(presented).finally(() => this.#proposing.delete(joiner));
    this.#proposing.set(joiner, under);
    return under;
  }

  #isOpen(proposal: Proposal): boolean {
    const { cell, seen } = this.#seat;
    assert(cell.power !== null, 'a door only where there is a cell');
    const state = outcome(proposal, cell.power, this.#clock.now(), seen.of(currentVersion(proposal).id));
    return state !== 'not-passed' && state !== 'withdrawn';
  }

  async #propose(presented: Presented): Promise<Verdict<Id>> {
    const { invitation } = presented;
    const { cell } = this.#seat;
    const given = cell.invitations.get(invitation);
    const { charter } = cell;
    if (given === undefined || charter === null) return refuse('invitation-unknown');
    const state = cell.invitations.stateOf(given, this.#clock.now() / 1000);
    if (state !== 'open') return refuse(`invitation-${state}`);
    const clean = cleanName(presented.name);
    if (!clean.ok) return clean;
    if (clean.value !== presented.name) return refuse('name-has-hidden-letters');
    const question = presented.again ? this.#askToRecover(presented, charter) : this.#askToAdmit(presented, charter);
    if (!question.ok) return question;
    const within = parseDuration(cell.setting('respondWithin').value);
    assert(within.ok, 'an agreed time to respond');
    const inviter = displayNames(charter).get(given.inviter) ?? '';
    const action = propose.write({
      title: fill(PEER_TEXTS[`${question.value.of}.title`] ?? '', { name: question.value.name }),
      text: fill(PEER_TEXTS[`${question.value.of}.text`] ?? '', { name: question.value.name, inviter }),
      effects: [question.value.effect],
      within: within.value,
      method: 'consent',
    });
    try {
      const [id] = await this.#seat.write([{ lane: 'record', topic: '', turn: 0, circle: WHOLE_CELL, action }]);
      assert(id !== undefined, 'an id for what was written');
      return accept(id);
    } catch {
      // The disk of this device refused; the joiner tries again, here or at another member's.
      return refuse('try-again');
    }
  }

  #askToAdmit({ invitation, name, bundle, invited, asked }: Presented, charter: Charter): Verdict<Question> {
    if (charter.members.size >= LIMITS.members) return refuse('cell-full');
    if (isNameTaken(name, charter)) return refuse('name-taken');
    return accept({ of: 'admission', name, effect: admit.action.write({ name, bundle, invitation, invited, asked }) });
  }

  /** Who comes back is asked about as the member that they say they are, and never as somebody new. */
  #askToRecover(presented: Presented, charter: Charter): Verdict<Question> {
    const member = findReturning(presented.name, charter);
    if (!member.ok) return member;
    const name = displayNames(charter).get(member.value.id) ?? member.value.name;
    return accept({ of: 'recovery', name, effect: recovery(member.value, presented) });
  }
}
