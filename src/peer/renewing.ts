import { accept, refuse } from '../bytes/verdict.ts';
import { fields } from '../practices/input.ts';
import { type CallOf, inCell, type Operation } from './operation.ts';
import { letGoOfPrekeys, renewPrekey } from './renewal.ts';

const renewKeys = inCell({
  name: 'renew-keys',
  changes: true,
  input: fields({}),
  usage: { positional: [], flags: [], switches: [] },
  async run(peer, { seat }) {
    if (seat.member === undefined) return refuse('not-a-member');
    await renewPrekey(seat);
    await letGoOfPrekeys(seat, peer.parts.clock.now() / 1000);
    await seat.renewEpoch();
    return accept({ renewed: true });
  },
  tell: () => 'New keys are made. What anybody writes from now on is sealed with them, as soon as they have heard of them.',
});

/** What the API takes and gives of keys. */
export interface RenewingApi {
  readonly 'renew-keys': CallOf<typeof renewKeys>;
}

export const RENEWING_OPERATIONS: readonly Operation[] = [renewKeys];
