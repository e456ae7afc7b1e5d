import { useEffect, useMemo, useRef } from 'react';
import { useOperation } from '../api/operations.ts';
import { useClashes } from '../clashes/use-clashes.ts';
import { useDecisions } from '../practices/decisions/latest.ts';
import { CellContext, type CellHere } from '../route/cell.ts';
import { go } from '../route/route.ts';
import { useWords } from '../texts/words.tsx';
import { whatWaits } from '../today/waiting.ts';
import { useNoticeChoices } from './choices.ts';
import { happeningsOf } from './happening.ts';
import { showNotice, usePermission } from './permission.ts';
import { browsersPlace } from './seen.ts';
import { type News, Watch } from './watch.ts';
import { tellNews } from './wording.ts';

/** Watches all cells of this device for what a notice should tell, if the reader wants any. Shows nothing by itself. */
export function Notices() {
  const { isOn } = useNoticeChoices();
  const permission = usePermission();
  const status = useOperation('status', {}, isOn);
  if (!isOn || permission !== 'granted' || status.data?.state !== 'open') return null;
  return <Watching cells={status.data.cells.filter(({ state }) => state === 'member')} />;
}

function Watching({ cells }: { readonly cells: readonly CellHere[] }) {
  const say = useWords();
  const choices = useNoticeChoices();
  const tell = useRef<(news: readonly News[]) => void>(() => {});
  tell.current = (news) => {
    const nameOf = (id: string): string => cells.find((cell) => cell.id === id)?.name ?? say('moot');
    const { title, body, cell, steps } = tellNews(news, choices.says, nameOf, say);
    showNotice(title, body, () => go({ cell, steps }));
  };
  const first = useRef(choices);
  const watch = useMemo(() => new Watch({ ...browserParts, tell: (news) => tell.current(news) }, first.current), []);
  useEffect(() => watch.choose(choices), [watch, choices]);
  useEffect(() => {
    const onLook = (): void => watch.looked();
    document.addEventListener('visibilitychange', onLook);
    return () => {
      document.removeEventListener('visibilitychange', onLook);
      watch.close();
    };
  }, [watch]);
  return cells.map((cell) => (
    <CellContext key={cell.id} value={cell}>
      <WatchCell watch={watch} cell={cell.id} />
    </CellContext>
  ));
}

function WatchCell({ watch, cell }: { readonly watch: Watch; readonly cell: string }) {
  const decisions = useDecisions().data;
  const people = useOperation('people', {}).data;
  const channels = useOperation('channels', {}).data;
  const clashes = useClashes();
  useEffect(() => {
    if (decisions === undefined || people === undefined || channels === undefined || clashes === undefined) return;
    const me = people.find(({ you }) => you)?.id;
    watch.report(cell, happeningsOf(whatWaits(decisions, people, channels, clashes, me), channels));
  }, [watch, cell, decisions, people, channels, clashes]);
  return null;
}

const browserParts = {
  seen: browsersPlace,
  now: () => Date.now(),
  isHidden: () => document.visibilityState === 'hidden',
  after: (ms: number, act: () => void) => {
    // Longer than this a browser's timer cannot wait; it looks again then.
    const timer = setTimeout(act, Math.min(ms, 2 ** 31 - 1));
    return () => clearTimeout(timer);
  },
  alone: (act: () => void) => {
    if (navigator.locks === undefined) act();
    else void navigator.locks.request('moot-notices', act);
  },
};
