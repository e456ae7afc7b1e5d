import { attest, revokeDevice } from '../../src/cell/actions.ts';
import { concernedBy } from '../../src/cell/decision.ts';
import type { Mischief } from './mischief.ts';

/**
 * Attests a removal or a recovery, or revokes a device of its own, as if it had seen hardly anything of whom it is about, or more than there is: so that
 * what they said would be set aside with them, or what they never said could come later.
 */
export const earlyCut: Mischief = {
  name: 'early cut',
  async act(scene) {
    const { seat, dice } = scene;
    const { cell, record, device } = seat;
    const count = dice.pick([0, 1, 1000]) as number;
    const cutsOf = (devices: ReadonlySet<string>) =>
      [...record.chains()]
        .filter(({ scope, opening }) => scope !== 'record' && devices.has(opening.device))
        .map(({ logId }) => ({ log: logId, count }))
        .sort((a, b) => (a.log < b.log ? -1 : 1))
        .slice(0, 60);
    const versions = [...cell.decisions.versions.values()].filter((version) => concernedBy(version) !== null);
    const version = dice.pick(versions.slice(-4));
    const member = cell.charter?.members.get((version && concernedBy(version)) ?? '');
    if (version !== undefined && member !== undefined) {
      await scene.write(attest.write({ version: version.id, round: dice.between(1, 2), cuts: cutsOf(cell.devices.everOf(member)) }));
      return `attests ${version.id.slice(0, 8)} as if it had seen ${count} of each log of whom it is about`;
    }
    const own = cell.charter?.members.get(seat.member ?? '');
    const other = own === undefined ? undefined : [...cell.devices.everOf(own)].find((one) => one !== device);
    if (other === undefined) return null;
    await scene.write(revokeDevice.write({ device: other, cuts: cutsOf(new Set([other])) }));
    return `revokes ${other.slice(0, 8)} as if it had seen ${count} of each log of it`;
  },
};
