import { propose } from '../../src/cell/actions.ts';
import { agreement } from '../../src/cell/agreement.ts';
import { frontierOf, ownChain } from '../forging.ts';
import type { Mischief } from './mischief.ts';

/** Proposes something at a time that is not now: long ago, so that the time to respond would be over, or far ahead (attack 10). */
export const falseTime: Mischief = {
  name: 'false time',
  async act(scene) {
    const { seat, dice } = scene;
    const time = dice.pick([0, 1, 1_600_000_000, 2 ** 36]) as number;
    const effects = [agreement.action.write({ setting: 'name', value: 'The Mallory House' })];
    const action = propose.write({ title: 'At another time', text: '', effects, within: 60, method: 'consent' });
    await scene.slipIn(action, () => ({ head: { time, ...frontierOf(seat, ownChain(seat)) } }));
    return `proposes something as if it were ${new Date(time * 1000).toISOString()}`;
  },
};
