import type { ReactNode } from 'react';
import { arc } from './arc.ts';

const SEATS = 6;

/** What a place is for while nothing is there, and one real first step. */
export function Empty({
  title,
  children,
  actions,
}: {
  readonly title: string;
  readonly children: ReactNode;
  readonly actions?: ReactNode;
}) {
  return (
    <div className="empty">
      <svg className="drawing" viewBox="0 0 100 100" aria-hidden="true">
        {Array.from({ length: SEATS }, (_, seat) => arc({ seat, of: SEATS, radius: 34, gap: 30 })).map((path) => (
          <path key={path} d={path} fill="none" stroke="var(--edge)" strokeWidth="1.4" strokeDasharray="2.4 2.4" />
        ))}
      </svg>
      <h2>{title}</h2>
      <p>{children}</p>
      {actions !== undefined && <div className="actions">{actions}</div>}
    </div>
  );
}
