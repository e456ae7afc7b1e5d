import { createHash, createHmac } from 'node:crypto';
import type { Clock } from '../ports/clock.ts';
import type { Random } from '../ports/random.ts';

const MINUTE = 60_000;
/** How long a link lets somebody in, in milliseconds: long enough to click it in a terminal. */
export const LINK_MS = 10 * MINUTE;
/** How long a session lasts without being used, in milliseconds. */
export const SESSION_MS = 30 * 24 * 60 * MINUTE;
const MOST_LINKS = 16;
const MOST_SESSIONS = 32;

/** A session as it is kept in the home: the hash of its secret, and when it ends, in milliseconds since 1970. */
export type KeptSession = readonly [hash: string, ends: number];

/** What is remembered from start to start. */
interface Remembered {
  /** Sessions from before. */
  readonly sessions?: readonly KeptSession[];
  /** A browser has come in: these are to be kept. */
  keep?(sessions: readonly KeptSession[]): void;
}

/**
 * Who may come in: one-time links become sessions of a browser, and the token in the home is the CLI's. Links and token end with the daemon;
 * sessions outlive it, so that a page that stays open goes on by itself when Moot is started again.
 */
export class Entrance {
  /** For the CLI, 43 letters; it lies in the home, where only its owner can read it. */
  readonly token: string;
  readonly #clock: Clock;
  readonly #random: Random;
  /** When each ends, by the hash of its secret: looking one up tells nobody by its time how near a guess was. */
  readonly #links = new Map<string, number>();
  readonly #sessions = new Map<string, number>();

  readonly #remember: (sessions: readonly KeptSession[]) => void;

  constructor(clock: Clock, random: Random, { sessions = [], keep = () => {} }: Remembered = {}) {
    this.#clock = clock;
    this.#random = random;
    this.#remember = keep;
    this.token = this.#secret();
    const latest = clock.now() + SESSION_MS;
    for (const [hash, ends] of sessions.slice(-MOST_SESSIONS)) if (ends > clock.now()) this.#sessions.set(hash, Math.min(ends, latest));
  }

  /** The sessions there are. */
  get sessions(): readonly KeptSession[] {
    return [...this.#sessions];
  }

  /** Makes the secret of a link. Of many that nobody used the oldest ends. */
  makeLink(): string {
    const secret = this.#secret();
    this.#keep(this.#links, MOST_LINKS, secret, LINK_MS);
    return secret;
  }

  /** Takes a link's secret for a session's, once. Null if it is unknown, used, or too old. */
  enter(link: string): string | null {
    const key = hashOf(link);
    const ends = this.#links.get(key);
    this.#links.delete(key);
    if (ends === undefined || ends <= this.#clock.now()) return null;
    const session = this.#secret();
    this.#keep(this.#sessions, MOST_SESSIONS, session, SESSION_MS);
    this.#remember(this.sessions);
    return session;
  }

  /** Whether this is the secret of a session that has not ended; being used, it lasts on. */
  isSession(secret: string): boolean {
    const key = hashOf(secret);
    const ends = this.#sessions.get(key);
    if (ends === undefined || ends <= this.#clock.now()) return false;
    this.#sessions.delete(key);
    this.#sessions.set(key, this.#clock.now() + SESSION_MS);
    return true;
  }

  /** Whether this is the CLI's token. */
  isToken(token: string): boolean {
    return hashOf(token) === hashOf(this.token);
  }

  #secret(): string {
    return Buffer.from(this.#random.bytes(32)).toString('base64url');
  }

  #keep(kept: Map<string, number>, most: number, secret: string, ms: number): void {
    const now = this.#clock.now();
    for (const [key, ends] of kept) if (ends <= now || kept.size >= most) kept.delete(key);
    kept.set(hashOf(secret), now + ms);
  }
}

/**
 * Shows that somebody has the token without saying it: a program that took the port of a dead daemon cannot, and is told nothing.
 * @param nonce fresh letters of whoever asks
 */
export function proofOf(token: string, nonce: string): string {
  return createHmac('sha256', token).update(`moot hello ${nonce}`).digest('hex');
}

function hashOf(secret: string): string {
  return createHash('sha256').update(secret).digest('base64');
}
