import type { Output } from '../../api/client.ts';
import type { Seat } from '../../parts/ring.tsx';

/** Everybody who is asked about a decision, for its ring: in the order of the round; then whoever was heard without being asked. */
export function seatsOf(
  { responses, ballots, voices, heard, method, round }: Output<'decisions'>[number],
  me?: { readonly id: string; readonly name: string },
): Seat[] {
  // A vote is drawn as heard, and one that holds the decision up as an objection: what it says stands in its own words.
  const voted = ballots
    .filter(({ late }) => !late)
    .map(
      ({ memberId, member, said }) =>
        ({ memberId, member, response: said === 'block' || said === 'object' ? 'object' : 'consent' }) as const,
    );
  // Whoever is spoken for is heard by the vote of another.
  const given = voices
    .filter(({ state }) => state === 'counts')
    .map(({ memberId, member }) => ({ memberId, member, response: 'consent' }) as const);
  const spoken = [...responses, ...voted, ...given].map(({ memberId, member, response }): Seat => {
    return { id: memberId, name: member, isYou: memberId === me?.id, response, isNext: false };
  });
  // Where it is not decided by consent nobody is called.
  const [next] = round.next;
  const unheard = heard.unheardIds.map((id, at): Seat => {
    const isYou = id === me?.id;
    return { id, name: heard.unheard[at] ?? '', isYou, response: null, isNext: method.name === 'consent' ? id === next?.memberId : isYou };
  });
  const place = ({ id }: Seat): number => {
    const at = round.order.findIndex(({ memberId }) => memberId === id);
    return at < 0 ? round.order.length : at;
  };
  return [...spoken, ...unheard].sort((a, b) => place(a) - place(b));
}
