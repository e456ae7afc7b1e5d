import { attest, respond, withdraw } from '../../src/cell/actions.ts';
import { WHOLE_CELL } from '../../src/log/lane.ts';
import type { Mischief } from './mischief.ts';

/** Writes what belongs into the record among talk, where it would be erased with it, and talk into the record. */
export const wrongLane: Mischief = {
  name: 'wrong lane',
  async act(scene) {
    const version = scene.version();
    if (version === undefined) return null;
    if (scene.dice.chance(0.3)) {
      await scene.write(['talk/say', ['This stays for ever', null]]);
      return 'talks in the record';
    }
    const action = scene.dice.pick([
      attest.write({ version, round: scene.dice.below(2), cuts: [] }),
      respond.write({ version, response: 'object', reason: 'This will be erased' }),
      withdraw.write({ proposal: version }),
    ]);
    await scene.seat.write([{ lane: 'talk', topic: 'everyone', turn: 3000, circle: WHOLE_CELL, action: action ?? null }]);
    return `decides about ${version.slice(0, 8)} among talk`;
  },
};
