import { useCallback, useState } from 'react';
import { useOperation } from '../api/operations.ts';
import { Icon } from '../icons/icon.tsx';
import { Dialog } from '../parts/dialog.tsx';
import { Fetching } from '../parts/progress.tsx';
import { CellContext, type CellHere, useCell, useMeeting } from '../route/cell.ts';
import { Link } from '../route/link.tsx';
import { useWords } from '../texts/words.tsx';
import { useWaiting } from '../today/use-waiting.ts';
import { LockNow } from './lock-now.tsx';
import { useShortcut } from './shortcuts.tsx';

/** The open cell's name; pressed, it shows the others with what waits in each, the way to another one, and the lock. */
export function CellChooser() {
  const say = useWords();
  const { name } = useCell();
  const [isOpen, setOpen] = useState(false);
  const open = useCallback(() => setOpen(true), []);
  useShortcut('c', say('shortcuts.cells'), open);
  return (
    <>
      <button type="button" className="cell-name" aria-haspopup="dialog" onClick={open}>
        <span dir="auto">{name}</span>
        <Icon of="chevron-down" />
        <span className="sr">{say('shell.choose-cell')}</span>
      </button>
      <Dialog title={say('shell.cells')} isOpen={isOpen} onClose={() => setOpen(false)}>
        <Cells close={() => setOpen(false)} />
      </Dialog>
    </>
  );
}

function Cells({ close }: { readonly close: () => void }) {
  const say = useWords();
  const { id: here } = useCell();
  const { data } = useOperation('status', {});
  if (data === undefined) return <Fetching>{say('shell.opening')}</Fetching>;
  return (
    <>
      <ul className="cells-list">
        {data.cells.map((cell) => (
          <li key={cell.id}>
            <Link to={[]} cell={cell.id} onClick={close} aria-current={cell.id === here ? 'true' : undefined}>
              <span className="name" dir="auto">
                {cell.name}
              </span>
              {cell.state === 'member' ? (
                <CellContext value={cell}>
                  <WhatWaitsIn />
                </CellContext>
              ) : (
                <CellState cell={cell} />
              )}
            </Link>
          </li>
        ))}
      </ul>
      <div className="actions">
        <Link className="button button-quiet" to={['welcome']} cell={null} onClick={close}>
          {say('shell.another-cell')}
        </Link>
        <LockNow kind="quiet" />
      </div>
    </>
  );
}

/** How much waits in a cell, and how much was said there. */
function WhatWaitsIn() {
  const say = useWords();
  const { isFetched, counts } = useWaiting();
  const meeting = useMeeting();
  if (!isFetched) return <span className="small soft">{say('shell.opening')}</span>;
  return <span className="small soft">{say('shell.cell-waits', { count: counts.today ?? 0, unread: counts.talk ?? 0, ...meeting })}</span>;
}

function CellState({ cell: { state } }: { readonly cell: CellHere }) {
  const say = useWords();
  return <span className="small soft">{say(`shell.cell-state.${state}`)}</span>;
}
