import type { Cbor } from '../src/bytes/cbor.ts';
import { encodeCbor } from '../src/bytes/cbor.ts';
import { type Id, idOf, sortIds } from '../src/bytes/id.ts';
import { utf8 } from '../src/bytes/octets.ts';
import { assert } from '../src/bytes/verdict.ts';
import { type Attest, attest, invite, propose, type ResponseKind, respond } from '../src/cell/actions.ts';
import { signInvited } from '../src/cell/admit.ts';
import { agreement } from '../src/cell/agreement.ts';
import { encodeBundle, memberIdOf } from '../src/cell/bundle.ts';
import { Cell } from '../src/cell/cell.ts';
import { charterIdOf } from '../src/cell/charter.ts';
import { dueAttestations, PATIENCE } from '../src/cell/conduct.ts';
import { EffectTable } from '../src/cell/effect.ts';
import { CELL_EFFECTS } from '../src/cell/effects.ts';
import { Epochs } from '../src/cell/epochs.ts';
import { cellIdOf, type Genesis, genesisAction, signGenesis } from '../src/cell/genesis.ts';
import { invitationKeys } from '../src/cell/invitation.ts';
import { invitationIdOf } from '../src/cell/invitations.ts';
import { recover, signAskedAgain } from '../src/cell/recover.ts';
import { remove } from '../src/cell/remove.ts';
import { hash } from '../src/crypto/hash.ts';
import { type SigningKeys, signingKeys } from '../src/crypto/sign.ts';
import { Chain, type Entry } from '../src/log/chain.ts';
import { EpochKeys } from '../src/log/epoch.ts';
import { WHOLE_CELL } from '../src/log/lane.ts';
import { recordOpening } from '../src/log/opening.ts';
import { hasSeen, pastAfter } from '../src/log/past.ts';
import { PlainPower } from './naive/power.ts';
import type { PlainEntry } from './naive/reading.ts';

/** Everything at one moment: what each device has written, and how much of each log each device holds. */
export interface Moment {
  readonly logs: readonly (readonly Entry[])[];
  readonly held: readonly (readonly number[])[];
}

const NOW = 1_800_000_000_000;
const TABLE = new EffectTable(CELL_EFFECTS);

/**
 * A cell so small that everything that can happen in it is tried: devices attest, and hand all they have to one another, in every order.
 * Charters, certificates and conduct are the real ones; entries are made without seals, so that thousands of worlds fit into a second.
 */
export class SmallWorld {
  readonly size: number;
  /** Whether all have waited as long as rule 14 asks. */
  isPatienceOver = false;
  readonly #cell: Id;
  readonly #keys: readonly SigningKeys[];
  readonly #members: readonly Id[];
  readonly #chains: readonly Chain[];
  /** What a device has to attest, and what follows from the entries that it holds, by the newest of these. */
  readonly #due = new Map<string, readonly Attest[]>();
  readonly #cells = new Map<string, Cell>();
  start: Moment;

