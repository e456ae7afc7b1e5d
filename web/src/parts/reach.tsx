import type { Output } from '../api/client.ts';
import { useWords } from '../texts/words.tsx';

/** On how many devices something is. */
export type ReachOf = Output<'talk'>[number]['reach'];

const MOST_STROKES = 12;

/** Strokes for devices that have it, dots for those that do not yet; none where there are too many to be seen apart. */
export function Tally({ on, of }: ReachOf) {
  if (of > MOST_STROKES) return null;
  return (
    <span className="tally" aria-hidden="true">
      {Array.from({ length: of }, (_, device) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the strokes are a number, and have no names.
        <i key={device} className={device < on ? '' : 'not'} />
      ))}
    </span>
  );
}

/** How far something has got, always with the words. */
export function Reach({ on, of }: ReachOf) {
  const say = useWords();
  const words = on >= of ? say('reach.everywhere', { of }) : say(on <= 1 ? 'reach.here' : 'reach.on', { on, of });
  return (
    <span className="reach">
      <Tally on={on} of={of} />
      <span>{words}</span>
    </span>
  );
}
