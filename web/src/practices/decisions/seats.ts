import type { Output } from '../../api/client.ts';
import type { Seat } from '../../parts/ring.tsx';

/** Everybody who is asked about a decision, for its ring: those who were heard, in the order in which they spoke, then the others. */
export function seatsOf({ responses, heard }: Output<'decisions'>[number], me?: { readonly id: string; readonly name: string }): Seat[] {
  const spoken = responses.map(({ memberId, member, response }): Seat => {
    return { id: memberId, name: member, isYou: memberId === me?.id, response, isNext: false };
  });
  const unheard = heard.unheardIds.map((id, at): Seat => {
    const isYou = id === me?.id;
    return { id, name: heard.unheard[at] ?? '', isYou, response: null, isNext: isYou };
  });
  return [...spoken, ...unheard];
}
