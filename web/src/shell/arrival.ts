import { useEffect } from 'react';
import type { Place } from '../route/path.ts';
import { usePlace } from '../route/route.ts';

let lastPlace: Place | null = null;

/**
 * Whoever has gone somewhere in the page begins to read at its title. The first page is left to the browser.
 * @param heading the title; null where something else takes the focus
 */
export function useFocusOnArrival(heading: { readonly current: HTMLElement | null } | null): void {
  const place = usePlace();
  useEffect(() => {
    if (heading !== null && lastPlace !== null && lastPlace !== place) {
      scrollTo(0, 0);
      heading.current?.focus({ preventScroll: true });
    }
    lastPlace = place;
  }, [place, heading]);
}
