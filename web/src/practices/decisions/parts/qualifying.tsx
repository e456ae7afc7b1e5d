import { useState } from 'react';
import { useChange } from '../../../api/operations.ts';
import { Button } from '../../../parts/button.tsx';
import { Field } from '../../../parts/field.tsx';
import { goToFirstWrong } from '../../../parts/first-wrong.ts';
import { RefusalNotice } from '../../../parts/notice.tsx';
import { announce } from '../../../shell/announcer.tsx';
import { useWords } from '../../../texts/words.tsx';
import { useMoments } from '../../../time/moment.ts';
import type { Decision } from '../standing.ts';
import { useGoingOn } from '../use-going-on.ts';
import { useMe } from '../use-me.ts';
import { AnsweringForm } from './answering-form.tsx';
import { By } from './by.tsx';
import { Options } from './options.tsx';

/** What stands under an objection. */
interface QualifyingParts {
  readonly decision: Decision;
  /** Id of what the objector said. */
  readonly objection: string;
  readonly objector: string;
  readonly objectorId: string;
  /** Whether it is resolved: then what was said to it stays to be read. */
  readonly isOver: boolean;
}

/** Looking together whether an objection names a harm, or something better that would be missed. Nothing is voided by it. */
export function Qualifying(parts: QualifyingParts) {
  const say = useWords();
  const { when } = useMoments();
  const me = useMe();
  const qualify = useChange('qualify');
  const [place, goOn] = useGoingOn();
  const { decision, objection, objector, objectorId, isOver } = parts;
  const found = decision.round.qualifying.find((one) => one.objection === objection);
  const isOpen = !isOver && (decision.state === 'open' || decision.state === 'not-passed') && me !== undefined;
  if (found === undefined) {
    if (!isOpen || objectorId === me?.id) return null;
    const ask = async (): Promise<void> => {
      if ((await qualify.run({ id: objection, says: 'ask' })) === null) return;
      announce(say('qualify.asked'));
      goOn();
    };
    return (
      <div className="actions">
        <Button kind="quiet" onClick={() => void ask()} working={qualify.isRunning ? say('answer.doing') : null}>
          {say('qualify.ask')}
        </Button>
        <RefusalNotice refusal={qualify.refusal} />
      </div>
    );
  }
  const own = found.said.find(({ memberId }) => memberId === me?.id);
  return (
    <div className="answer" ref={place} tabIndex={-1}>
      <By says="qualify.by" name={found.asked.member} member={found.asked.memberId} gaps={{ when: when(found.asked.time) }} />
      {found.said.map(({ id, member, memberId, says, text }) => (
        <div key={id} className="qualified">
          <By says={`qualify.said-${says}`} name={member} member={memberId} />
          {text !== '' && (
            <p className="written" dir="auto">
              {text}
            </p>
          )}
        </div>
      ))}
      {isOpen && <SayYesOrNo parts={parts} isSaid={own !== undefined} isAsked={objectorId === me?.id} onDone={goOn} />}
      {isOpen && <p className="small soft">{objectorId === me?.id ? say('qualify.yours') : say('qualify.only', { name: objector })}</p>}
    </div>
  );
}

/** What saying it takes. */
interface SayParts {
  readonly parts: QualifyingParts;
  /** Whether the reader has said it already. */
  readonly isSaid: boolean;
  /** Whether the reader objected: then it stands open. */
  readonly isAsked: boolean;
  onDone(): void;
}

/** Whether it names a harm, as the reader says. */
function SayYesOrNo({ parts, isSaid, isAsked, onDone }: SayParts) {
  const say = useWords();
  const qualify = useChange('qualify');
  const [isOpened, open] = useState<boolean | null>(null);
  const [says, choose] = useState<'yes' | 'no' | null>(null);
  const [reason, setReason] = useState('');
  const [isTried, setTried] = useState(false);
  const close = (): void => {
    open(false);
    onDone();
  };
  const lacks = says === 'no' && reason.trim() === '';
  if (!(isOpened ?? (isAsked && !isSaid))) {
    return (
      <div className="actions">
        <Button kind="quiet" onClick={() => open(true)}>
          {say(isSaid ? 'qualify.change' : 'qualify.open')}
        </Button>
      </div>
    );
  }
  const submit = async (form: HTMLFormElement): Promise<void> => {
    setTried(true);
    if (lacks) goToFirstWrong(form);
    if (says === null || lacks || qualify.isRunning) return;
    if ((await qualify.run({ id: parts.objection, says, reason })) === null) return;
    announce(say('qualify.kept'));
    choose(null);
    setReason('');
    setTried(false);
    close();
  };
  const options = (['yes', 'no'] as const).map((value) => ({ value, label: say(`qualify.${value}`) }));
  return (
    <AnsweringForm
      does={say('qualify.do')}
      not={says === null ? say('qualify.choose') : null}
      change={qualify}
      onSubmit={submit}
      onLeave={close}
    >
      <Options<'yes' | 'no'> label={say('qualify.question')} options={options} chosen={says ?? ('' as 'yes')} onChoose={choose} />
      <Field
        label={say('qualify.reason')}
        value={reason}
        onChange={setReason}
        wrong={isTried && lacks ? say('qualify.reason-needed') : null}
        autoComplete="off"
      />
    </AnsweringForm>
  );
}
