import type { CSSProperties } from 'react';
import { useWords } from '../texts/words.tsx';
import { arc } from './arc.ts';
import { type Response, Shape } from './shape.tsx';

/** One member's seat at the table. */
export interface Seat {
  /** Id of the member. */
  readonly id: string;
  readonly name: string;
  readonly isYou: boolean;
  /** What they responded; null: not heard yet. */
  readonly response: Response | null;
  /** Whether the round is at them now. */
  readonly isNext: boolean;
}

/** With more than so many, names no longer fit around a table. */
const MOST_SEATS = 12;

function strokeOf({ response, isNext }: Seat): string {
  if (response === 'object') return 'var(--madder)';
  if (response !== null && response !== 'question') return 'var(--ink)';
  return isNext ? 'var(--pen)' : 'var(--edge)';
}

function isDrawn({ response, isNext }: Seat): boolean {
  return isNext || (response !== null && response !== 'question');
}

function isAbove(seat: number, of: number): boolean {
  return Math.sin((((seat + 0.5) / of) * 360 - 90) * (Math.PI / 180)) < -0.3;
}

/** The table that the group sits at: a list in speaking order, and its drawing. */
export function Ring({ seats }: { readonly seats: readonly Seat[] }) {
  const say = useWords();
  const of = seats.length;
  const heard = seats.filter(({ response }) => response !== null && response !== 'question').length;
  const isTable = of <= MOST_SEATS;
  return (
    <div className={isTable ? 'ring' : 'ring is-list'}>
      {isTable && (
        <svg viewBox="0 0 100 100" aria-hidden="true">
          {seats.map((seat, at) => (
            <path
              key={seat.id}
              d={arc({ seat: at, of, radius: 24, gap: 30 })}
              fill="none"
              stroke={strokeOf(seat)}
              strokeWidth={isDrawn(seat) ? 2.6 : 0.7}
              strokeDasharray={isDrawn(seat) ? undefined : '1.4 1.6'}
            />
          ))}
        </svg>
      )}
      <ol className="seats" aria-label={say('ring.label')} style={{ '--n': of } as CSSProperties}>
        {seats.map((seat, at) => (
          <SeatAt key={seat.id} seat={seat} at={at} isUp={isAbove(at, of)} />
        ))}
      </ol>
      <div className="middle">
        <b>{say('ring.count', { count: heard, of })}</b>
        <span>{say('ring.heard')}</span>
      </div>
    </div>
  );
}

function SeatAt({ seat, at, isUp }: { readonly seat: Seat; readonly at: number; readonly isUp: boolean }) {
  const say = useWords();
  const { response, isNext, isYou } = seat;
  const name = isYou ? say('ring.you') : seat.name;
  const state = isNext ? 'next' : response === null ? 'unheard' : 'heard';
  const said = say(`ring.said.${isNext ? 'next' : (response ?? 'unheard')}`, { name });
  return (
    <li className={`${isUp ? 'up' : ''}${isNext ? ' is-now' : ''}`} style={{ '--i': at } as CSSProperties}>
      <span className={`seat is-${state}`} aria-hidden="true">
        {response === null || isNext ? [...seat.name][0]?.toUpperCase() : <Shape of={response} />}
      </span>
      <span className="name" dir="auto" aria-hidden="true">
        {isYou ? <span className="only-seen">{name}</span> : name}
        {isYou && <span className="on-paper">{seat.name}</span>}
      </span>
      <span className="sr">{said}</span>
    </li>
  );
}

/** The same table, small, for lists. @param isCarried true: it is in effect, and the ring is closed */
export function MiniRing({ seats, isCarried = false }: { readonly seats: readonly Seat[]; readonly isCarried?: boolean }) {
  if (isCarried) {
    return (
      <svg className="mini" viewBox="0 0 28 28" aria-hidden="true">
        <circle cx="14" cy="14" r="10.5" fill="none" stroke="var(--moss)" strokeWidth="4" />
        <circle cx="14" cy="14" r="2" fill="var(--moss)" />
      </svg>
    );
  }
  return (
    <svg className="mini" viewBox="0 0 28 28" aria-hidden="true">
      {seats.map((seat, at) => (
        <path
          key={seat.id}
          d={arc({ seat: at, of: seats.length, radius: 10.5, gap: 30, middle: 14 })}
          fill="none"
          stroke={strokeOf(seat)}
          strokeWidth={isDrawn(seat) ? 4 : 1.4}
        />
      ))}
    </svg>
  );
}
