import type { Output } from '../../api/client.ts';
import type { Seat } from '../../parts/ring.tsx';

/** Everybody who is asked about a decision, for its ring: those who were heard, in the order in which they spoke, then the others. */
export function seatsOf(
  { responses, ballots, heard }: Output<'decisions'>[number],
  me?: { readonly id: string; readonly name: string },
): Seat[] {
  // A vote is drawn as heard, and one that holds the decision up as an objection: what it says stands in its own words.
  const voted = ballots
    .filter(({ late }) => !late)
    .map(
      ({ memberId, member, said }) =>
        ({ memberId, member, response: said === 'block' || said === 'object' ? 'object' : 'consent' }) as const,
    );
  const spoken = [...responses, ...voted].map(({ memberId, member, response }): Seat => {
    return { id: memberId, name: member, isYou: memberId === me?.id, response, isNext: false };
  });
  const unheard = heard.unheardIds.map((id, at): Seat => {
    const isYou = id === me?.id;
    return { id, name: heard.unheard[at] ?? '', isYou, response: null, isNext: isYou };
  });
  return [...spoken, ...unheard];
}
