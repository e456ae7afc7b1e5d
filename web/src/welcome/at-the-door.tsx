import { useRef } from 'react';
import { Arrival } from '../coming-back/arrival.tsx';
import { Mark } from '../parts/mark.tsx';
import { Notice } from '../parts/notice.tsx';
import type { CellHere } from '../route/cell.ts';
import { Link } from '../route/link.tsx';
import { useFocusOnArrival } from '../shell/arrival.ts';
import { LineStrip } from '../shell/line-strip.tsx';
import { usePageTitle } from '../shell/page-title.ts';
import { useWords } from '../texts/words.tsx';

/** A cell that one is not in yet, or that could not be opened. */
export function AtTheDoor({ cell: { name, state, fault, peers, isComing, arrival, refused } }: { readonly cell: CellHere }) {
  const say = useWords();
  const kind = isComing ? 'coming' : state === 'refused' || state === 'asleep' ? state : 'title';
  const title = say(`door.${kind}`, { cell: name });
  const heading = useRef<HTMLHeadingElement>(null);
  usePageTitle(title);
  useFocusOnArrival(heading);
  // Whoever comes back is refused for what they can mend, or nobody can.
  const why = refused === 'nobody-of-that-name' ? 'back.refused-name' : refused === 'two-cannot-recover' ? 'back.refused-two' : null;
  return (
    <div className="page">
      <LineStrip />
      <main className="welcome is-form">
        <Mark />
        <h1 ref={heading} tabIndex={-1}>
          {title}
        </h1>
        <p className="lede">{say(why ?? (kind === 'title' ? 'door.lede' : `door.${kind}-lede`))}</p>
        {peers.length > 0 && kind === 'title' && <p role="status">{say('door.reached')}</p>}
        {arrival !== null && <Arrival number={arrival} />}
        {fault !== null && <Notice voice="stop">{fault}</Notice>}
        <div className="actions">
          {kind === 'refused' && (
            <Link className="button button-plain" to={['welcome', 'join']} cell={null}>
              {say('door.again')}
            </Link>
          )}
          <Link className="button button-quiet" to={['cells']} cell={null}>
            {say('shell.cells')}
          </Link>
        </div>
      </main>
    </div>
  );
}
