import { OperatingError } from '../../src/ports/errors.ts';
import { MISCHIEF } from '../mischief/all.ts';
import { Scene } from '../mischief/mischief.ts';
import type { Habit } from './habit.ts';

/** Whoever cheats has changed their device: at times it does what no honest device does, whoever's turn it is. */
export const cheat: Habit = {
  name: 'cheat',
  often: ({ cheater }) => (cheater === null ? 4 : 30),
  async act({ world, dice: ofStep }) {
    const dice = ofStep.for('mischief');
    const device = world.devices.find(({ name, isMember, isLost }) => name === world.cheater && isMember && !isLost);
    const { seat } = device ?? {};
    const mischief = ofStep.pick(MISCHIEF);
    const hasWritten = seat?.record.scope('record').some(({ opening }) => opening.device === seat.device);
    if (device === undefined || !seat || !hasWritten || mischief === undefined) return;
    world.cheating.add(seat.device);
    try {
      const done = await mischief.act(new Scene(world, device, seat, dice));
      if (done === null) return;
      world.story.count(`mischief: ${mischief.name}`);
      world.story.tell(`${device.name}'s device, which was changed, ${done}.`);
    } catch (error) {
      if (!(error instanceof OperatingError)) world.faults.push(`mischief: ${error instanceof Error ? error.stack : error}`);
    }
  },
};
