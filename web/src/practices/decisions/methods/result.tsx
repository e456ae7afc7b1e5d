import { inWords } from '../../../names/in-words.ts';
import type { TextKey } from '../../../texts/catalogue.ts';
import { useWords } from '../../../texts/words.tsx';
import type { Decision, OptionsResult } from '../standing.ts';
import { OptionCounts } from './option-counts.tsx';
import { Pairs } from './pairs.tsx';
import { Rounds } from './rounds.tsx';
import { StanceCounts } from './stance-counts.tsx';
import { Times } from './times.tsx';

/** What came of the votes, or how they stand so far, with all that it takes to follow how. */
export function Result({ decision }: { readonly decision: Decision }) {
  const { count, method } = decision;
  if (count === null) return null;
  if (method.name === 'advice') return <Advised decision={decision} />;
  if (count.result === null) return <StanceCounts decision={decision} count={count} />;
  return (
    <>
      <Chosen decision={decision} result={count.result} />
      {method.ballot === 'times' ? (
        <Times decision={decision} result={count.result} />
      ) : (
        <OptionCounts method={method} result={count.result} isOver={decision.state !== 'open'} />
      )}
      {method.name === 'schulze' && count.result.voters > 0 && <Pairs method={method} result={count.result} />}
      {count.result.rounds.length > 0 && count.result.voters > 0 && <Rounds method={method} result={count.result} />}
    </>
  );
}

/** Whether whoever asked for advice has decided. */
function Advised({ decision: { ballots, proposer, proposerId, state } }: { readonly decision: Decision }) {
  const say = useWords();
  const said = ballots.find(({ memberId }) => memberId === proposerId)?.said;
  const key = said === 'yes' || said === 'no' ? said : state === 'open' ? 'open' : 'never';
  return <p className="came-out">{say(`result.advice-${key}`, { proposer })}</p>;
}

/** What is chosen, in a sentence. */
function Chosen({ decision: { method, state }, result }: { readonly decision: Decision; readonly result: OptionsResult }) {
  const say = useWords();
  const { winners } = result;
  const names = inWords(winners.map((winner) => method.options[winner - 1]?.text ?? ''));
  const isOver = state !== 'open';
  const isLevel = winners.length > 1 && method.name !== 'stv';
  return (
    <p className={isOver && winners.length > 0 && !isLevel ? 'came-out is-carried' : 'came-out'}>
      {say(sentenceOf({ isOver, isPoll: method.ballot === 'times', isLevel, isNothing: winners.length === 0 || state === 'not-passed' }), {
        names,
      })}
    </p>
  );
}

function sentenceOf({
  isOver,
  isPoll,
  isLevel,
  isNothing,
}: Readonly<Record<'isOver' | 'isPoll' | 'isLevel' | 'isNothing', boolean>>): TextKey {
  if (isNothing) return isOver && !isPoll ? 'result.nothing' : 'result.nothing-yet';
  if (isPoll) return isLevel ? 'result.suit-alike' : 'result.suits';
  if (isLevel) return 'result.level';
  return isOver ? 'result.chosen' : 'result.leads';
}
