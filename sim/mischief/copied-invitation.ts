import { invite, uninvite } from '../../src/cell/actions.ts';
import type { Mischief } from './mischief.ts';

/** Gives out somebody's invitation again, for more people and for longer, though it knows no secret of it; or takes one back that is unknown. */
export const copiedInvitation: Mischief = {
  name: 'copied invitation',
  async act(scene) {
    const { dice, seat } = scene;
    const invitation = dice.pick([...seat.cell.invitations.all()]);
    if (invitation === undefined) return null;
    if (dice.chance(0.2)) {
      await scene.write(uninvite.write({ invitation: 'ab'.repeat(32) }));
      return 'takes back an invitation that there is not';
    }
    await scene.write(invite.write({ key: invitation.key, uses: 20, expires: 2 ** 36 }));
    return `gives out the invitation ${invitation.id.slice(0, 8)} again`;
  },
};
