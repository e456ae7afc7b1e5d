import { useId } from 'react';
import { Shape } from '../../../parts/shape.tsx';
import { useWords } from '../../../texts/words.tsx';
import { TIME_SHAPES } from '../parts/ballot-choices.tsx';
import type { Decision, OptionsResult } from '../standing.ts';

const ANSWERS = ['no', 'if-need-be', 'yes'] as const;

/** Who can when: times in rows, people in columns, and at how many they can. What suits most stands out. */
export function Times({
  decision: { method, ballots },
  result: { votes, ifNeedBe, winners },
}: {
  readonly decision: Decision;
  readonly result: OptionsResult;
}) {
  const say = useWords();
  const id = useId();
  const inTime = ballots.filter(({ late }) => !late);
  return (
    <div className="times-table">
      <h3 className="label" id={id}>
        {say('result.who-can')}
      </h3>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: whoever has no pointer moves it with the arrow keys. */}
      <section className="matrix is-people" aria-labelledby={id} tabIndex={0}>
        <table>
          <thead>
            <tr>
              <th scope="col">{say('result.time')}</th>
              <th scope="col" className="numbers">
                {say('result.can')}
              </th>
              {inTime.map(({ memberId, member }) => (
                <th key={memberId} scope="col" className="person">
                  <bdi>{member}</bdi>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {method.options.map(({ letter, text }, i) => {
              const [can, maybe] = [votes?.[i + 1] ?? 0, ifNeedBe?.[i + 1] ?? 0];
              return (
                <tr key={letter} className={winners.includes(i + 1) ? 'is-chosen' : undefined}>
                  <th scope="row">
                    <bdi className="written">{text}</bdi>
                  </th>
                  <td className="numbers">
                    <span aria-hidden="true">{can}</span>
                    <span className="sr">{say('result.can-words', { can, maybe })}</span>
                  </td>
                  {inTime.map(({ memberId, member, said }) => {
                    const answer = typeof said === 'string' ? 'nothing' : (ANSWERS[said[i] ?? 0] ?? 'no');
                    return (
                      <td key={memberId} className={`is-${answer}`}>
                        {answer !== 'nothing' && <Shape of={TIME_SHAPES[answer]} />}
                        <span className="sr">{say(`result.said.${answer}`, { name: member })}</span>
                      </td>
                    );
                  })}
                </tr>
              );
            })}
          </tbody>
        </table>
      </section>
    </div>
  );
}
