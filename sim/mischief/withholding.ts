import type { Mischief } from './mischief.ts';

/** Hands on nothing that others wrote, for a while, though it says that it has it (attack 13). */
export const withholding: Mischief = {
  name: 'withholding',
  async act({ world, device, seat, dice }) {
    world.wires.withhold(device.place, (log) => seat.record.chain(log)?.opening.device !== seat.device);
    world.timeline.after(dice.between(60_000, 3_600_000), () => world.wires.withholdNothing(device.place));
    return 'hands on nothing that others wrote, for a while';
  },
};
