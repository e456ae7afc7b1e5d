import { inWords } from '../../../names/in-words.ts';
import { Ring } from '../../../parts/ring.tsx';
import { useWords } from '../../../texts/words.tsx';
import { seatsOf } from '../seats.ts';
import type { Decision } from '../standing.ts';
import { useMe } from '../use-me.ts';

/** The table with everybody who is asked, and in words under it who has not been heard. */
export function Round({ decision }: { readonly decision: Decision }) {
  const say = useWords();
  const me = useMe();
  const seats = seatsOf(decision, me);
  const others = decision.heard.unheard.filter((_name, at) => decision.heard.unheardIds[at] !== me?.id);
  const [first] = decision.responses;
  return (
    <section aria-label={say('decision.round')}>
      <Ring seats={seats} />
      <p className="ring-next">
        {decision.awaitsYou && <b>{say('decision.now-you')} </b>}
        {others.length > 0 && say('decision.unheard', { names: inWords(others) })}
        {decision.heard.unheard.length === 0 && say('decision.all-heard')}
        {first !== undefined && ` ${first.memberId === me?.id ? say('decision.you-began') : say('decision.began', { name: first.member })}`}
      </p>
    </section>
  );
}
