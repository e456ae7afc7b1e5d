import { type FormEvent, useState } from 'react';
import { useChange } from '../../../api/operations.ts';
import { useDraft } from '../../../drafts/drafts.ts';
import { Button } from '../../../parts/button.tsx';
import { Field } from '../../../parts/field.tsx';
import { goToFirstWrong } from '../../../parts/first-wrong.ts';
import { RefusalNotice } from '../../../parts/notice.tsx';
import { announce } from '../../../shell/announcer.tsx';
import { useWords } from '../../../texts/words.tsx';

/** Noting how an agreement goes; folded until somebody wants to. @param id of the agreement */
export function NoteForm({ id }: { readonly id: string }) {
  const say = useWords();
  const note = useChange('note');
  const [text, setText] = useDraft(`note ${id}`);
  const [isOpen, open] = useState(false);
  const [isTried, setTried] = useState(false);
  const isLacking = text.trim() === '';
  if (!isOpen && isLacking) {
    return (
      <div className="actions">
        <Button onClick={() => open(true)}>{say('agreement.note-open')}</Button>
      </div>
    );
  }
  const submit = async (event: FormEvent<HTMLFormElement>): Promise<void> => {
    event.preventDefault();
    setTried(true);
    if (isLacking) goToFirstWrong(event.currentTarget);
    if (isLacking || note.isRunning || (await note.run({ id, text })) === null) return;
    setText('');
    setTried(false);
    open(false);
    announce(say('agreement.noted'));
  };
  return (
    <form onSubmit={(event) => void submit(event)} noValidate className="answering">
      <Field
        label={say('agreement.note')}
        hint={say('agreement.note-hint')}
        kind="prose"
        rows={3}
        value={text}
        onChange={setText}
        wrong={isTried && isLacking ? say('agreement.note-needed') : null}
        autoFocus
      />
      <RefusalNotice refusal={note.refusal} />
      <div className="actions">
        <Button type="submit" working={note.isRunning ? say('agreement.note-doing') : null}>
          {say('agreement.note-do')}
        </Button>
        <Button
          kind="quiet"
          onClick={() => {
            setText('');
            open(false);
          }}
        >
          {say('agreement.note-leave')}
        </Button>
      </div>
    </form>
  );
}
