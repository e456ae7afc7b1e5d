import { useState } from 'react';
import { useChange } from '../../../api/operations.ts';
import { Button } from '../../../parts/button.tsx';
import { Field } from '../../../parts/field.tsx';
import { goToFirstWrong } from '../../../parts/first-wrong.ts';
import { useReason } from '../../../parts/notice.tsx';
import { useWords } from '../../../texts/words.tsx';
import type { Circle } from './circle.ts';

/** The form that gives a circle another name. @param onEnd called when it is done, or left */
export function NameCircle({ circle, onEnd }: { readonly circle: Circle; onEnd(): void }) {
  const say = useWords();
  const reason = useReason();
  const naming = useChange('circle-name');
  const [name, setName] = useState(circle.name);
  const [isEmpty, setEmpty] = useState(false);
  const keep = async (form: HTMLFormElement): Promise<void> => {
    setEmpty(name.trim() === '');
    if (name.trim() === '') return goToFirstWrong(form);
    if ((await naming.run({ circle: circle.id, name })) === null) return goToFirstWrong(form);
    onEnd();
  };
  return (
    <form
      className="stack"
      onSubmit={(event) => {
        event.preventDefault();
        void keep(event.currentTarget);
      }}
    >
      <Field
        label={say('circle.name')}
        hint={say('circle.name-hint')}
        value={name}
        onChange={(next) => {
          setEmpty(false);
          setName(next);
        }}
        wrong={isEmpty ? say('circle.name-needed') : naming.refusal === null ? null : reason(naming.refusal)}
        autoFocus
      />
      <div className="actions">
        <Button kind="main" type="submit" working={naming.isRunning ? say('circle.renaming') : null}>
          {say('circle.rename')}
        </Button>
        <Button kind="quiet" onClick={onEnd}>
          {say('talk.not-now')}
        </Button>
      </div>
    </form>
  );
}
