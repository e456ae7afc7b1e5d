import { idOf } from '../../src/bytes/id.ts';
import { encodeMessage } from '../../src/sync/messages.ts';
import { tell } from '../handing.ts';
import type { Mischief } from './mischief.ts';

/** Says that it has more than anybody else, is asked for it, and gives nothing: whoever asks has to turn to others in the end. */
export const emptyPromise: Mischief = {
  name: 'empty promise',
  async act(scene) {
    const { world, seat, dice } = scene;
    const to = scene.other();
    if (to === undefined) return null;
    const logs = [...seat.record.chains()].map(({ logId, entries }) => ({
      log: logId,
      count: entries.length + 5,
      tip: idOf(dice.bytes(32)),
    }));
    const { said } = await tell(world, seat, to, [encodeMessage({ type: 'have', logs: logs.slice(0, 700), more: false })]);
    return said ? `promises ${to.name} five more entries of every log` : null;
  },
};
