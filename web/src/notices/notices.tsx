import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useRef, useState } from 'react';
import { call } from '../api/client.ts';
import { useOperation } from '../api/operations.ts';
import { CellContext, type CellHere } from '../route/cell.ts';
import { go } from '../route/route.ts';
import { useWords } from '../texts/words.tsx';
import { useBrowserChoices } from './choices.ts';
import { isHidden, useIsHidden } from './hidden.ts';
import { showNotice, usePermission } from './permission.ts';
import { type News, tellNews } from './wording.ts';

/** What comes within this time is told in one notice, in milliseconds. */
const GATHER_MS = 5_000;
/** After this time it tries again to take what could not be taken, in milliseconds. */
const AGAIN_MS = 60_000;
/** What several cells have to tell within this time is told in one notice, in milliseconds. */
const TOGETHER_MS = 1_000;
/** Longer than this a browser's timer cannot wait, in milliseconds; it looks again then. */
const LONGEST_MS = 2 ** 31 - 1;

/** Shows notices of all cells of this device while nobody sees the page, if the reader wants any in this browser. When, and of what, the device says. Shows nothing on the page. */
export function Notices() {
  const { isOn } = useBrowserChoices();
  const permission = usePermission();
  const status = useOperation('status', {}, isOn);
  if (!isOn || permission !== 'granted' || status.data?.state !== 'open') return null;
  return <Watching cells={status.data.cells.filter(({ state }) => state === 'member')} />;
}

function Watching({ cells }: { readonly cells: readonly CellHere[] }) {
  const say = useWords();
  const { says } = useBrowserChoices();
  const gathered = useRef<News[]>([]);
  const show = useRef<() => void>(() => {});
  show.current = () => {
    const nameOf = (id: string): string => cells.find((cell) => cell.id === id)?.name ?? say('moot');
    const { title, body, cell, steps } = tellNews(gathered.current, says, nameOf, say);
    gathered.current = [];
    showNotice(title, body, () => go({ cell, steps }));
  };
  const take = useCallback((news: News) => {
    if (gathered.current.push(news) === 1) setTimeout(() => show.current(), TOGETHER_MS);
  }, []);
  return cells.map((cell) => (
    <CellContext key={cell.id} value={cell}>
      <WatchCell cell={cell.id} take={take} />
    </CellContext>
  ));
}

/** Asks the device what is to be told of a cell, and takes it when it is time and nobody sees the page: of several tabs only one gets it. */
function WatchCell({ cell, take }: { readonly cell: string; readonly take: (news: News) => void }) {
  const client = useQueryClient();
  const { data: digest } = useOperation('digest', {});
  const isAway = useIsHidden();
  const [failures, setFailures] = useState(0);
  useEffect(() => {
    if (digest === undefined) return;
    const { untold, due, isTime, next } = digest;
    const look = (): void => void client.invalidateQueries({ queryKey: ['digest', cell] });
    const tell = async (): Promise<void> => {
      // Should it not be told, as while Moot is away, it is not taken as told either.
      const taken = await call('take-digest', {}, cell).catch(() => null);
      if (taken === null) return setFailures((before) => before + 1);
      if (taken.count > 0 && isHidden()) take({ cell, ...taken });
      setFailures(0);
      look();
    };
    // Whoever sees the page needs no notice; a moment at which there is nothing to tell goes by.
    const isDue = isAway ? due > 0 || isTime : isTime && untold === 0;
    const wait = isDue ? (failures > 0 ? AGAIN_MS : GATHER_MS) : next === null ? null : Math.max(Date.parse(next) - Date.now(), GATHER_MS);
    if (wait === null) return;
    const timer = setTimeout(isDue ? () => void tell() : look, Math.min(wait, LONGEST_MS));
    return () => clearTimeout(timer);
  }, [client, cell, digest, isAway, failures, take]);
  return null;
}
