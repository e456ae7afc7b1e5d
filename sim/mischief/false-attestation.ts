import { attest } from '../../src/cell/actions.ts';
import type { Mischief } from './mischief.ts';

/** Attests whatever there is, whether it passes or not. */
export const falseAttestation: Mischief = {
  name: 'false attestation',
  async act(scene) {
    const version = scene.version();
    if (version === undefined) return null;
    const round = scene.dice.pick([0, 0, 1, 1, 2, 3]) as number;
    await scene.write(attest.write({ version, round, cuts: [] }));
    return `attests ${version.slice(0, 8)} in round ${round}`;
  },
};
