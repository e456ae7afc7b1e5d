import type { Cbor } from '../../src/bytes/cbor.ts';
import type { Mischief } from './mischief.ts';

/** Writes actions of kinds that nobody knows, and such as do not fit their form: they are kept and do nothing. */
export const strangeAction: Mischief = {
  name: 'strange action',
  async act(scene) {
    const version = Uint8Array.fromHex(scene.version() ?? 'ab'.repeat(32));
    const actions: readonly Cbor[] = [
      ['from/tomorrow', [1, 2, 3]],
      ['attest', [version, 1]],
      ['attest', [version, 'one', []]],
      ['respond', [version, 'veto', '']],
      ['respond', [version, 'object', '  ']],
      [
        'propose',
        [
          'Two changes of power at once',
          '',
          [
            ['agreement', ['quorum', '1/2']],
            ['agreement', ['quorum', '1/1']],
          ],
          60,
          'consent',
        ],
      ],
      ['propose', ['What nobody knows', '', [['fly', []]], 60, 'consent']],
      ['propose', ['No fraction', '', [['agreement', ['quorum', '5/4']]], 60, 'consent']],
      ['genesis', []],
      [],
      'words',
      null,
    ];
    const action = scene.dice.pick(actions) as Cbor;
    await scene.write(action);
    return `writes ${JSON.stringify(action)?.slice(0, 80)}`;
  },
};
