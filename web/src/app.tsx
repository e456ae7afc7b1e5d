import { QueryClient, QueryClientProvider, useQueryClient } from '@tanstack/react-query';
import { useEffect, useMemo, useRef } from 'react';
import type { KeyringState } from '../../src/daemon/api.ts';
import { useLine, useLiveUpdates } from './api/live.ts';
import { useOperation } from './api/operations.ts';
import { CellScreens } from './cell-screens.tsx';
import { Visit, WayOut } from './demonstration/visit.tsx';
import { forgetDrafts } from './drafts/drafts.ts';
import { Notices } from './notices/notices.tsx';
import { isParted } from './parting/parted.ts';
import { RefusalNotice } from './parts/notice.tsx';
import { Fetching } from './parts/progress.tsx';
import { isDemonstration } from './route/base.ts';
import { CellContext, type CellHere } from './route/cell.ts';
import { go, usePlace } from './route/route.ts';
import { WordsAfterEntering } from './safeguards/words-after-entering.tsx';
import { Announcer } from './shell/announcer.tsx';
import { Fault } from './shell/fault.tsx';
import { IdleStrip } from './shell/idle.tsx';
import { Shortcuts } from './shell/shortcuts.tsx';
import { useWords } from './texts/words.tsx';
import { AtTheDoor } from './welcome/at-the-door.tsx';
import { CellsScreen } from './welcome/cells-screen.tsx';
import { Unlock } from './welcome/unlock.tsx';
import { Welcome } from './welcome/welcome.tsx';

// Moot is on this device: asking again at once costs little, and what changes is told by itself.
const queries = new QueryClient({
  defaultOptions: {
    queries: { retry: false, refetchOnWindowFocus: false, networkMode: 'always' },
    mutations: { networkMode: 'always', gcTime: 0 },
  },
});

/** The page. */
export function App() {
  return (
    <Fault>
      <QueryClientProvider client={queries}>
        <Announcer />
        <Shortcuts />
        {!isDemonstration && <Notices />}
        {isDemonstration ? (
          <Visit>
            <Entrance />
          </Visit>
        ) : (
          <Entrance />
        )}
      </QueryClientProvider>
    </Fault>
  );
}

/** Leads to what can be done now: come in, unlock, or be in a cell. */
function Entrance() {
  useLiveUpdates();
  const say = useWords();
  const status = useOperation('status', {});
  if (status.data === undefined) {
    return (
      <main className="welcome">
        {status.error === null ? <Fetching>{say('shell.opening')}</Fetching> : <RefusalNotice refusal={status.error} />}
      </main>
    );
  }
  const { state, cells } = status.data;
  if (state === 'locked') return <Locked />;
  return (
    <>
      {state === 'open' && !isDemonstration && <IdleStrip />}
      <Opened state={state} cells={cells} />
    </>
  );
}

/** What is shown of a locked device; what the page had in memory of it is forgotten. */
function Locked() {
  const client = useQueryClient();
  useEffect(() => {
    forgetDrafts();
    client.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== 'status' });
    client.getMutationCache().clear();
  }, [client]);
  return <Unlock />;
}

/** What is shown of a device that is not locked. */
function Opened({ state, cells }: { readonly state: KeyringState; readonly cells: readonly CellHere[] }) {
  const { cell: wanted, steps } = usePlace();
  const [first, second] = steps;
  if (isDemonstration && first === 'welcome') return <WayOut to="/welcome" />;
  if (state === 'new' || cells.length === 0) return <Welcome state={state} step={first === 'welcome' ? second : undefined} />;
  if (wanted === null && first === 'welcome') return <Welcome state={state} step={second} />;
  if (wanted === null && first === 'words') return <WordsAfterEntering cell={second ?? cells[0]?.id ?? ''} />;
  if (wanted === null && first === 'cells') return <CellsScreen cells={cells} />;
  const named = wanted === null ? undefined : cells.find(({ id }) => id.startsWith(wanted));
  // An address of an earlier demonstration leads to the one that there is.
  const usual = wanted === null || isDemonstration ? (cells.find((one) => one.state === 'member') ?? cells[0]) : undefined;
  const cell = named ?? usual;
  return cell === undefined ? <CellsScreen cells={cells} /> : <InCell cell={cell} isNamed={named !== undefined} />;
}

/** A cell, or its door. @param isNamed whether the address names it */
function InCell({ cell, isNamed }: { readonly cell: CellHere; readonly isNamed: boolean }) {
  const { steps } = usePlace();
  const isAnswering = useLine() === 'open';
  // While Moot does not answer this device meets nobody, whoever it met before.
  const here = useMemo(() => (isAnswering ? cell : { ...cell, peers: [] }), [cell, isAnswering]);
  useEffect(() => {
    if (!isNamed) go({ cell: cell.id, steps: [] }, true);
  }, [cell.id, isNamed]);
  const isIn = cell.state === 'member';
  const was = useRef({ cell: cell.id, isIn });
  useEffect(() => {
    const before = was.current;
    was.current = { cell: cell.id, isIn };
    // Whoever is here while they cease to take part is told so, wherever they are.
    if (before.cell === cell.id && before.isIn && isParted(cell.state)) go({ cell: cell.id, steps: [] });
  }, [cell.id, cell.state, isIn]);
  return <CellContext value={here}>{isIn || isParted(cell.state) ? <CellScreens steps={steps} /> : <AtTheDoor cell={cell} />}</CellContext>;
}
