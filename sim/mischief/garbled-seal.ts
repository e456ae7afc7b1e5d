import { newEpoch } from '../../src/cell/actions.ts';
import { WHOLE_CELL } from '../../src/log/lane.ts';
import { sealWrongly } from '../forging.ts';
import type { Mischief } from './mischief.ts';

/** Makes a new epoch that is sealed well to some, and to the rest with rubbish or with another secret (attack 4). */
export const garbledSeal: Mischief = {
  name: 'garbled seal',
  async act(scene) {
    const { seat, dice } = scene;
    const { cell } = seat;
    if (cell.charter === null || cell.charter.members.size < 3) return null;
    const good = cell.makeEpoch(WHOLE_CELL, (size) => dice.bytes(size)).action;
    const isSplit = dice.chance(0.5);
    const epoch = { ...good, id: good.epoch };
    const seals = good.seals.map((seal) => {
      if (seal.device === seat.device || dice.chance(0.5)) return seal;
      const random = (size: number) => dice.bytes(size);
      return { ...seal, sealed: isSplit ? sealWrongly(seat, epoch, seal.device, random) : random(seal.sealed.length) };
    });
    await scene.write(newEpoch.write({ ...good, seals }));
    return `makes the epoch ${good.epoch.slice(0, 8)} and seals ${isSplit ? 'another secret' : 'rubbish'} to some`;
  },
};
