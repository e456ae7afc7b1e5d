import type { FormEvent, ReactNode } from 'react';
import type { Refusal } from '../../../api/client.ts';
import { Button } from '../../../parts/button.tsx';
import { RefusalNotice } from '../../../parts/notice.tsx';
import { useWords } from '../../../texts/words.tsx';

interface AnsweringParts {
  readonly children: ReactNode;
  /** What the button says; null where there is nothing to send. */
  readonly does: string | null;
  /** Why it cannot be sent yet. */
  readonly not?: string | null;
  /** Whether it is being sent, and why it was refused last. */
  readonly change: { readonly isRunning: boolean; readonly refusal: Refusal | null };
  onSubmit(form: HTMLFormElement): Promise<void>;
  onLeave(): void;
}

/** A small form that stands open among what was said: its fields, why it was refused, and the ways to send it and to leave it. */
export function AnsweringForm({ children, does, not = null, change, onSubmit, onLeave }: AnsweringParts) {
  const say = useWords();
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    void onSubmit(event.currentTarget);
  };
  return (
    <form onSubmit={submit} noValidate className="answering">
      {children}
      <RefusalNotice refusal={change.refusal} />
      <div className="actions">
        {does !== null && (
          <Button type="submit" working={change.isRunning ? say('answer.doing') : null} not={not}>
            {does}
          </Button>
        )}
        <Button kind="quiet" onClick={onLeave}>
          {say('answer.leave')}
        </Button>
      </div>
    </form>
  );
}
