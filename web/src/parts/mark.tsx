import { useWords } from '../texts/words.tsx';
import { arc } from './arc.ts';

const SEATS = 6;
const YOURS = 3;

/** Moot's sign and name. */
export function Mark() {
  const say = useWords();
  return (
    <p className="mark">
      <svg viewBox="0 0 40 40" aria-hidden="true">
        {Array.from({ length: SEATS }, (_, seat) => (
          <path
            key={arc({ seat, of: SEATS, radius: 15, gap: 54, middle: 20 })}
            d={arc({ seat, of: SEATS, radius: 15, gap: 54, middle: 20 })}
            fill="none"
            stroke={seat === YOURS ? 'var(--pen)' : 'currentColor'}
            strokeWidth="5.5"
          />
        ))}
      </svg>
      <span>{say('moot')}</span>
    </p>
  );
}

/** The table with one seat still free. */
export function BigRing() {
  return (
    <svg className="big-ring" viewBox="0 0 100 100" aria-hidden="true">
      {Array.from({ length: SEATS }, (_, seat) => {
        const isFree = seat === YOURS;
        const angle = (((seat + 0.5) / SEATS) * 360 - 90) * (Math.PI / 180);
        const dashes = (dash: string) => (isFree ? { strokeDasharray: dash } : {});
        return (
          <g key={angle} fill="none" stroke={isFree ? 'var(--pen)' : 'var(--ink)'}>
            <path d={arc({ seat, of: SEATS, radius: 29, gap: 30 })} strokeWidth={isFree ? 1 : 3.4} {...dashes('1.8 1.6')} />
            <circle
              cx={50 + 43 * Math.cos(angle)}
              cy={50 + 43 * Math.sin(angle)}
              r="5.6"
              strokeWidth={isFree ? 1.1 : 0.6}
              fill={isFree ? 'var(--pen-wash)' : 'none'}
              {...dashes('1.9 1.5')}
            />
          </g>
        );
      })}
    </svg>
  );
}
