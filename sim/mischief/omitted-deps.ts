import { respond } from '../../src/cell/actions.ts';
import type { Mischief } from './mischief.ts';

/** Names none of what it has seen since its last entry, so that what it says seems to be said without knowing of it. */
export const omittedDeps: Mischief = {
  name: 'omitted deps',
  async act(scene) {
    const version = scene.version();
    if (version === undefined) return null;
    await scene.slipIn(respond.write({ version, response: scene.dice.chance(0.5) ? 'consent' : 'object', reason: 'unheard' }), () => ({}));
    return `responds to ${version.slice(0, 8)} and names nothing of what it has seen`;
  },
};
