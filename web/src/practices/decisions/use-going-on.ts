import { type RefObject, useCallback, useEffect, useRef } from 'react';

/**
 * For what opens and closes where the reader is: whoever has closed it goes on from there, and not from the top of the page.
 * @returns the place, an element with `tabIndex={-1}`, and what brings the reader to it, as soon as it is drawn
 */
export function useGoingOn(): readonly [place: RefObject<HTMLDivElement | null>, goOn: () => void] {
  const place = useRef<HTMLDivElement>(null);
  const isAwaited = useRef(false);
  useEffect(() => {
    if (isAwaited.current && place.current !== null) {
      isAwaited.current = false;
      place.current.focus({ preventScroll: true });
    }
  });
  const goOn = useCallback(() => {
    isAwaited.current = place.current === null;
    requestAnimationFrame(() => place.current?.focus({ preventScroll: true }));
  }, []);
  return [place, goOn];
}
