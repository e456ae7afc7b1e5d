import type { Output } from '../../api/client.ts';
import type { Seat } from '../../parts/ring.tsx';

/** Everybody who is asked about a decision, for its ring: those who were heard, in the order in which they spoke, then the others by name. */
export function seatsOf(
  { responses, heard, awaitsYou }: Output<'decisions'>[number],
  me?: { readonly id: string; readonly name: string },
): Seat[] {
  const spoken = responses.map(({ memberId, member, response }): Seat => {
    return { id: memberId, name: member, isYou: memberId === me?.id, response, isNext: false };
  });
  const unheard = heard.unheard
    .filter((name) => !spoken.some((seat) => seat.name === name))
    .map((name): Seat => {
      const isYou = awaitsYou && name === me?.name;
      return { id: `unheard ${name}`, name, isYou, response: null, isNext: isYou };
    });
  return [...spoken, ...unheard];
}
