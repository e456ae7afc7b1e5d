import type { Cbor } from '../../src/bytes/cbor.ts';
import { propose } from '../../src/cell/actions.ts';
import { type Admit, admit } from '../../src/cell/admit.ts';
import type { Mischief } from './mischief.ts';

/** Asks again for somebody who once knocked: under another name, with another bundle, twice at once, or just as they did (attack 11). */
export const replayedKnock: Mischief = {
  name: 'replayed knock',
  async act(scene) {
    const { dice, seat } = scene;
    const knocks = [...seat.cell.decisions.versions.values()].flatMap(({ content }) =>
      content.effects.flatMap((effect) => admit.action.read(effect) ?? []),
    );
    const knock = dice.pick(knocks);
    const other = dice.pick(knocks);
    if (knock === undefined || other === undefined) return null;
    const changed: Readonly<Record<string, readonly Admit[]>> = {
      'another name': [{ ...knock, name: 'Mallory’s friend' }],
      'another bundle': [{ ...knock, bundle: other.bundle }],
      'another invitation': [{ ...knock, invitation: other.invitation }],
      'no word of their own': [{ ...knock, asked: dice.bytes(64) }],
      'two at once': [knock, other],
      'nothing changed': [knock],
    };
    const [how, effects] = dice.pick(Object.entries(changed)) as [string, readonly Admit[]];
    const written: Cbor[] = effects.map((effect) => admit.action.write(effect));
    await scene.write(propose.write({ title: 'Somebody would like to join', text: '', effects: written, within: 60, method: 'consent' }));
    return `proposes to admit ${knock.name} again, with ${how}`;
  },
};
