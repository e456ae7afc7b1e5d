import { useWords } from '../../../texts/words.tsx';
import { type Decision, type Step, stepOf, stepsOf } from '../standing.ts';

/** How far the decision has got: only where it is now is underlined. */
export function Path({ decision }: { readonly decision: Decision }) {
  const say = useWords();
  const { state, method } = decision;
  const now = stepOf(decision);
  const steps = stepsOf(decision);
  const words = (step: Step): string =>
    step === 'round' && method.name !== 'consent'
      ? say('decision.step.vote')
      : step === 'decided' && (state === 'not-passed' || state === 'withdrawn')
        ? say(`decision.step.${state}`)
        : say(`decision.step.${step}`);
  return (
    <ol className="path" aria-label={say('decision.path')}>
      {steps.map((step) => (
        <li
          key={step}
          className={step === now ? 'now' : steps.indexOf(step) < steps.indexOf(now) ? 'done' : ''}
          aria-current={step === now ? 'step' : undefined}
        >
          {words(step)}
        </li>
      ))}
    </ol>
  );
}
