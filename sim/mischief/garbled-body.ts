import { encodeCbor } from '../../src/bytes/cbor.ts';
import { respond } from '../../src/cell/actions.ts';
import { seal } from '../../src/crypto/committed-seal.ts';
import type { SealedEntry } from '../../src/log/entry.ts';
import type { Mischief } from './mischief.ts';

/** Seals a body with rubbish, under a secret of its own, or as if it were another's: the entry counts and does nothing, for everybody alike (attack 5). */
export const garbledBody: Mischief = {
  name: 'garbled body',
  async act(scene) {
    const { seat, dice } = scene;
    const version = scene.version();
    if (version === undefined) return null;
    const epoch = seat.cell.latestEpoch('0000000000000000');
    const kind = dice.pick(['random bytes', 'the secret of another epoch', 'the place of another', 'no padding']) as string;
    const action = respond.write({ version, response: 'object', reason: 'Only some can read this' });
    const change = (sealed: SealedEntry): SealedEntry => {
      const { body } = sealed;
      if (!(body instanceof Uint8Array)) return sealed;
      const plain = new Uint8Array(body.length - 48);
      plain.set(encodeCbor(action));
      if (kind === 'no padding') plain.fill(1, plain.length - 1);
      const context = new Uint8Array(57);
      context.set(sealed.salt);
      if (kind !== 'the place of another') context.set(Uint8Array.fromHex(seat.device), 16);
      const secret = kind === 'the secret of another epoch' ? dice.bytes(32) : epoch.secret;
      return { ...sealed, body: kind === 'random bytes' ? dice.bytes(body.length) : seal(secret, 'moot/action', context, plain) };
    };
    await scene.slipIn(action, () => ({ change }));
    return `objects to ${version.slice(0, 8)} in a body sealed with ${kind}`;
  },
};
