import { attest } from '../../src/cell/actions.ts';
import { isPowerVersion } from '../../src/cell/decision.ts';
import type { Mischief } from './mischief.ts';

/** Attests two changes of power in one round, so that each side may take it for its own (rules 11 and 19). */
export const doubleAttestation: Mischief = {
  name: 'double attestation',
  async act(scene) {
    const { versions } = scene.seat.cell.decisions;
    const changes = scene.dice.shuffled([...versions.values()].filter(isPowerVersion).slice(-6));
    const [one, other] = changes;
    if (one === undefined || other === undefined) return null;
    const round = scene.dice.between(1, 2);
    await scene.write(...[one, other].map(({ id }) => attest.write({ version: id, round, cuts: [] })));
    return `attests both ${one.id.slice(0, 8)} and ${other.id.slice(0, 8)} in round ${round}`;
  },
};
