import { newEpoch } from '../../src/cell/actions.ts';
import { joinCircle, leaveCircle } from '../../src/cell/circle.ts';
import { type CircleId, WHOLE_CELL } from '../../src/log/lane.ts';
import { recordDraft, sealWrongly } from '../forging.ts';
import type { Mischief, Scene } from './mischief.ts';

/** Brings a circle an epoch from outside, agrees to the own joining, and leaves it: all of that is for those who are in it. */
async function intrude({ seat, dice }: Scene, circle: CircleId): Promise<string> {
  const { cell, member = '' } = seat;
  const { action } = cell.makeEpoch(circle, (size) => dice.bytes(size));
  await seat.write([newEpoch.write(action), joinCircle.write({ circle, member }), leaveCircle.write({ circle })].map(recordDraft));
  return `brings a circle that it is not in the epoch ${action.epoch.slice(0, 8)}`;
}

/** Makes a new epoch that is sealed well to some, and to the rest with rubbish or with another secret (attack 4). */
export const garbledSeal: Mischief = {
  name: 'garbled seal',
  async act(scene) {
    const { seat, dice } = scene;
    const { cell } = seat;
    if (cell.charter === null || cell.charter.members.size < 3) return null;
    const circles = scene.world.hasCircles ? [...cell.circles.ids()].filter((circle) => cell.membersOf(circle).length > 0) : [];
    const circle = circles.length === 0 ? WHOLE_CELL : (dice.pick([WHOLE_CELL, ...circles]) ?? WHOLE_CELL);
    if (!cell.readersOf(circle).has(seat.device)) return intrude(scene, circle);
    const good = cell.makeEpoch(circle, (size) => dice.bytes(size)).action;
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
