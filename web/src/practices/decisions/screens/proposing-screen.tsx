import { useChange } from '../../../api/operations.ts';
import { Fetching } from '../../../parts/progress.tsx';
import { useCell } from '../../../route/cell.ts';
import { Link } from '../../../route/link.tsx';
import { wayOn } from '../../../route/route.ts';
import { announce } from '../../../shell/announcer.tsx';
import { Sheet } from '../../../shell/sheet.tsx';
import { useWords } from '../../../texts/words.tsx';
import { type Beginning, useBeginning } from '../beginning.ts';
import { type Draft, inputOf } from '../draft.ts';
import type { MethodKind } from '../methods/method-draft.ts';
import { ProposalForm } from '../parts/proposal-form.tsx';
import { Reviewed } from '../parts/under-review.tsx';
import type { Decision } from '../standing.ts';

/** Writing a proposal. @param steps what it is about: see `useBeginning` */
export function ProposingScreen({ steps }: { readonly steps: readonly string[] }) {
  const say = useWords();
  const beginning = useBeginning(steps);
  return beginning === undefined ? <Fetching>{say('shell.fetching')}</Fetching> : <Proposing beginning={beginning} />;
}

function Proposing({ beginning }: { readonly beginning: Beginning }) {
  const say = useWords();
  const cell = useCell();
  const propose = useChange('propose');
  const respond = useChange('respond');
  const submit = async (draft: Draft, kind: MethodKind): Promise<boolean> => {
    const goOn = wayOn();
    const proposed = await propose.run(inputOf(draft, kind));
    if (proposed === null) return false;
    // Should that fail, the decision's page asks for it.
    if (draft.consents && kind.name === 'consent') await respond.run({ id: proposed.id, response: 'consent', reason: '' });
    announce(say('propose.done'));
    goOn({ cell: cell.id, steps: ['decisions', proposed.id] }, true);
    return true;
  };
  return (
    <Sheet title={say(beginning.title)} lede={say(beginning.lede)}>
      {beginning.about.map((id) => (
        <Reviewed key={id} id={id} />
      ))}
      <ProposalForm
        last={null}
        beginning={beginning}
        isRunning={propose.isRunning || respond.isRunning}
        refusal={propose.refusal}
        onSubmit={submit}
        back={<Back to={beginning.about[0] === undefined ? ['decisions'] : ['agreements', beginning.about[0]]} />}
      />
    </Sheet>
  );
}

/** Putting an own proposal in new words. */
export function AmendingScreen({ decision }: { readonly decision: Decision }) {
  const say = useWords();
  const cell = useCell();
  const amend = useChange('amend');
  const respond = useChange('respond');
  const page = ['decisions', decision.id];
  const submit = async (draft: Draft, kind: MethodKind): Promise<boolean> => {
    const goOn = wayOn();
    const amended = await amend.run({ id: decision.id, ...inputOf(draft, kind) });
    if (amended === null) return false;
    if (draft.consents && kind.name === 'consent') await respond.run({ id: decision.id, response: 'consent', reason: draft.why.trim() });
    announce(say('amend.done', { version: amended.version }));
    goOn({ cell: cell.id, steps: page }, true);
    return true;
  };
  return (
    <Sheet title={say('amend.title')} lede={say('amend.lede')}>
      <ProposalForm
        last={decision}
        isRunning={amend.isRunning || respond.isRunning}
        refusal={amend.refusal}
        onSubmit={submit}
        back={<Back to={page} />}
      />
    </Sheet>
  );
}

function Back({ to }: { readonly to: readonly string[] }) {
  const say = useWords();
  return (
    <Link className="button button-quiet" to={to}>
      {say('propose.back')}
    </Link>
  );
}
