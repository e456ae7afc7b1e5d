import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { call } from '../api/client.ts';
import { useCellId } from '../route/cell.ts';

/** How often an open page says that somebody is still here, in milliseconds: a visit ends after half an hour without. */
const STILL_HERE_MS = 5 * 60_000;

/** Quietly notes that the reader is here, for as long as they see the page. @returns whether it has been noted, so that news can be asked for */
export function useVisit(): boolean {
  const cell = useCellId();
  const client = useQueryClient();
  const [noted, note] = useState<string | null>(null);
  useEffect(() => {
    const look = async (): Promise<void> => {
      if (document.visibilityState === 'hidden') return;
      // Should it not be noted, as while Moot is away, what is new stays new.
      const visit = await call('visit', {}, cell).catch(() => null);
      note(cell);
      if (visit?.begins) void client.invalidateQueries({ queryKey: ['news', cell] });
    };
    void look();
    const timer = setInterval(look, STILL_HERE_MS);
    document.addEventListener('visibilitychange', look);
    return () => {
      clearInterval(timer);
      document.removeEventListener('visibilitychange', look);
    };
  }, [cell, client]);
  return noted !== null && noted === cell;
}
