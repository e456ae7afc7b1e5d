import { useState } from 'react';
import { useChange } from '../../../api/operations.ts';
import { useDraft } from '../../../drafts/drafts.ts';
import { Button } from '../../../parts/button.tsx';
import { Field } from '../../../parts/field.tsx';
import { goToFirstWrong } from '../../../parts/first-wrong.ts';
import { announce } from '../../../shell/announcer.tsx';
import { useWords } from '../../../texts/words.tsx';
import { useMoments } from '../../../time/moment.ts';
import type { Decision } from '../standing.ts';
import { useMe } from '../use-me.ts';
import { AnsweringForm } from './answering-form.tsx';
import { By } from './by.tsx';

type Question = Decision['questions'][number];

/** What was answered to a question, and a field to answer: it stands open where the reader is the one who is asked. */
export function Answers({ decision, question }: { readonly decision: Decision; readonly question: Question }) {
  const say = useWords();
  const me = useMe();
  const { when } = useMoments();
  const isYours = question.memberId === me?.id;
  const isAsked = question.answers.length === 0 && decision.proposerId === me?.id && !isYours;
  const [isOpened, open] = useState<boolean | null>(null);
  const canAnswer = decision.state !== 'withdrawn' && question.answers.length === 0;
  return (
    <>
      {question.answers.map(({ id, member, memberId, text, time }) => (
        <div key={id} className="answer">
          <By says="said.by.answer" name={member} member={memberId} gaps={{ when: when(time) }} />
          <p className="written" dir="auto">
            {text}
          </p>
        </div>
      ))}
      {canAnswer && (isOpened ?? isAsked) && <AnswerForm id={question.id} onDone={() => open(false)} />}
      {canAnswer && !(isOpened ?? isAsked) && (
        <div className="actions">
          <Button kind="quiet" onClick={() => open(true)}>
            {say('answer.open')}
          </Button>
        </div>
      )}
    </>
  );
}

/** @param id of the question @param onDone called when it is answered, or left */
function AnswerForm({ id, onDone }: { readonly id: string; onDone(): void }) {
  const say = useWords();
  const answer = useChange('answer');
  const [text, setText] = useDraft(`answer ${id}`);
  const [isTried, setTried] = useState(false);
  const submit = async (form: HTMLFormElement): Promise<void> => {
    setTried(true);
    if (text.trim() === '') goToFirstWrong(form);
    if (text.trim() === '' || answer.isRunning || (await answer.run({ id, text })) === null) return;
    setText('');
    announce(say('answer.kept'));
    onDone();
  };
  return (
    <AnsweringForm does={say('answer.do')} change={answer} onSubmit={submit} onLeave={onDone}>
      <Field
        label={say('answer.label')}
        kind="prose"
        rows={2}
        value={text}
        onChange={setText}
        wrong={isTried && text.trim() === '' ? say('answer.needed') : null}
      />
    </AnsweringForm>
  );
}
