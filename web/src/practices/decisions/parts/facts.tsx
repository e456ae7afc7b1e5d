import { useWords } from '../../../texts/words.tsx';
import { useMoments } from '../../../time/moment.ts';
import { tellEffects } from '../effect.ts';
import { inWords } from '../names.ts';
import type { Decision } from '../standing.ts';

/** When the round closes, what it changes, how it is decided, and what it rests on. */
export function Facts({ decision }: { readonly decision: Decision }) {
  const say = useWords();
  const { day, time } = useMoments();
  const { state, deadline, effects, needed, agreeing, heard, version, hash } = decision;
  const isOpen = state === 'open';
  return (
    <section className="fact-part">
      <dl className="facts">
        <dt>{say(isOpen ? 'decision.closes' : 'decision.closed')}</dt>
        <dd>
          {day(deadline)}, {time(deadline)}
        </dd>
        <dt>{say(state === 'in-effect' ? 'decision.what-changed' : 'decision.when-passed')}</dt>
        <dd>{tellEffects(effects, say)}</dd>
        <dt>{say('decision.how')}</dt>
        <dd>{say('decision.how-words', { needed, agreeing, of: Math.max(heard.of, needed) })}</dd>
        {!isOpen && <Certificate decision={decision} />}
      </dl>
      <p className="on-paper">{say('decision.fingerprint', { version, hash })}</p>
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
