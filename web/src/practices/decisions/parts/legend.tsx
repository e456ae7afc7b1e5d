import { MiniRing, type Seat } from '../../../parts/ring.tsx';
import { type Response, Shape } from '../../../parts/shape.tsx';
import { useWords } from '../../../texts/words.tsx';

function table(responses: readonly (Response | 'next' | null)[]): Seat[] {
  return responses.map((response, at) => ({
    id: String(at),
    name: '',
    isYou: false,
    response: response === 'next' ? null : response,
    isNext: response === 'next',
  }));
}

/** How to read the small ring. */
export function Legend() {
  const say = useWords();
  return (
    <section>
      <h2>{say('decisions.legend')}</h2>
      <ul className="legend-list">
        <li>
          <MiniRing seats={table(['consent', 'consent', null, null, null, 'consent'])} />
          <span>{say('decisions.legend.heard')}</span>
        </li>
        <li>
          <MiniRing seats={table(['consent', 'consent', 'next', null, null, 'consent'])} />
          <span>{say('decisions.legend.next')}</span>
        </li>
        <li>
          <MiniRing seats={table(['consent', 'object', 'consent', null, null, 'consent'])} />
          <span>{say('decisions.legend.object')}</span>
        </li>
        <li>
          <MiniRing seats={[]} isCarried />
          <span>{say('decisions.legend.carried')}</span>
        </li>
        <li>
          <Shape of="ended" />
          <span>{say('decisions.legend.ended')}</span>
        </li>
      </ul>
    </section>
  );
}
