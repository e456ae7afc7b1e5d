import { inWords } from '../../../names/in-words.ts';
import { Notice } from '../../../parts/notice.tsx';
import { Link } from '../../../route/link.tsx';
import { Row } from '../../../shell/sheet.tsx';
import type { TextKey } from '../../../texts/catalogue.ts';
import { type Say, useWords } from '../../../texts/words.tsx';
import { canBeChanged, type Decision, isAttested, isPoll } from '../standing.ts';
import { useMe } from '../use-me.ts';

const OBSTACLES: Readonly<Record<string, TextKey>> = {
  'name-taken': 'decision.obstacle.name-taken',
  'cell-full': 'decision.obstacle.cell-full',
  'two-can-only-part': 'decision.obstacle.two-can-only-part',
  'member-unknown': 'decision.obstacle.member-unknown',
  'effect-unknown': 'decision.obstacle.effect-unknown',
  'invitation-not-open': 'decision.obstacle.invitation-not-open',
  'draw-too-few': 'draw.outcome.too-few',
  'invitation-not-proved': 'decision.obstacle.invitation-not-proved',
};

/** What became of a decision, what keeps it from taking effect, and a review: each as a notice. Nothing while it is simply open. */
export function Outcome({ decision }: { readonly decision: Decision }) {
  const said = useSaid(decision);
  if (said.length === 0) return null;
  return (
    <Row className="outcome stack">
      {said.map(({ voice, words, actions }) => (
        <Notice key={words} voice={voice} actions={actions}>
          {words}
        </Notice>
      ))}
    </Row>
  );
}

/** What is said of what has passed: where options are counted, or people only asked, nothing was there to pass. */
function passedAs(decision: Decision): TextKey {
  if (isAttested(decision)) return 'decision.passed-waits';
  return decision.method.ballot !== null || isPoll(decision) ? 'decision.counted' : 'decision.passed';
}

/** Why it did not pass, where people voted. */
function whyVotesDoNotPass({ method, proposer }: Decision, { heard, needed, stances }: NonNullable<Decision['count']>, say: Say): string {
  if (method.name === 'advice') return say('decision.not-passed-advice', { proposer });
  if (heard < needed) return say('decision.not-passed-heard', { count: heard, needed });
  if ((stances.block ?? 0) > 0 || (method.name === 'lazy-consensus' && (stances.object ?? 0) > 0))
    return say('decision.not-passed-held-up');
  return say(method.ballot === null ? 'decision.not-passed-votes' : 'decision.not-passed-nothing');
}

interface Said {
  readonly voice: 'heed' | 'carried';
  readonly words: string;
  readonly actions?: React.ReactNode;
}

function useSaid(decision: Decision): Said[] {
  const say = useWords();
  const me = useMe();
  const { state, heard, round, objections, agreeing, needed, proposer, proposerId, review, obstacle, certificate, draw } = decision;
  const count = { count: heard.count, of: heard.of };
  const hindrance: Said[] =
    obstacle === null || state === 'withdrawn' ? [] : [{ voice: 'heed', words: say(OBSTACLES[obstacle] ?? 'decision.obstacle.other') }];
  switch (state) {
    case 'open':
      return draw?.step === 'parted' ? [{ voice: 'heed', words: say('draw.outcome.parted') }] : hindrance;
    case 'passed':
      if (draw !== null && (draw.step === 'drawn' || draw.step === 'opening' || draw.step === 'checking')) {
        const names = inWords(draw.drawn.map(({ name }) => name));
        return [{ voice: 'carried', words: say(`draw.outcome.${draw.step}`, { names }) }];
      }
      if (draw !== null) return [{ voice: 'heed', words: say('draw.outcome.spoilt') }];
      return [{ voice: 'carried', words: say(passedAs(decision), count) }, ...hindrance];
    case 'in-effect':
      return [{ voice: 'carried', words: certificate === null ? say('decision.in-effect-already') : say('decision.in-effect', count) }];
    case 'in-review': {
      const names = inWords([...new Set(review.map(({ member }) => member))]);
      const anew = (
        <Link className="button button-plain" to={['decisions', 'new']}>
          {say('decision.propose-anew')}
        </Link>
      );
      // Whoever proposed it can still put it in new words, where nobody has attested it: one way on is enough.
      const isAmended = proposerId === me?.id && canBeChanged(decision);
      return [
        {
          voice: 'heed',
          words: review.length === 0 ? say('decision.in-review-votes') : say('decision.in-review', { names }),
          ...(isAmended ? {} : { actions: anew }),
        },
      ];
    }
    case 'not-passed': {
      if (draw?.step === 'spoilt') return [{ voice: 'heed', words: say('draw.outcome.spoilt') }];
      const why =
        decision.count !== null
          ? whyVotesDoNotPass(decision, decision.count, say)
          : objections.length + round.unresolved.length > 0
            ? say('decision.not-passed-objection', { count: objections.length + round.unresolved.length })
            : say('decision.not-passed-few', { agreeing, needed });
      return [{ voice: 'heed', words: why }, ...hindrance];
    }
    case 'withdrawn':
      return [{ voice: 'heed', words: say('decision.withdrawn', { proposer }) }];
  }
}