  constructor(size: number) {
    this.size = size;
    this.#keys = Array.from({ length: size }, (_, i) => signingKeys(hash('test/small-world', Uint8Array.of(i))));
    const bundles = this.#keys.map(({ publicKey }) => encodeBundle({ version: 1, device: idOf(publicKey), sealing: new Uint8Array(1216) }));
    this.#members = bundles.map(memberIdOf);
    this.#chains = this.#keys.map(({ publicKey }, i) => new Chain(hash('test/log', Uint8Array.of(i)), recordOpening(publicKey), i));
    const founders = bundles.map((bundle, i) => ({ name: `M${i}`, bundle }));
    const genesis: Genesis = { version: 1, name: 'Small', founders, salt: new Uint8Array(16), parent: null };
    this.#cell = cellIdOf(genesis);
    const signatures = this.#keys.map(({ secretKey }) => signGenesis(genesis, secretKey));
    const none = { logs: this.#keys.map(() => []), held: this.#keys.map(() => this.#keys.map(() => 0)) };
    this.start = this.#write(none, 0, [genesisAction(genesis, signatures)], charterIdOf(this.#cell, []));
    this.meet();
  }

  /** Everybody gets everything, before it begins. */
  meet(): void {
    this.start = everybodyMeets(this.start);
  }

  /** Two groups, before it begins: each knows all of its own, and of the other's logs all but the last entry. */
  part(groupOf: (device: number) => number): void {
    const { logs } = this.start;
    const held = logs.map((_own, i) => logs.map((log, j) => log.length - (groupOf(i) === groupOf(j) ? 0 : 1)));
    this.start = { logs, held };
  }

  /**
   * A member proposes a change of power, before it begins. @param change a fraction for the quorum, the number of a member who shall go, or `recover` with that of
   * one who is to be given a new device @returns the version's id
   */
  propose(by: number, change: string | number): Id {
    const recovered = typeof change === 'string' ? /^recover (\d)$/.exec(change)?.[1] : undefined;
    const effect =
      typeof change === 'number'
        ? remove.action.write({ member: this.#members[change] as Id })
        : recovered === undefined
          ? agreement.action.write({ setting: 'quorum', value: change })
          : this.#recovery(by, Number(recovered));
    const title = `${change}`;
    this.start = this.#write(this.start, by, [propose.write({ title, text: '', effects: [effect], within: 60, method: 'consent' })]);
    const log = this.start.logs[by] as readonly Entry[];
    return (log[log.length - 1] as Entry).id;
  }

  /** What gives a member a device that nobody holds here: theirs goes on, as if somebody had found it. */
  #recovery(by: number, lost: number): Cbor {
    const keys = signingKeys(hash('test/small-world-fresh', Uint8Array.of(by, lost)));
    const bundle = encodeBundle({ version: 1, device: idOf(keys.publicKey), sealing: new Uint8Array(1216) });
    const { publicKey, secretKey } = invitationKeys(hash('test/small-world-letter', Uint8Array.of(by, lost)).subarray(0, 16));
    this.start = this.#write(this.start, by, [invite.write({ key: publicKey, uses: 1, expires: NOW / 1000 })]);
    const name = `M${lost}`;
    return recover.action.write({
      member: this.#members[lost] as Id,
      replaces: this.deviceOf(lost),
      name,
      bundle,
      invitation: invitationIdOf(publicKey),
      invited: signInvited(secretKey, this.#cell, bundle, name),
      asked: signAskedAgain(keys.secretKey, this.#cell, bundle, name),
    });
  }

  /** A member responds, before it begins. */
  respond(by: number, version: Id, response: ResponseKind): void {
    this.start = this.#write(this.start, by, [respond.write({ version, response, reason: response === 'object' ? 'no' : '' })]);
  }

  /** The id of somebody's device. */
  deviceOf(member: number): Id {
    return idOf((this.#keys[member] as SigningKeys).publicKey);
  }

  /** Whether somebody is a member, by what their device knows. */
  isMember(moment: Moment, member: number): boolean {
    return this.#cellAt(moment, member).charter?.members.has(this.#members[member] as Id) ?? false;
  }

  /** What this device attests now, by its conduct. */
  due(moment: Moment, device: number): readonly Attest[] {
    const key = `${device} ${tips(moment, device)}`;
    let due = this.#due.get(key);
    if (due === undefined) {
      const cell = this.#cellAt(moment, device);
      assert(cell.power !== null, 'a genesis');
      const speaks = cell.currentDevices().has(this.deviceOf(device));
      const stuckSince = this.isPatienceOver ? NOW - PATIENCE : null;
      const times = { now: NOW, firstSeen: () => NOW, stuckSince };
      due = speaks ? dueAttestations(cell.decisions, cell.power, this.#members[device] as Id, times).attestations : [];
      this.#due.set(key, due);
    }
    return due;
  }

  /** The device writes what it has to attest, on the newest charter that it knows. */
  attest(moment: Moment, device: number): Moment {
    return this.#write(
      moment,
      device,
      this.due(moment, device).map((content) => attest.write(content)),
    );
  }

  /** Somebody who cheats attests what they like, and names what they have seen, or nothing of it. */
  cheat(moment: Moment, device: number, content: Attest, namesAll: boolean): Moment {
    return this.#write(moment, device, [attest.write(content)], namesAll ? undefined : this.#charterOfTip(moment, device), namesAll);
  }

  /** Somebody who cheats hands on nothing but their own log, where nothing in it stands on what the other lacks. */
  sendOwn(moment: Moment, from: number, to: number): Moment | null {
    const own = moment.logs[from] as readonly Entry[];
    const has = (log: number, seq: number) => (moment.held[to]?.[log] ?? 0) > seq;
    const isClosed = own.every((entry) =>
      moment.logs.every((log, i) => i === from || log.every((other) => !hasSeen(entry, other) || has(i, other.seq))),
    );
    if (!isClosed) return null;
    const held = moment.held.map((counts, i) => (i === to ? counts.map((count, log) => (log === from ? own.length : count)) : counts));
    return { logs: moment.logs, held };
  }

  /** One device hands another all that it has. */
  send(moment: Moment, from: number, to: number): Moment {
    const held = moment.held.map((counts, i) =>
      i === to ? counts.map((count, log) => Math.max(count, moment.held[from]?.[log] ?? 0)) : counts,
    );
    return { logs: moment.logs, held };
  }

  /** The cell as it follows from everything that was written. */
  wholeCell(moment: Moment): Cell {
    return this.#cellAt(everybodyMeets(moment), 0);
  }

  /** The plain reading of everything that was written. */
  plainPower(moment: Moment): PlainPower {
    const all = moment.logs.flat().sort((a, b) => a.lamport - b.lamport || a.chain.place - b.chain.place);
    const entries = all.map((entry): PlainEntry => {
      const { id, chain, seq, lamport, charter, time, action } = entry;
      const past = new Set(all.filter((other) => hasSeen(entry, other)).map((other) => other.id));
      const place = { log: chain.logId, root: chain.rootId, seq, device: chain.opening.device, lane: 'record', topic: '' };
      return { id, ...place, lamport, charter, time, action, past };
    });
    return new PlainPower(this.#cell, entries);
  }

  #charterOfTip(moment: Moment, device: number): Id {
    const own = moment.logs[device] as readonly Entry[];
    return own[own.length - 1]?.charter ?? charterIdOf(this.#cell, []);
  }

  /** The cell as a device sees it. */
  #cellAt(moment: Moment, device: number): Cell {
    const key = tips(moment, device);
    let cell = this.#cells.get(key);
    if (cell === undefined) {
      cell = this.#fold(heldBy(moment, device));
      this.#cells.set(key, cell);
    }
    return cell;
  }

  #fold(entries: readonly Entry[]): Cell {
    for (const chain of this.#chains) chain.entries.length = 0;
    const cell = new Cell(this.#cell, TABLE, new Epochs('', new EpochKeys(), () => null));
    for (const entry of [...entries].sort((a, b) => a.lamport - b.lamport || a.chain.place - b.chain.place)) {
      const verdict = cell.judge(entry);
      assert(verdict.ok, 'an entry of a device that keeps to the rules to count');
      entry.chain.entries.push(entry);
      cell.fold(entry);
    }
    return cell;
  }

  #write(moment: Moment, device: number, actions: readonly Cbor[], charter?: Id, namesAll = true): Moment {
    const chain = this.#chains[device] as Chain;
    const own = [...(moment.logs[device] as readonly Entry[])];
    const stands = charter ?? this.#cellAt(moment, device).charter?.id ?? '';
    for (const action of actions) {
      const previous = own[own.length - 1];
      const seen = namesAll ? moment.logs : [];
      const deps = seen.flatMap((log, i) => (i === device ? [] : log.slice(0, moment.held[device]?.[i]).slice(-1)));
      const lamport = Math.max(previous?.lamport ?? 0, ...deps.map((dep) => dep.lamport)) + 1;
      const id = idOf(
        hash('test/entry', chain.log, utf8(previous?.id ?? ''), utf8(sortIds(deps.map((dep) => dep.id)).join()), encodeCbor(action)),
      );
      const past = pastAfter('record', previous, deps);
      own.push({
        id,
        chain,
        seq: own.length,
        lamport,
        past,
        charter: stands,
        circle: WHOLE_CELL,
        time: NOW / 1000,
        action,
        shut: null,
        take() {},
        arrival: 0,
      });
    }
    const logs = moment.logs.map((log, i) => (i === device ? own : log));
    const held = moment.held.map((counts, i) =>
      i === device ? counts.map((count, log) => (log === device ? own.length : count)) : counts,
    );
    return { logs, held };
  }
}

/** Everybody gets everything that anybody holds. */
export function everybodyMeets({ logs, held }: Moment): Moment {
  return { logs, held: held.map(() => logs.map((log) => log.length)) };
}

/** All entries that a device holds. */
export function heldBy({ logs, held }: Moment, device: number): Entry[] {
  return logs.flatMap((log, i) => log.slice(0, held[device]?.[i]));
}

/** Names what a device holds: the newest entry of each log, which stands for all before it. */
function tips({ logs, held }: Moment, device: number): string {
  return logs.map((log, i) => log[(held[device]?.[i] ?? 0) - 1]?.id.slice(0, 16) ?? '-').join();
}

/** Names what has been written at a moment, whoever holds it. */
export function writtenIn({ logs }: Moment): string {
  return logs.map((log) => log[log.length - 1]?.id.slice(0, 16) ?? '-').join();
}

/** Names a moment. */
export function nameOf(moment: Moment): string {
  return `${writtenIn(moment)} ${moment.held.map((counts) => counts.join('.')).join()}`;
}
