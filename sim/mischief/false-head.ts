import type { Head } from '../../src/log/head.ts';
import type { Mischief } from './mischief.ts';

/** A head that no entry can have: all of these are refused (attack 8 and design/log.md). */
const FALSE_HEADS: Readonly<Record<string, Partial<Head>>> = {
  'an inflated lamport': { lamport: 2 ** 39 },
  'an old lamport': { lamport: 1 },
  'an invented charter': { charter: 'cd'.repeat(32) },
  'no charter': { charter: null },
  'no past': { deps: [], lamport: 1 },
  'an epoch for the body alone': { bodyEpoch: '00000000' },
  'no opening': { opening: null },
  'the opening of another log': { opening: { device: 'ab'.repeat(32), lane: 'talk', topic: 'x', turn: 1 } },
};

/** Hands over an entry with such a head. */
export const falseHead: Mischief = {
  name: 'false head',
  async act(scene) {
    const [what, head] = scene.dice.pick(Object.entries(FALSE_HEADS)) as [string, Partial<Head>];
    const foisted = await scene.foist(['from/tomorrow', []], { head });
    return foisted === null ? null : `hands ${foisted.to.name} an entry with ${what}`;
  },
};
