import { useWords } from '../../../texts/words.tsx';
import { useMoments, useNow } from '../../../time/moment.ts';
import { tellEffects } from '../effect.ts';
import { inWords } from '../names.ts';
import type { Decision } from '../standing.ts';

/** When the round closes, what it changes, how it is decided, and what it rests on. @param reading number of the version that is read */
export function Facts({ decision, reading }: { readonly decision: Decision; readonly reading: number }) {
  const say = useWords();
  const { day, time } = useMoments();
  const now = useNow();
  const { state, deadline, effects, needed, agreeing, heard, versions } = decision;
  const isOpen = state === 'open';
  const hasPassed = state === 'in-effect' || state === 'in-review' || state === 'passed';
  // Where all were heard early, the round ended before its time.
  const isTimed = isOpen || Date.parse(deadline) <= now;
  const shown = versions[reading - 1];
  return (
    <section className="fact-part">
      <dl className="facts">
        {isTimed && (
          <>
            <dt>{say(isOpen ? 'decision.closes' : 'decision.closed')}</dt>
            <dd>
              {day(deadline)}, {time(deadline)}
            </dd>
          </>
        )}
        <dt>{say(hasPassed ? 'decision.what-changed' : 'decision.when-passed')}</dt>
        <dd>{tellEffects(effects, say)}</dd>
        <dt>{say('decision.how')}</dt>
        <dd>{say('decision.how-words', { needed, agreeing, of: Math.max(heard.of, needed) })}</dd>
        {!isOpen && <Certificate decision={decision} />}
      </dl>
      {shown !== undefined && <p className="on-paper">{say('decision.fingerprint', { version: shown.number, hash: shown.hash })}</p>}
    </section>
  );
}

/** The certificate in words. */
function Certificate({ decision: { certificate, effects, heard, state } }: { readonly decision: Decision }) {
  const say = useWords();
  if (certificate === null && (effects.length > 0 || state !== 'passed')) return null;
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
