import { type RefObject, useState } from 'react';
import { useChange, useOperation } from '../../../api/operations.ts';
import { useDraft } from '../../../drafts/drafts.ts';
import { Button } from '../../../parts/button.tsx';
import { Field } from '../../../parts/field.tsx';
import { useReason } from '../../../parts/notice.tsx';
import type { ReachOf } from '../../../parts/reach.tsx';
import { type go, wayOn } from '../../../route/route.ts';
import { announce } from '../../../shell/announcer.tsx';
import { useWords } from '../../../texts/words.tsx';
import type { Circle } from '../circles/circle.ts';
import { lineOf } from '../fold-text.ts';
import type { Message } from '../messages.ts';
import { isSaying, isTouch } from './saying-key.ts';

const QUOTED_LETTERS = 80;

interface ComposerParts {
  readonly channel: string;
  /** To whom one speaks, in words. */
  readonly whom: string;
  readonly isEveryone: boolean;
  /** The circle that talks in it; null where everybody does. */
  readonly circle: Circle | null;
  /** The message that is replied to; null: none. */
  readonly answered: Message | null;
  /** Where the field is, to bring the reader there. */
  readonly place: RefObject<HTMLFormElement | null>;
  leaveReply(): void;
  /** Called when it was said. @param channel where, as the cell calls it @param goOn the way there, for whoever is still here */
  onSaid(channel: string, goOn: typeof go): void;
}

/** Where one writes. What is begun stays until it is said. */
export function Composer({ channel, whom, isEveryone, circle, answered, place, leaveReply, onSaid }: ComposerParts) {
  const words = useWords();
  const reason = useReason();
  const saying = useChange('say');
  const people = useOperation('people', {});
  const [draft, keepDraft, letGo] = useDraft(`talk ${channel}`);
  const [isEmpty, setEmpty] = useState(false);
  const members = (people.data ?? []).filter(({ state }) => state === 'member').length;

  const sayIt = async (): Promise<void> => {
    if (saying.isRunning) return;
    if (draft.trim() === '') return setEmpty(true);
    const goOn = wayOn();
    const said = await saying.run({ text: draft, channel, ...(answered === null ? {} : { reply: answered.id }) });
    if (said === null) return;
    letGo(draft);
    announce(words(howFar(said.reach), { ...said.reach }));
    onSaid(said.channel, goOn);
  };
  const write = (text: string): void => {
    setEmpty(false);
    if (saying.refusal !== null) saying.forget();
    keepDraft(text);
  };

  return (
    <form
      ref={place}
      className="row composer"
      onSubmit={(event) => {
        event.preventDefault();
        void sayIt();
      }}
    >
      <span />
      <div className="in-column">
        {answered !== null && (
          <div className="said-facts answering">
            <span className="quoted" dir="auto">
              {words('talk.replying', { name: answered.author, text: lineOf(answered.text, QUOTED_LETTERS) })}
            </span>
            <Button kind="quiet" onClick={leaveReply}>
              {words('talk.leave-reply')}
            </Button>
          </div>
        )}
        <Field
          label={
            isEveryone
              ? words('talk.to-everyone')
              : words(circle === null ? 'talk.to-channel' : 'circle.to', { channel: whom, circle: whom })
          }
          hint={words(isTouch() ? 'talk.hint-touch' : 'talk.hint')}
          kind="prose"
          rows={2}
          value={draft}
          onChange={write}
          wrong={isEmpty ? words('talk.nothing-written') : saying.refusal === null ? null : reason(saying.refusal)}
          onKeyDown={(event) => {
            if (!isSaying(event)) return;
            event.preventDefault();
            void sayIt();
          }}
        />
        <div className="actions">
          <span className="small soft">
            {circle === null
              ? members > 0 && words('talk.read-by', { count: members })
              : words('circle.read-by', { count: circle.members.length })}
          </span>
          <Button kind="main" type="submit" working={saying.isRunning ? words('talk.saying') : null}>
            {words('talk.say')}
          </Button>
        </div>
      </div>
    </form>
  );
}

function howFar({ on, of }: ReachOf): 'talk.said-alone' | 'talk.said-here' | 'talk.said' {
  if (of <= 1) return 'talk.said-alone';
  return on <= 1 ? 'talk.said-here' : 'talk.said';
}
