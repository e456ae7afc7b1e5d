import { useEffect, useId, useRef } from 'react';
import { Button } from '../../../parts/button.tsx';
import { announce } from '../../../shell/announcer.tsx';
import { useWords } from '../../../texts/words.tsx';
import type { Decision } from '../standing.ts';
import type { Marks } from '../vote-choice.ts';
import { level, move, placesOf, putLast, type Ranking, rankingOf, takeOut } from './ranking.ts';

type Option = Decision['method']['options'][number];

/** What the rows take. */
interface RankingParts {
  readonly options: readonly Option[];
  readonly marks: Marks;
  onMarks(marks: Marks): void;
}

/** A ranking by pressing: options come into their places one after the other, and are moved there, by finger and by keyboard alike. */
export function RankingChoices({ options, marks, onMarks }: RankingParts) {
  const say = useWords();
  const [yours, others] = [useId(), useId()];
  const whole = useRef<HTMLDivElement>(null);
  const wanted = useRef<readonly string[]>([]);
  useEffect(() => {
    // What was pressed may be gone, or elsewhere: focus goes on with what was moved.
    const found = wanted.current.flatMap((at) => whole.current?.querySelector<HTMLElement>(`[data-at="${at}"]`) ?? []);
    wanted.current = [];
    found[0]?.focus({ preventScroll: true });
  });
  const ranking = rankingOf(marks);
  const left = options.filter(({ letter }) => !ranking.flat().includes(letter));
  const nameOf = (letter: string): string => `${letter}. ${options.find((option) => option.letter === letter)?.text ?? ''}`;
  const set = (next: Ranking, letter: string, focus: readonly string[]): void => {
    wanted.current = focus;
    onMarks(placesOf(next));
    const place = next.findIndex((tier) => tier.includes(letter)) + 1;
    const option = nameOf(letter);
    announce(place === 0 ? say('rank.taken-out', { option }) : say('rank.at', { option, place, of: next.length }));
  };
  const put = (letter: string): void => {
    const still = left.filter((option) => option.letter !== letter);
    const following = still.find((option) => option.letter > letter) ?? still[0];
    set(putLast(ranking, letter), letter, following === undefined ? [`up ${letter}`, `out ${letter}`] : [`put ${following.letter}`]);
  };
  return (
    <div ref={whole} className="ranking">
      <p className="legend" id={yours}>
        {say('rank.yours')}
      </p>
      {ranking.length === 0 ? (
        <p className="hint">{say('rank.none-yet')}</p>
      ) : (
        <ol aria-labelledby={yours}>
          {ranking.flatMap((tier, at) =>
            tier.map((letter, within) => (
              <li key={letter} className={within > 0 ? 'is-level' : undefined}>
                <span className="place numbers">{within === 0 ? at + 1 : '='}</span>
                <Name option={options.find((option) => option.letter === letter)} />
                <Moves
                  name={nameOf(letter)}
                  letter={letter}
                  isFirst={at === 0 && within === 0 && tier.length === 1}
                  isLast={at === ranking.length - 1 && tier.length === 1}
                  isLevel={within > 0}
                  canBeLevel={at > 0 || within > 0}
                  onMove={(by) =>
                    set(move(ranking, letter, by), letter, by < 0 ? [`up ${letter}`, `down ${letter}`] : [`down ${letter}`, `up ${letter}`])
                  }
                  onLevel={() => set(level(ranking, letter), letter, [`level ${letter}`, `down ${letter}`])}
                  onOut={() => set(takeOut(ranking, letter), letter, [`put ${letter}`])}
                />
              </li>
            )),
          )}
        </ol>
      )}
      {left.length > 0 && (
        <>
          <p className="legend" id={others}>
            {say('rank.left')}
          </p>
          <ul aria-labelledby={others}>
            {left.map((option) => (
              <li key={option.letter}>
                <button type="button" className="rank-next" data-at={`put ${option.letter}`} onClick={() => put(option.letter)}>
                  <span className="sr">{say('rank.put', { place: ranking.length + 1 })}</span>
                  <Name option={option} />
                </button>
              </li>
            ))}
          </ul>
        </>
      )}
    </div>
  );
}

function Name({ option }: { readonly option: Option | undefined }) {
  return (
    <>
      <span className="option-letter">{option?.letter}</span>
      <bdi className="option-text">{option?.text}</bdi>
    </>
  );
}

interface MovesParts {
  readonly name: string;
  readonly letter: string;
  readonly isFirst: boolean;
  readonly isLast: boolean;
  readonly isLevel: boolean;
  readonly canBeLevel: boolean;
  onMove(by: -1 | 1): void;
  onLevel(): void;
  onOut(): void;
}

function Moves({ name: option, letter, isFirst, isLast, isLevel, canBeLevel, onMove, onLevel, onOut }: MovesParts) {
  const say = useWords();
  return (
    <span className="option-moves">
      {!isFirst && (
        <Button kind="quiet" data-at={`up ${letter}`} aria-label={say('choose.option-up', { option })} onClick={() => onMove(-1)}>
          {say('choose.up')}
        </Button>
      )}
      {!isLast && (
        <Button kind="quiet" data-at={`down ${letter}`} aria-label={say('choose.option-down', { option })} onClick={() => onMove(1)}>
          {say('choose.down')}
        </Button>
      )}
      {canBeLevel && (
        <Button
          kind="quiet"
          data-at={`level ${letter}`}
          aria-pressed={isLevel}
          aria-label={say('rank.level', { option })}
          onClick={onLevel}
        >
          {say('rank.equal')}
        </Button>
      )}
      <Button kind="quiet" data-at={`out ${letter}`} aria-label={say('rank.take-out', { option })} onClick={onOut}>
        {say('rank.out')}
      </Button>
    </span>
  );
}
