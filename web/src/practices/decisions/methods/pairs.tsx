import { type ReactNode, useId, useState } from 'react';
import { useWords } from '../../../texts/words.tsx';
import type { Decision, OptionsResult } from '../standing.ts';

interface PairsParts {
  readonly method: Decision['method'];
  readonly result: OptionsResult;
}

/** How a ranking in pairs came about: how many put each option before each other, and how strong the paths between them are. */
export function Pairs({ method, result: { pairwise, paths, beatsAll } }: PairsParts) {
  const say = useWords();
  const nameOf = (option: number): string => method.options[option - 1]?.text ?? '';
  return (
    <div className="pairs">
      <h3 className="label">{say('result.pairs')}</h3>
      <p className="small">{beatsAll === null ? say('result.no-beats-all') : say('result.beats-all', { name: nameOf(beatsAll) })}</p>
      <Matrix method={method} matrix={pairwise} caption={say('result.pairs-caption')} />
      {paths !== null && (
        <Unfolding title={say('result.paths')}>
          <Matrix method={method} matrix={paths} caption={say('result.paths-caption')} />
        </Unfolding>
      )}
    </div>
  );
}

type Numbers = OptionsResult['pairwise'];

/** Numbers of pairs in a table, by letters; the larger one of a pair stands out. It moves within its own frame where it is wider than the page. */
function Matrix({
  method: { options },
  matrix,
  caption,
}: {
  readonly method: Decision['method'];
  readonly matrix: Numbers;
  readonly caption: string;
}) {
  const say = useWords();
  const id = useId();
  const of = (a: number, b: number): number => matrix[a]?.[b] ?? 0;
  return (
    <>
      <p id={id} className="hint">
        {caption}
      </p>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: whoever has no pointer moves it with the arrow keys. */}
      <section className="matrix" aria-labelledby={id} tabIndex={0}>
        <table>
          <thead>
            <tr>
              <td />
              {options.map(({ letter, text }) => (
                <th key={letter} scope="col">
                  <span aria-hidden="true">{letter}</span>
                  <span className="sr">
                    {letter}. {text}
                  </span>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {options.map(({ letter, text }, i) => (
              <tr key={letter}>
                <th scope="row">
                  <span className="option-letter">{letter}</span>
                  <span className="sr">{text}</span>
                </th>
                {options.map((other, j) =>
                  i === j ? (
                    <td key={other.letter} className="is-same">
                      <span className="sr">{say('result.same')}</span>
                    </td>
                  ) : (
                    <td key={other.letter} className={of(i + 1, j + 1) > of(j + 1, i + 1) ? 'is-more' : undefined}>
                      {of(i + 1, j + 1)}
                    </td>
                  ),
                )}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </>
  );
}

/** What is only drawn once somebody unfolds it. */
export function Unfolding({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  const [isOpen, open] = useState(false);
  return (
    <details open={isOpen} onToggle={({ currentTarget }) => open(currentTarget.open)}>
      <summary>{title}</summary>
      {isOpen && children}
    </details>
  );
}
