import { inWords } from '../../../names/in-words.ts';
import { Reach } from '../../../parts/reach.tsx';
import { useCell } from '../../../route/cell.ts';
import { useWords } from '../../../texts/words.tsx';
import { useMoments, useNow } from '../../../time/moment.ts';
import { tellEffects } from '../effect.ts';
import { rulesOf, tellMethod, tellRules } from '../methods/tell-rules.ts';
import { type Decision, isAttested, isPoll } from '../standing.ts';

/** When the round closes, what it changes, how it is decided, and what it rests on. @param reading number of the version that is read */
export function Facts({ decision, reading }: { readonly decision: Decision; readonly reading: number }) {
  const say = useWords();
  const { day, time } = useMoments();
  const now = useNow();
  const cell = useCell();
  const today = new Date(now).toISOString();
  const { state, deadline, ends, decided, effects, needed, agreeing, heard, versions } = decision;
  const isOpen = state === 'open';
  const hasPassed = state === 'in-effect' || state === 'in-review' || state === 'passed';
  // Whoever learned of it late has a deadline of their own, which says nothing of when a round closed that was over by then.
  const isLateHere = !isOpen && Date.parse(deadline) > Date.parse(ends);
  const closes = isLateHere ? ends : deadline;
  // Where all were heard early, the round ended before its time.
  const isTimed = isOpen || Date.parse(closes) <= Math.min(now, decided === null ? now : Date.parse(decided));
  const shown = versions[reading - 1];
  return (
    <section className="fact-part">
      <dl className="facts">
        {isTimed && (
          <>
            <dt>{say(isOpen ? 'decision.closes' : 'decision.closed')}</dt>
            <dd>
              {day(closes)}, {time(closes)}
              {isLateHere && <span className="small soft">{say('decision.closed-before', { name: decision.proposer })}</span>}
            </dd>
          </>
        )}
        <DecidedAt decision={decision} />
        <dt>{say(hasPassed ? 'decision.what-changed' : 'decision.when-passed')}</dt>
        <dd>{isPoll(decision) ? say('decision.not-decided') : tellEffects(effects, say)}</dd>
        <dt>{say('decision.how')}</dt>
        {decision.method.name === 'consent' ? (
          <dd>{say('decision.how-words', { needed, agreeing, of: Math.max(heard.of, needed) })}</dd>
        ) : (
          [tellMethod(rulesOf(decision), say), ...tellRules(rulesOf(decision), say)].map((rule) => <dd key={rule}>{rule}</dd>)
        )}
        {!isOpen && <Certificate decision={decision} />}
        <dt>{say('decision.reach')}</dt>
        <dd>
          <Reach {...decision.reach} />
        </dd>
      </dl>
      <p className="on-paper">{say('decision.printed', { cell: cell.name, when: `${day(today)}, ${time(today)}` })}</p>
      {shown !== undefined && <p className="on-paper">{say('decision.fingerprint', { version: shown.number, hash: shown.hash })}</p>}
    </section>
  );
}

/** When it was decided; where no device has written that down, it is said so. */
function DecidedAt({ decision: { state, decided, certificate, responses, review } }: { readonly decision: Decision }) {
  const say = useWords();
  const { day, time, when } = useMoments();
  if (decided !== null) {
    return (
      <>
        <dt>{say('decision.decided')}</dt>
        <dd>
          {day(decided)}, {time(decided)}
        </dd>
      </>
    );
  }
  // An objection that opened the review came after it had passed.
  const before = responses.filter(({ id }) => !review.some((late) => late.id === id));
  const last = before.map((said) => said.time).sort()[before.length - 1];
  if (certificate !== null || last === undefined || (state !== 'passed' && state !== 'in-review')) return null;
  return (
    <>
      <dt>{say('decision.decided')}</dt>
      <dd>{say('decision.no-time', { when: when(last) })}</dd>
    </>
  );
}

/** The certificate in words. */
function Certificate({ decision }: { readonly decision: Decision }) {
  const say = useWords();
  const { certificate, heard, state } = decision;
  if (certificate === null && (isAttested(decision) || state !== 'passed')) return null;
  const names = [...new Set(certificate?.attestations.map(({ member }) => member) ?? [])];
  const words =
    certificate === null
      ? say('decision.not-attested')
      : say('decision.attested', { count: names.length, of: Math.max(heard.of, names.length), names: inWords(names) });
  return (
    <>
      <dt>{say('decision.certificate')}</dt>
      <dd>{words}</dd>
    </>
  );
}
