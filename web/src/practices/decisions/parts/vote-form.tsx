import { type FormEvent, useState } from 'react';
import { useChange } from '../../../api/operations.ts';
import { Button } from '../../../parts/button.tsx';
import { Field } from '../../../parts/field.tsx';
import { goToFirstWrong } from '../../../parts/first-wrong.ts';
import { Notice, RefusalNotice } from '../../../parts/notice.tsx';
import { announce } from '../../../shell/announcer.tsx';
import { useWords } from '../../../texts/words.tsx';
import { useNow } from '../../../time/moment.ts';
import type { Decision } from '../standing.ts';
import { choiceOf, type Marks, marksOf, needsReason, stancesOf } from '../vote-choice.ts';
import { BallotChoices } from './ballot-choices.tsx';
import type { Ends } from './own-answer.tsx';
import { StanceChoices } from './stance-choices.tsx';
import type { Stance } from './stance-shape.tsx';

interface FormParts extends Ends {
  readonly decision: Decision;
  /** The reader's vote as it stands; null: they have not voted. */
  readonly own: Decision['ballots'][number] | null;
  /** Id of the reader. */
  readonly me: string;
}

/** Where the reader votes: by one of the method's words, or by what they say of each option. Nothing is chosen before they choose. */
export function VoteForm({ decision, own, me, onGiven, onStay }: FormParts) {
  const { id, method, deadline } = decision;
  const say = useWords();
  const vote = useChange('vote');
  const isTimeUp = useNow() >= Date.parse(deadline);
  const { ballot, options } = method;
  const stances = stancesOf(decision, me);
  const only = ballot === null && stances.length === 1 ? (stances[0] ?? null) : null;
  const letters = options.map(({ letter }) => letter);
  const [stance, choose] = useState<Stance | null>(only);
  const [marks, setMarks] = useState<Marks>(ballot === null || own === null ? {} : marksOf(ballot, letters, own.said));
  const [reason, setReason] = useState(own?.reason ?? '');
  const [isTried, setTried] = useState(false);
  const choice = stance ?? (ballot === null ? null : choiceOf(ballot, letters, marks));
  const lacksReason = stance !== null && needsReason(stance) && reason.trim() === '';
  const cast = async (said: string | null): Promise<void> => {
    setTried(true);
    if (said === null || vote.isRunning) return;
    if ((await vote.run({ id, choice: said, reason })) === null) return;
    announce(say('vote.kept'));
    onGiven();
  };
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    setTried(true);
    if (lacksReason) goToFirstWrong(event.currentTarget);
    else void cast(choice);
  };
  const isTheirs = method.name === 'advice';
  const label = say(own !== null ? 'vote.another' : isTheirs ? 'vote.yours-to-decide' : 'vote.yours');
  return (
    <form onSubmit={submit} noValidate className="response">
      {only !== null ? (
        <div>
          <h2 className="part">{say(`stance.${only}`)}</h2>
          <p className="small soft">{say(`stance.means.${only}`)}</p>
        </div>
      ) : ballot === null ? (
        <StanceChoices
          label={label}
          stances={stances}
          isOwn={isTheirs}
          chosen={stance}
          onChoose={(chosen) => {
            choose(chosen);
            setTried(false);
            vote.forget();
          }}
        />
      ) : (
        <BallotChoices label={label} method={{ ...method, ballot }} marks={marks} onMarks={setMarks} />
      )}
      {(stance !== null || ballot !== null) && (
        <Field
          label={say(stance !== null && needsReason(stance) ? `vote.reason.${stance}` : 'vote.reason')}
          kind="prose"
          rows={2}
          value={reason}
          onChange={setReason}
          isRequired={stance !== null && needsReason(stance)}
          wrong={isTried && lacksReason ? say('vote.needs-reason') : null}
        />
      )}
      {isTried && choice === null && <Notice voice="stop">{say('vote.needs-choice')}</Notice>}
      <RefusalNotice refusal={vote.refusal} />
      <div className="actions">
        <Button kind="main" type="submit" working={vote.isRunning ? say('respond.doing') : null}>
          {say(only === null ? 'vote.do' : `stance.${only}`)}
        </Button>
        {ballot !== null && stances.includes('abstain') && (
          <Button kind="quiet" onClick={() => void cast('abstain')}>
            {say('vote.abstain')}
          </Button>
        )}
        {onStay !== null && (
          <Button kind="quiet" onClick={onStay}>
            {say('vote.stay')}
          </Button>
        )}
        <span className="small soft">{say(isTimeUp ? 'vote.after-end' : 'vote.signed')}</span>
      </div>
    </form>
  );
}
