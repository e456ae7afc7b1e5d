import { useState } from 'react';
import { useChange } from '../../../api/operations.ts';
import { useDraft } from '../../../drafts/drafts.ts';
import { NameHint } from '../../../names/name-hint.tsx';
import { Button } from '../../../parts/button.tsx';
import { Field } from '../../../parts/field.tsx';
import { announce } from '../../../shell/announcer.tsx';
import { Row } from '../../../shell/sheet.tsx';
import { useWords } from '../../../texts/words.tsx';
import type { Decision } from '../standing.ts';
import { useGoingOn } from '../use-going-on.ts';
import { useMe } from '../use-me.ts';
import { AnsweringForm } from './answering-form.tsx';

/** Quick reactions to the version at hand, one line of each; a line of the reader's own, which stands open when the group is at it. */
export function Reactions({ decision }: { readonly decision: Decision }) {
  const say = useWords();
  const me = useMe();
  const [isOpened, open] = useState<boolean | null>(null);
  const [place, goOn] = useGoingOn();
  const close = (): void => {
    open(false);
    goOn();
  };
  const { round, version, state } = decision;
  const reactions = round.reactions.filter((one) => one.version === version);
  const own = reactions.find(({ memberId }) => memberId === me?.id);
  const canReact = state === 'open' && me !== undefined;
  // What whoever holds the round asks everybody for stands open.
  const isOpen = canReact && (isOpened ?? (round.noted?.step === 'reactions' && own === undefined));
  if (reactions.length === 0 && !canReact) return null;
  return (
    <Row className="reactions">
      <div ref={place} tabIndex={-1}>
        {(reactions.length > 0 || isOpen) && <h2 className="label">{say('react.title')}</h2>}
        {reactions.length > 0 && (
          <ul>
            {reactions.map(({ id, member, memberId, text }) => (
              <li key={id}>
                <span className="small soft">
                  <bdi>{member}</bdi> <NameHint member={memberId} />
                </span>{' '}
                <span className="written" dir="auto">
                  {text}
                </span>
              </li>
            ))}
          </ul>
        )}
        {isOpen ? (
          <ReactionForm id={decision.id} version={version} own={own?.text ?? ''} onDone={close} />
        ) : (
          canReact && (
            <div className="actions">
              <Button kind="quiet" onClick={() => open(true)}>
                {say(own === undefined ? 'react.open' : 'react.change')}
              </Button>
            </div>
          )
        )}
      </div>
    </Row>
  );
}

/** What the form takes. */
interface FormParts {
  readonly id: string;
  readonly version: number;
  /** The line that stands; empty: none. */
  readonly own: string;
  onDone(): void;
}

function ReactionForm({ id, version, own, onDone }: FormParts) {
  const say = useWords();
  const react = useChange('react');
  const [draft, setDraft] = useDraft(`reaction ${id} ${version}`);
  const [text, setText] = useState(own);
  const shown = draft === '' ? text : draft;
  const submit = async (): Promise<void> => {
    if (react.isRunning || shown.trim() === own) return;
    if ((await react.run({ id, text: shown })) === null) return;
    setDraft('');
    announce(say(shown.trim() === '' ? 'react.taken-back' : 'react.kept'));
    onDone();
  };
  const write = (line: string): void => {
    setText(line);
    setDraft(line);
  };
  return (
    <AnsweringForm does={say('react.do')} change={react} onSubmit={submit} onLeave={onDone}>
      <Field
        label={say('react.label')}
        hint={say(own === '' ? 'react.hint' : 'react.hint-empty')}
        value={shown}
        onChange={write}
        autoComplete="off"
      />
    </AnsweringForm>
  );
}
