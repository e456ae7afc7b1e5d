import { Ring } from '../../../parts/ring.tsx';
import { useWords } from '../../../texts/words.tsx';
import { inWords } from '../names.ts';
import { seatsOf } from '../seats.ts';
import type { Decision } from '../standing.ts';
import { useMe } from '../use-me.ts';

/** The table with everybody who is asked, and in words under it who has not been heard. */
export function Round({ decision }: { readonly decision: Decision }) {
  const say = useWords();
  const me = useMe();
  const seats = seatsOf(decision, me);
  const others = decision.heard.unheard.filter((name) => !(decision.awaitsYou && name === me?.name));
  return (
    <section aria-label={say('decision.round')}>
      <Ring seats={seats} />
      <p className="ring-next">
        {decision.awaitsYou && <b>{say('decision.now-you')} </b>}
        {others.length > 0 && say('decision.unheard', { names: inWords(others) })}
        {decision.heard.unheard.length === 0 && say('decision.all-heard')}
      </p>
    </section>
  );
}
