import * as v from 'valibot';
import { accept, refuse, type Verdict } from '../bytes/verdict.ts';
import { isOfSet, joinShares, type KeyShare, MOST_SHARES, readShare, SHARE_LENGTH, splitKey, unknownWords } from '../crypto/key-shares.ts';
import { readRecoveryWords } from '../crypto/recovery-words.ts';
import { count, fields, passphrase, writing } from '../practices/input.ts';
import { type CallOf, type Operation, onPeer } from './operation.ts';
import { closed, recoveryKeyOf } from './recovery-key.ts';

/** The longest text of shares, in bytes: as many as there can be, of the longest words. */
export const SHARES_BYTES = 4096;

/** Shares as people write them one under the other: each of as many words as a share has. */
function sharesIn(text: string): string[] {
  const words = text.trim().split(/\s+/u);
  return Array.from({ length: Math.ceil(words.length / SHARE_LENGTH) }, (_, i) =>
    words.slice(i * SHARE_LENGTH, (i + 1) * SHARE_LENGTH).join(' '),
  );
}

/**
 * The recovery key, from the twelve words or from shares of it, one under the other.
 * Refuses `recovery-words-unclear`, and what `readShare` and `joinShares` refuse.
 */
export function readRecovery(text: string): Verdict<Uint8Array> {
  const count = text.trim().split(/\s+/u).length;
  if (count < SHARE_LENGTH) return readRecoveryWords(text);
  const shares: KeyShare[] = [];
  for (const one of sharesIn(text)) {
    const share = readShare(one);
    if (!share.ok) return share;
    shares.push(share.value);
  }
  // One that was given twice, or one more than is needed, is no reason to bring nothing back.
  const distinct = [...new Map(shares.map((share) => [`${share.set} ${share.at}`, share])).values()];
  const [first] = distinct;
  const areOfOne = first !== undefined && distinct.every((share) => isOfSet(share, first));
  return joinShares(areOfOne ? distinct.slice(0, first.needed) : distinct);
}

const entrust = onPeer({
  name: 'entrust',
  changes: true,
  input: fields({ people: count(MOST_SHARES), needed: count(MOST_SHARES), passphrase }),
  usage: { positional: ['people', 'needed'], flags: [], switches: [] },
  async run(peer, input) {
    if (peer.state !== 'open') return closed(peer);
    if (input.needed < 2 || input.needed > input.people) return refuse('shares-out-of-bounds');
    if (!peer.isPassphrase(input.passphrase)) return refuse('passphrase-wrong');
    const key = await recoveryKeyOf(peer);
    const shares = splitKey(key, input.people, input.needed, (size) => peer.parts.random.bytes(size));
    const time = Math.floor(peer.parts.clock.now() / 1000);
    await peer.guard((was) => ({ ...was, entrusted: { people: input.people, needed: input.needed, time } }));
    return accept({ shares, people: input.people, needed: input.needed });
  },
  tell: ({ shares, needed }) =>
    `Give each of these to one person whom you trust, on paper or by voice. Any ${needed} of them together open your backups, as your recovery words do; fewer open nothing. They are shown this once.\n${shares
      .map((share, i) => `\n${i + 1} of ${shares.length}\n  ${share}\n`)
      .join('')}`,
});

/** What one of the shares says that somebody has typed. */
export interface ReadShareView {
  readonly words: number;
  /** Words that are not in the list, by their places from 1. */
  readonly unknown: readonly { readonly place: number; readonly word: string }[];
  /** `good`; or what is wrong: some word, how many there are, that they do not fit together, another set than the first one's, one that stands here already. */
  readonly state: 'good' | 'word-unknown' | 'length' | 'mistyped' | 'other-set' | 'twice';
}

const STATES: Readonly<Record<string, ReadShareView['state']>> = { 'share-word-unknown': 'word-unknown', 'share-length': 'length' };

const readShares = onPeer({
  name: 'read-shares',
  // It changes nothing, but words that open a backup belong into no address.
  changes: true,
  input: fields({ shares: v.pipe(v.array(writing(SHARES_BYTES)), v.maxLength(MOST_SHARES, 'input.too-many-shares')) }),
  usage: { positional: [], flags: ['shares'], repeated: ['shares'], switches: [] },
  async run(_peer, { shares: texts }) {
    const good: KeyShare[] = [];
    const shares = texts.map((text): ReadShareView => {
      const words = text.trim() === '' ? [] : text.trim().split(/\s+/u);
      const unknown = words.length === 0 ? [] : unknownWords(text).map((at) => ({ place: at + 1, word: words[at] ?? '' }));
      const share = readShare(text);
      if (!share.ok) return { words: words.length, unknown, state: words.length === 0 ? 'length' : (STATES[share.reason] ?? 'mistyped') };
      const [first] = good;
      if (first !== undefined && !isOfSet(share.value, first)) return { words: words.length, unknown, state: 'other-set' };
      if (good.some(({ at }) => at === share.value.at)) return { words: words.length, unknown, state: 'twice' };
      good.push(share.value);
      return { words: words.length, unknown, state: 'good' };
    });
    return accept({ shares, good: good.length, needed: good[0]?.needed ?? null });
  },
  tell: ({ shares, good, needed }) =>
    [
      ...shares.map(
        ({ state, unknown }, i) => `${i + 1}: ${TOLD[state]}${unknown.map(({ place, word }) => ` Word ${place}: ${word}.`).join('')}`,
      ),
      needed === null ? 'None of them can be read yet.' : `${good} of the ${needed} that are needed.`,
    ].join('\n'),
});

const TOLD: Readonly<Record<ReadShareView['state'], string>> = {
  good: 'good.',
  'word-unknown': 'some word is not in the list.',
  length: `a share has ${SHARE_LENGTH} words.`,
  mistyped: 'some word is another one than was given out, or two have changed places.',
  'other-set': 'it was not made together with the first one.',
  twice: 'it stands here already.',
};

/** What the API takes and gives of sharing the recovery key out. */
export interface EntrustingApi {
  readonly entrust: CallOf<typeof entrust>;
  readonly 'read-shares': CallOf<typeof readShares>;
}

export const ENTRUSTING_OPERATIONS: readonly Operation[] = [entrust, readShares];
