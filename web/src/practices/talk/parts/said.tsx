import { memo } from 'react';
import { NameHint } from '../../../names/name-hint.tsx';
import { Button } from '../../../parts/button.tsx';
import { useReason } from '../../../parts/notice.tsx';
import { Reach } from '../../../parts/reach.tsx';
import { useWords } from '../../../texts/words.tsx';
import type { Moments } from '../../../time/moment.ts';
import { useMayWrite } from '../circles/may-write.ts';
import { lineOf } from '../fold-text.ts';
import type { Message } from '../messages.ts';
import type { TakingBack } from '../taking-back.ts';
import { Changing } from './changing.tsx';
import { Written } from './written.tsx';

const QUOTED_LETTERS = 80;

/** What can be done with a message. */
export interface Deeds {
  reply(message: Message): void;
  change(message: Message): void;
  takeBack(message: Message): void;
  keep(message: Message): void;
  /** Goes to a message, by its id, wherever in the channel it is. */
  find(id: string): void;
}

interface SaidParts {
  readonly message: Message;
  /** The message that it replies to, if it is among those that are shown. */
  readonly answered: Message | undefined;
  /** Whether that message was looked for, and is not on this device. */
  readonly isMissing: boolean;
  readonly moments: Moments;
  readonly isChanging: boolean;
  readonly takingBack: TakingBack | undefined;
  readonly deeds: Deeds;
  /** Leaves the change, made or not. */
  onChanged(): void;
}

/** A message: a line of a script, with who and when in the margin. Drawn anew only where something of it has changed: others come while somebody writes. */
export const Said = memo(function Said({ message, answered, isMissing, moments, isChanging, takingBack, deeds, onChanged }: SaidParts) {
  const say = useWords();
  const { author, mine, time, text, deleted, reply } = message;
  const name = mine ? say('talk.you') : author;
  return (
    <div className={`row said${mine ? ' is-own' : ''}`}>
      <span className="seat" aria-hidden="true">
        {initialOf(author)}
      </span>
      <span className="who">
        <bdi className="name">{name}</bdi>
        {!mine && <NameHint member={message.member} />}
        <time dateTime={time}>{moments.time(time)}</time>
      </span>
      <div className="words">
        {reply !== null && !deleted && <Quoted id={reply} message={answered} isMissing={isMissing} find={deeds.find} />}
        {deleted && <p className="gone">{mine ? say('talk.gone-own') : say('talk.gone', { name: author })}</p>}
        {!deleted && (isChanging ? <Changing message={message} onEnd={onChanged} /> : <Written text={text} />)}
        {!isChanging && <Facts message={message} moments={moments} />}
        <Tools message={message} name={name} moments={moments} isChanging={isChanging} takingBack={takingBack} deeds={deeds} />
      </div>
    </div>
  );
});

/** What is worth knowing of a message: how far it has got while it is not everywhere, and that it was changed. */
function Facts({ message: { reach, edited, editedAt }, moments }: Pick<SaidParts, 'message' | 'moments'>) {
  const say = useWords();
  const isOnItsWay = reach.on < reach.of;
  if (!isOnItsWay && !edited) return null;
  return (
    <div className="said-facts">
      {isOnItsWay && <Reach {...reach} />}
      {edited && <span className="soft">{say('talk.changed', { when: editedAt === null ? '' : moments.when(editedAt) })}</span>}
    </div>
  );
}

interface ToolsParts extends Pick<SaidParts, 'message' | 'moments' | 'isChanging' | 'takingBack' | 'deeds'> {
  readonly name: string;
}

function Tools({ message, name, moments, isChanging, takingBack, deeds }: ToolsParts) {
  const say = useWords();
  const reason = useReason();
  const mayWrite = useMayWrite();
  if (!mayWrite || message.deleted || isChanging || takingBack === 'sent') return null;
  if (takingBack === 'can-be-kept') {
    return (
      <div className="said-facts going">
        <span>{say('talk.taking-back')}</span>
        <Button kind="quiet" onClick={() => deeds.keep(message)}>
          {say('talk.keep')}
        </Button>
      </div>
    );
  }
  return (
    <>
      {takingBack !== undefined && (
        <p className="wrong" role="alert">
          {reason(takingBack)}
        </p>
      )}
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset is for what is filled in. */}
      <div className="said-tools" role="group" aria-label={say('talk.tools-of', { name, time: moments.time(message.time) })}>
        <Button kind="quiet" onClick={() => deeds.reply(message)}>
          {say('talk.reply')}
        </Button>
        {message.mine && (
          <>
            <Button kind="quiet" onClick={() => deeds.change(message)}>
              {say('talk.change')}
            </Button>
            <Button kind="quiet" onClick={() => deeds.takeBack(message)}>
              {say('talk.take-back')}
            </Button>
          </>
        )}
      </div>
    </>
  );
}

interface QuotedParts {
  readonly id: Message['id'];
  readonly message: Message | undefined;
  readonly isMissing: boolean;
  find(id: string): void;
}

/** What a message replies to, in a line that leads there. */
function Quoted({ id, message, isMissing, find }: QuotedParts) {
  const say = useWords();
  if (message?.deleted) return <p className="quoted">{say('talk.quoted-gone')}</p>;
  if (isMissing) return <p className="quoted">{say('talk.quoted-missing')}</p>;
  const words =
    message === undefined
      ? say('talk.quoted-earlier')
      : say('talk.quoted', { name: message.mine ? say('talk.you') : message.author, text: lineOf(message.text, QUOTED_LETTERS) });
  return (
    <button type="button" className="quoted" dir="auto" onClick={() => find(id)}>
      {words}
    </button>
  );
}

/** The first letter of a name, with the signs that belong to it, but not a heap of them. */
function initialOf(name: string): string {
  const [letter = ''] = name;
  return letter.toUpperCase();
}
