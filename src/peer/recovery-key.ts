import { accept, refuse, type Verdict } from '../bytes/verdict.ts';
import { RECOVERY_BYTES, recoveryWords } from '../crypto/recovery-words.ts';
import type { Peer } from './peer.ts';

/** How many words have to be right to prove that they are on paper. */
const PROVING_WORDS = 2;
/** How often one may be wrong before the passphrase is asked: nobody who finds the page open guesses the words one by one. */
const MOST_WRONG = 5;

const wrongTries = new WeakMap<Peer, number>();

/** The recovery key of this home, made and on the disk when it is first needed. Only while open. */
export async function recoveryKeyOf(peer: Peer): Promise<Uint8Array> {
  const kept = peer.safeguards.recovery;
  if (kept !== null) return kept;
  const fresh = peer.parts.random.bytes(RECOVERY_BYTES);
  await peer.guard((was) => ({ ...was, recovery: was.recovery ?? fresh }));
  return peer.safeguards.recovery ?? fresh;
}

/** Why nothing can be done with the passphrase or the words: `locked`, or `nothing-here` in a home that has neither yet. */
export function closed(peer: Peer) {
  return refuse(peer.state === 'new' ? 'nothing-here' : 'locked');
}

/** The words, to be shown: the first time as they are, later for the passphrase. Refuses as `closed`, `passphrase-needed`, `passphrase-wrong`. */
export async function showWords(peer: Peer, passphrase: string | undefined): Promise<Verdict<{ readonly words: string }>> {
  if (peer.state !== 'open') return closed(peer);
  if (peer.safeguards.isShown) {
    if (passphrase === undefined) return refuse('passphrase-needed');
    if (!peer.isPassphrase(passphrase)) return refuse('passphrase-wrong');
  }
  const key = await recoveryKeyOf(peer);
  await peer.guard((was) => ({ ...was, isShown: true }));
  wrongTries.delete(peer);
  return accept({ words: recoveryWords(key) });
}

/** Makes other words for the backups to come. Refuses as `closed`, `passphrase-wrong`. */
export async function changeWords(peer: Peer, passphrase: string): Promise<Verdict<{ readonly words: string }>> {
  if (peer.state !== 'open') return closed(peer);
  if (!peer.isPassphrase(passphrase)) return refuse('passphrase-wrong');
  const recovery = peer.parts.random.bytes(RECOVERY_BYTES);
  await peer.guard((was) => ({ ...was, recovery, isShown: true, isWritten: false, entrusted: null }));
  return accept({ words: recoveryWords(recovery) });
}

/**
 * Takes some of the words, by their places from 1, as proof that they are on paper.
 * Refuses as `closed`, `words-not-shown`, `proof-too-short`, `words-differ`, `too-many-tries` until they are shown again.
 */
export async function proveWords(peer: Peer, said: ReadonlyMap<number, string>): Promise<Verdict<{ readonly written: true }>> {
  if (peer.state !== 'open') return closed(peer);
  const { recovery, isShown } = peer.safeguards;
  if (recovery === null || !isShown) return refuse('words-not-shown');
  if (said.size < PROVING_WORDS) return refuse('proof-too-short');
  const wrong = wrongTries.get(peer) ?? 0;
  if (wrong >= MOST_WRONG) return refuse('too-many-tries');
  const words = recoveryWords(recovery).split(' ');
  if (![...said].every(([place, word]) => words[place - 1] === word)) {
    wrongTries.set(peer, wrong + 1);
    return refuse('words-differ');
  }
  wrongTries.delete(peer);
  await peer.guard((was) => ({ ...was, isWritten: true }));
  return accept({ written: true });
}
