import { inWords } from '../../../names/in-words.ts';
import { useDeceptions } from '../../../names/look-alikes.ts';
import { NameHint } from '../../../names/name-hint.tsx';
import { Ring } from '../../../parts/ring.tsx';
import { useWords } from '../../../texts/words.tsx';
import { seatsOf } from '../seats.ts';
import type { Decision } from '../standing.ts';
import { turnInWords } from '../turn.ts';
import { useMe } from '../use-me.ts';
import { Holding } from './holding.tsx';

/** The table with everybody who is asked, and in words under it who has not been heard. */
export function Round({ decision }: { readonly decision: Decision }) {
  const say = useWords();
  const me = useMe();
  const seats = seatsOf(decision, me);
  const [first] = decision.responses;
  const turn = turnInWords(decision, me?.id, say);
  const isYours = decision.round.next[0]?.memberId === me?.id;
  const deceptions = useDeceptions();
  const hinted = seats.filter(({ id, isYou }) => !isYou && deceptions.has(id));
  return (
    <section aria-label={say('decision.round')}>
      <Ring seats={seats} />
      <p className="ring-next">
        {isYours && <b>{turn.now} </b>}
        {[isYours ? '' : turn.now, turn.after].filter((words) => words !== '').join(' ')}
        {turn.now === '' && decision.heard.unheard.length > 0 && say('decision.unheard', { names: inWords(decision.heard.unheard) })}
        {decision.heard.unheard.length === 0 && say('decision.all-heard')}
        {first !== undefined && ` ${first.memberId === me?.id ? say('decision.you-began') : say('decision.began', { name: first.member })}`}
      </p>
      <Holding decision={decision} />
      {hinted.map(({ id, name }) => (
        <p key={id} className="ring-next">
          <bdi className="name">{name}</bdi> <NameHint member={id} />
        </p>
      ))}
    </section>
  );
}
