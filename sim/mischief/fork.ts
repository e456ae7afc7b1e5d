import { respond } from '../../src/cell/actions.ts';
import { forge } from '../forging.ts';
import { handOver } from '../handing.ts';
import type { Mischief } from './mischief.ts';

/** Signs a second entry where it has written one, and hands it to somebody who may know the first (attack 2). */
export const fork: Mischief = {
  name: 'fork',
  async act(scene) {
    const { world, seat, dice } = scene;
    const [version, to] = [scene.version(), scene.other()];
    if (version === undefined || to === undefined || !dice.chance(0.5)) return null;
    const written = seat.record.scope('record').find(({ opening }) => opening.device === seat.device)?.length ?? 0;
    if (written < 4) return null;
    const action = respond.write({ version, response: 'object', reason: 'I never consented' });
    const { said } = await handOver(world, seat, to, [forge(seat, action, dice.bytes(16), { back: dice.between(1, 3) })]);
    return said ? `hands ${to.name} a second entry for a place where it has written already` : null;
  },
};
