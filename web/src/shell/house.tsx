import { type ReactNode, useContext } from 'react';
import { Icon } from '../icons/icon.tsx';
import { Tally } from '../parts/reach.tsx';
import { useMeeting } from '../route/cell.ts';
import { Link } from '../route/link.tsx';
import { useWords } from '../texts/words.tsx';
import { CountsContext } from '../today/counts.ts';
import { CellChooser } from './cell-chooser.tsx';
import { LineStrip } from './line-strip.tsx';
import { LockKey } from './lock-now.tsx';
import { isIn, MORE, PLACES, type PlaceName } from './places.ts';
import { UndoStrip } from './undo-strip.tsx';

/** Around a cell's screens: the cell's name and reach, the contents, and the sheet. */
export function House({ here, children }: { readonly here: PlaceName; readonly children: ReactNode }) {
  const say = useWords();
  return (
    <>
      <a className="skip" href="#sheet">
        {say('shell.skip')}
      </a>
      <div className="page">
        <LineStrip />
        <div className="house">
          <div className="spine">
            <div className="spine-held">
              <CellHead />
              <Contents here={here} />
            </div>
          </div>
          <main id="sheet" className="sheet has-line" tabIndex={-1}>
            {children}
          </main>
        </div>
      </div>
      <UndoStrip />
      <LockKey />
    </>
  );
}

function CellHead() {
  const say = useWords();
  const meeting = useMeeting();
  return (
    <header className="cell">
      <CellChooser />
      <Link className="reach" to={['status']}>
        <Tally {...meeting} />
        <span className="wide">{say('shell.meet', meeting)}</span>
        <span className="narrow">
          {say('shell.meet-short', meeting)} <span className="sr">{say('shell.meet-rest')}</span>
        </span>
      </Link>
    </header>
  );
}

function Contents({ here }: { readonly here: PlaceName }) {
  const say = useWords();
  const counts = useContext(CountsContext);
  return (
    <nav className="contents" aria-label={say('shell.contents')}>
      <ul>
        {[...PLACES, MORE].map(({ name, text, icon, on }) => (
          <li key={name} className={on === 'all' ? '' : on === 'desk' ? 'later' : 'narrow'}>
            <Link to={name === 'today' ? [] : [name]} aria-current={isIn(here, name) ? 'page' : undefined}>
              <Icon of={icon} />
              <span className="place">{say(text)}</span>
              <Count of={counts[name] ?? 0} />
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}

function Count({ of }: { readonly of: number }) {
  const say = useWords();
  if (of === 0) return null;
  return (
    <span className="count">
      <span className="sr">{say('shell.waiting', { count: of })}</span>
      <span aria-hidden="true">{of}</span>
    </span>
  );
}
