import { withLongVersion, withOtherS } from '../other-forms.ts';
import type { Mischief } from './mischief.ts';

/** Hands over an entry in a second encoding, or with a second form of its signature (attack 15). */
export const otherEncoding: Mischief = {
  name: 'other encoding',
  async act(scene) {
    const encoding = scene.dice.chance(0.5);
    const foisted = await scene.foist(['from/tomorrow', []], {}, (segment) =>
      encoding ? { ...segment, entries: segment.entries.map(withLongVersion) } : { ...segment, signature: withOtherS(segment.signature) },
    );
    return foisted === null ? null : `hands ${foisted.to.name} an entry in another form, by its ${encoding ? 'encoding' : 'signature'}`;
  },
};
