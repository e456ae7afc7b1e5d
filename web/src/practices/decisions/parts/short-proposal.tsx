import { type FormEvent, type ReactNode, useState } from 'react';
import type { Input } from '../../../api/client.ts';
import { useChange } from '../../../api/operations.ts';
import { useDraft } from '../../../drafts/drafts.ts';
import { Button } from '../../../parts/button.tsx';
import { Field } from '../../../parts/field.tsx';
import { goToFirstWrong } from '../../../parts/first-wrong.ts';
import { RefusalNotice } from '../../../parts/notice.tsx';
import { useCell } from '../../../route/cell.ts';
import { Link } from '../../../route/link.tsx';
import { wayOn } from '../../../route/route.ts';
import { announce } from '../../../shell/announcer.tsx';
import { Row } from '../../../shell/sheet.tsx';
import { useWords } from '../../../texts/words.tsx';

/** What a short proposal takes. */
interface ShortParts {
  /** What is proposed, but for its words: title and effect. */
  readonly proposal: Omit<Input<'propose'>, 'text'>;
  /** What the draft of its reason is kept for. */
  readonly draft: string;
  readonly label: string;
  readonly hint?: string;
  /** What is said where there is no reason; null where it needs none. */
  readonly needed: string | null;
  /** The way back. */
  readonly back: readonly string[];
  /** What is chosen before the reason is written. */
  readonly children?: ReactNode;
}

/** A proposal of which the effect is clear: only its reason is written. Then it is one like the others, and its page is shown. */
export function ShortProposal({ proposal, draft, label, hint, needed, back, children }: ShortParts) {
  const say = useWords();
  const cell = useCell();
  const propose = useChange('propose');
  const respond = useChange('respond');
  const [reason, keep] = useDraft(draft);
  const [consents, consent] = useState(true);
  const [isTried, setTried] = useState(false);
  const isLacking = needed !== null && reason.trim() === '';
  const isRunning = propose.isRunning || respond.isRunning;
  const send = async (): Promise<void> => {
    const goOn = wayOn();
    const proposed = await propose.run({ ...proposal, text: reason.trim() });
    if (proposed === null) return;
    // Should that fail, the decision's page asks for it.
    if (consents) await respond.run({ id: proposed.id, response: 'consent', reason: '' });
    keep('');
    announce(say('short.done'));
    goOn({ cell: cell.id, steps: ['decisions', proposed.id] }, true);
  };
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    setTried(true);
    if (isLacking) goToFirstWrong(event.currentTarget);
    else if (!isRunning) void send();
  };
  return (
    <Row className="after-items">
      <form onSubmit={submit} noValidate className="proposal">
        {children}
        <Field
          label={label}
          {...(hint === undefined ? {} : { hint })}
          kind="prose"
          rows={4}
          value={reason}
          onChange={keep}
          wrong={isTried && isLacking ? needed : null}
        />
        <label className="option">
          <input type="checkbox" checked={consents} onChange={({ target }) => consent(target.checked)} />
          <span>{say('short.consents')}</span>
        </label>
        <RefusalNotice refusal={propose.refusal} />
        <div className="actions">
          <Button kind="main" type="submit" working={isRunning ? say('short.proposing') : null}>
            {say('short.propose')}
          </Button>
          <Link className="button button-quiet" to={back}>
            {say('short.back')}
          </Link>
        </div>
      </form>
    </Row>
  );
}
