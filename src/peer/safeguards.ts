import { LIMITS } from '../bytes/limits.ts';
import { bool, bytes, nullable, record, type Shape, uint } from '../bytes/shape.ts';
import { MOST_SHARES } from '../crypto/key-shares.ts';
import { RECOVERY_BYTES } from '../crypto/recovery-words.ts';

/** What keeps a person's things safe on this device, beside the passphrase: in the keyring, for all cells together. */
export interface Safeguards {
  /** The recovery key, which all backups of this home are sealed with; null until it is first needed. */
  readonly recovery: Uint8Array | null;
  /** Whether its words were shown: from then on they are shown for the passphrase only. */
  readonly isShown: boolean;
  /** Whether the person has proved to have them on paper. */
  readonly isWritten: boolean;
  /** How its words were shared out last, so that some of those people together bring them back; null: among nobody. */
  readonly entrusted: Entrusted | null;
  /** When the last backup was made, in seconds since 1970; 0: never. */
  readonly backedUp: number;
  /** When to remind of the next backup, in seconds since 1970; 0: not said yet, null: never. */
  readonly remindAt: number | null;
  /** After how many minutes without use Moot locks itself; 0: never. */
  readonly lockAfter: number;
}

/** A recovery key that is shared out: any `needed` of the shares that `people` were given make it up. */
export interface Entrusted {
  readonly people: number;
  readonly needed: number;
  /** Seconds since 1970. */
  readonly time: number;
}

/** All times without use after which Moot can lock itself, in minutes; 0: never. */
export const LOCK_TIMES = [0, 5, 15, 60] as const;

/**
 * Those of a new home. Moot locks itself after an hour: a locked device rests, so with a shorter time devices would hardly meet, and with
 * none a laptop that was left open would stay open.
 */
export const FIRST_SAFEGUARDS: Safeguards = {
  recovery: null,
  isShown: false,
  isWritten: false,
  entrusted: null,
  backedUp: 0,
  remindAt: 0,
  lockAfter: 60,
};

const firstFields: { [K in keyof Omit<Safeguards, 'entrusted'>]: Shape<Safeguards[K]> } = {
  recovery: nullable(bytes(RECOVERY_BYTES)),
  isShown: bool,
  isWritten: bool,
  backedUp: uint(LIMITS.time),
  remindAt: nullable(uint(LIMITS.time)),
  lockAfter: uint(24 * 60),
};
const entrusted = record<Entrusted>({ people: uint(MOST_SHARES), needed: uint(MOST_SHARES), time: uint(LIMITS.time) });

/** The shape of safeguards in the keyring. */
export const safeguardsShape: Shape<Safeguards> = record({ ...firstFields, entrusted: nullable(entrusted) });

const beforeSharing = record<Omit<Safeguards, 'entrusted'>>(firstFields);
/** Their shape in a keyring of version 2, from before the recovery key could be shared out. */
export const firstSafeguardsShape: Shape<Safeguards> = {
  write: beforeSharing.write,
  read(value) {
    const first = beforeSharing.read(value);
    return first === undefined ? undefined : { ...first, entrusted: null };
  },
};

const DAY = 24 * 3600;
/** How long after the first cell came, or after it was put off, one is reminded of a backup, in seconds. */
const FIRST_REMINDER = 7 * DAY;
/** How long after a backup one is reminded of the next, in seconds. */
const REMINDER = 30 * DAY;

/** Reminds in a week, where nothing was said about it yet. @param now seconds since 1970 */
export function withFirstReminder(was: Safeguards, now: number): Safeguards {
  return was.remindAt === 0 ? putOff(was, now) : was;
}

/** Reminds again in a week. @param now seconds since 1970 */
export function putOff(was: Safeguards, now: number): Safeguards {
  return { ...was, remindAt: now + FIRST_REMINDER };
}

/** After a backup has been made. @param now seconds since 1970 */
export function backedUp(was: Safeguards, now: number): Safeguards {
  return { ...was, backedUp: now, remindAt: was.remindAt === null ? null : now + REMINDER };
}

/** Whether it is time for a backup. @param now seconds since 1970 */
export function isBackupDue({ remindAt }: Safeguards, now: number): boolean {
  return remindAt !== null && remindAt !== 0 && remindAt <= now;
}
