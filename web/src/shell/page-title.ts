import { createContext, useContext, useEffect } from 'react';
import { CellContext } from '../route/cell.ts';
import { useWords } from '../texts/words.tsx';

/** How many things wait for the reader in the open cell. */
export const WaitingContext = createContext(0);

const SIGN = '/sign.svg';
const SIGN_WAITING = '/sign-waiting.svg';

/** Lets the browser's title say where we are and what waits, and its sign too. @param page the screen's title */
export function usePageTitle(page: string): void {
  const say = useWords();
  const count = useContext(WaitingContext);
  const cell = useContext(CellContext)?.name ?? say('moot');
  const title = say('shell.title', { count, page, cell });
  useEffect(() => {
    document.title = title;
    document.querySelector('link[rel=icon]')?.setAttribute('href', count > 0 ? SIGN_WAITING : SIGN);
  }, [title, count]);
}
