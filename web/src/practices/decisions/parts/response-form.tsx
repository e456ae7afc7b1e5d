import { type FormEvent, useState } from 'react';
import { useChange } from '../../../api/operations.ts';
import { useDraft } from '../../../drafts/drafts.ts';
import { Button } from '../../../parts/button.tsx';
import { Field } from '../../../parts/field.tsx';
import { goToFirstWrong } from '../../../parts/first-wrong.ts';
import { RefusalNotice } from '../../../parts/notice.tsx';
import type { Response } from '../../../parts/shape.tsx';
import { announce } from '../../../shell/announcer.tsx';
import { useWords } from '../../../texts/words.tsx';
import type { Decision } from '../standing.ts';
import { useMe } from '../use-me.ts';
import type { Ends } from './own-answer.tsx';
import { ResponseChoices } from './response-choices.tsx';

/** What the form takes. */
interface FormParts extends Ends {
  readonly decision: Decision;
}

/** Where the reader says where they stand. Nothing is chosen before they choose. */
export function ResponseForm({ decision, onGiven, onStay }: FormParts) {
  const say = useWords();
  const { id, state } = decision;
  const me = useMe();
  const respond = useChange('respond');
  const [response, choose] = useState<Response | null>(null);
  const [reason, setReason] = useDraft(`response ${id}`);
  const [isTried, setTried] = useState(false);
  const needsWords = (response === 'object' || response === 'question') && reason.trim() === '';
  const submit = async (event: FormEvent<HTMLFormElement>): Promise<void> => {
    event.preventDefault();
    setTried(true);
    if (needsWords) goToFirstWrong(event.currentTarget);
    if (response === null || needsWords || respond.isRunning) return;
    const given = await respond.run({ id, response, reason: response === 'consent' ? '' : reason });
    if (given === null) return;
    announce(response === 'question' ? say('respond.asked') : say('respond.kept', { response: say(`response.${response}`) }));
    choose(null);
    setReason('');
    setTried(false);
    onGiven();
  };
  const timing =
    state === 'open'
      ? response === 'question'
        ? 'respond.after-answer'
        : 'respond.can-change'
      : state === 'not-passed'
        ? 'respond.still-counts'
        : 'respond.late';
  return (
    <form onSubmit={(event) => void submit(event)} noValidate className="response">
      <ResponseChoices
        label={me === undefined ? say('respond.title-plain') : say('respond.title', { name: me.name })}
        chosen={response}
        onChoose={(chosen) => {
          choose(chosen);
          setTried(false);
          respond.forget();
        }}
      />
      {response !== null && response !== 'consent' && (
        <Field
          key={response}
          label={say(`respond.words.${response}`)}
          kind="prose"
          value={reason}
          onChange={setReason}
          isRequired={response === 'object' || response === 'question'}
          wrong={isTried && needsWords && (response === 'object' || response === 'question') ? say(`respond.needs.${response}`) : null}
        />
      )}
      <RefusalNotice refusal={respond.refusal} />
      <div className="actions">
        <Button
          kind="main"
          type="submit"
          working={respond.isRunning ? say('respond.doing') : null}
          not={response === null ? say('respond.needs.choice') : null}
        >
          {say(response === 'question' ? 'respond.ask' : 'respond.do')}
        </Button>
        {response !== null && <span className="small soft">{say(timing)}</span>}
        {response === null && <Turn decision={decision} />}
        {onStay !== null && (
          <Button kind="quiet" onClick={onStay}>
            {say('respond.stay')}
          </Button>
        )}
      </div>
    </form>
  );
}

/** Whether it is the reader's turn in the round. Whoever's it is can let the others speak first; everybody else can respond all the same. */
function Turn({ decision: { id, round } }: { readonly decision: Decision }) {
  const say = useWords();
  const me = useMe();
  const later = useChange('later');
  const [now, ...after] = round.next;
  if (now === undefined || !round.next.some(({ memberId }) => memberId === me?.id)) return null;
  if (now.memberId !== me?.id) return <span className="small soft">{say('turn.out-of-turn', { name: now.member })}</span>;
  if (after.length === 0) return null;
  const wait = async (): Promise<void> => {
    if ((await later.run({ id })) !== null) announce(say('turn.let-on'));
  };
  return (
    <>
      <Button kind="quiet" onClick={() => void wait()} working={later.isRunning ? say('respond.doing') : null}>
        {say('turn.let')}
      </Button>
      <RefusalNotice refusal={later.refusal} />
    </>
  );
}
