import type { AnchorHTMLAttributes, MouseEvent, ReactNode } from 'react';
import { BASE } from './base.ts';
import { useCellId } from './cell.ts';
import { writePath } from './path.ts';
import { go } from './route.ts';

/** What a link takes besides what every `a` does. */
interface LinkParts extends Omit<AnchorHTMLAttributes<HTMLAnchorElement>, 'href'> {
  /** Steps within the open cell, such as `['decisions', id]`; outside of a cell, steps of the page. */
  readonly to: readonly string[];
  /** Another cell than the open one; null: none. */
  readonly cell?: string | null;
  readonly children: ReactNode;
}

/** A link to another place of the page. */
export function Link({ to, cell, children, onClick, ...rest }: LinkParts) {
  const open = useCellId();
  const place = { cell: cell === undefined ? open : cell, steps: to };
  const follow = (event: MouseEvent<HTMLAnchorElement>): void => {
    onClick?.(event);
    // Whoever asks for a new tab gets one.
    if (event.defaultPrevented || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    go(place);
  };
  return (
    <a {...rest} href={BASE + writePath(place)} onClick={follow}>
      {children}
    </a>
  );
}
