import { WHOLE_CELL } from '../../src/log/lane.ts';
import { ROOMY, twofoldBody } from '../twofold.ts';
import type { Mischief } from './mischief.ts';

/** Seals a body so that two secrets of the cell open it, if nothing but its tag is asked: two plaintexts for one ciphertext (attack 4). */
export const twofold: Mischief = {
  name: 'two plaintexts for one ciphertext',
  async act(scene) {
    const { seat, dice } = scene;
    const epoch = seat.cell.latestEpoch(WHOLE_CELL);
    const other = dice.pick(seat.record.keys.all().filter(({ id }) => id !== epoch.id));
    if (other === undefined) return null;
    const secrets = dice.chance(0.5) ? ([epoch.secret, other.secret] as const) : ([other.secret, epoch.secret] as const);
    const place = { device: seat.device, circle: WHOLE_CELL, lane: 'record' } as const;
    await scene.slipIn(ROOMY.action, () => ({ change: (sealed) => ({ ...sealed, body: twofoldBody(sealed, secrets, place) }) }));
    return `seals a body that the epochs ${epoch.id.slice(0, 8)} and ${other.id.slice(0, 8)} open alike`;
  },
};
