import { useState } from 'react';
import { useChange } from '../../../api/operations.ts';
import { Button } from '../../../parts/button.tsx';
import { Field } from '../../../parts/field.tsx';
import { useReason } from '../../../parts/notice.tsx';
import { useWords } from '../../../texts/words.tsx';
import type { Message } from '../messages.ts';
import { isSaying } from './saying-key.ts';

/** A message of one's own while its words are changed. @param onEnd called when the change is kept or left */
export function Changing({ message, onEnd }: { readonly message: Message; onEnd(): void }) {
  const say = useWords();
  const reason = useReason();
  const edit = useChange('edit');
  const [text, write] = useState(message.text);
  const [isEmpty, setEmpty] = useState(false);
  const keep = async (): Promise<void> => {
    if (edit.isRunning) return;
    if (text.trim() === '') return setEmpty(true);
    if (text === message.text || (await edit.run({ id: message.id, text })) !== null) onEnd();
  };
  const change = (next: string): void => {
    setEmpty(false);
    edit.forget();
    write(next);
  };
  return (
    <div className="changing">
      <Field
        label={say('talk.your-change')}
        hint={say('talk.change-hint')}
        kind="prose"
        rows={2}
        value={text}
        onChange={change}
        autoFocus
        wrong={isEmpty ? say('talk.nothing-written') : edit.refusal === null ? null : reason(edit.refusal)}
        onKeyDown={(event) => {
          if (event.key === 'Escape') return onEnd();
          if (!isSaying(event)) return;
          event.preventDefault();
          void keep();
        }}
      />
      <div className="actions">
        <Button working={edit.isRunning ? say('talk.keeping-change') : null} onClick={keep}>
          {say('talk.keep-change')}
        </Button>
        <Button kind="quiet" onClick={onEnd}>
          {say('talk.leave-change')}
        </Button>
      </div>
    </div>
  );
}
