import { useState } from 'react';
import type { Output } from '../../../api/client.ts';
import { DeceptionHint } from '../../../names/name-hint.tsx';
import { shownAs } from '../../../names/shown.ts';
import { areAlike } from '../../../names/skeleton.ts';
import { Button } from '../../../parts/button.tsx';
import { Dialog } from '../../../parts/dialog.tsx';
import { Field } from '../../../parts/field.tsx';
import { goToFirstWrong } from '../../../parts/first-wrong.ts';
import { useCell, useTakesPart } from '../../../route/cell.ts';
import { Link } from '../../../route/link.tsx';
import { go } from '../../../route/route.ts';
import { useWords } from '../../../texts/words.tsx';

/** The channels, that of everybody first, and the way to another. @param here name of the one that is open; it may not have begun */
export function ChannelTabs({ channels, here }: { readonly channels: Output<'channels'>; readonly here: string }) {
  const say = useWords();
  const takesPart = useTakesPart();
  const [isBeginning, begin] = useState(false);
  const shown = (name: string, at: number): string => (at === 0 ? say('talk.everyone') : shownAs(name, say));
  const isThere = channels.some(({ name }) => name === here);
  return (
    <div className="channels-row">
      <nav className="channels" aria-label={say('talk.channels')}>
        {channels.map(({ name, unread }, at) => (
          <Link key={name} to={at === 0 ? ['talk'] : ['talk', name]} aria-current={name === here ? 'page' : undefined}>
            <bdi className="name">{shown(name, at)}</bdi>
            <ChannelHint of={shown(name, at)} others={channels.map((other, place) => shown(other.name, place)).slice(0, at)} />
            {unread > 0 && (
              <span className="count">
                <span aria-hidden="true">{unread}</span>
                <span className="sr">{say('talk.unread', { count: unread })}</span>
              </span>
            )}
          </Link>
        ))}
        {!isThere && (
          <Link to={['talk', here]} aria-current="page">
            <bdi className="name">{here}</bdi>
          </Link>
        )}
      </nav>
      {takesPart && (
        <Button kind="quiet" className="small" onClick={() => begin(true)}>
          {say('talk.another')}
        </Button>
      )}
      <Dialog title={say('talk.another-title')} isOpen={isBeginning} onClose={() => begin(false)}>
        <Beginning onEnd={() => begin(false)} />
      </Dialog>
    </div>
  );
}

/** A hint where a channel is called nearly like one that stands before it. */
function ChannelHint({ of, others }: { readonly of: string; readonly others: readonly string[] }) {
  const other = others.find((name) => areAlike(name, of));
  return other === undefined ? null : <DeceptionHint deception={{ kind: 'alike', other }} />;
}

function Beginning({ onEnd }: { onEnd(): void }) {
  const say = useWords();
  const { id } = useCell();
  const [name, setName] = useState('');
  const [isEmpty, setEmpty] = useState(false);
  const open = (form: HTMLFormElement): void => {
    const wanted = name.trim();
    if (wanted === '') {
      setEmpty(true);
      goToFirstWrong(form);
      return;
    }
    onEnd();
    go({ cell: id, steps: ['talk', wanted] });
  };
  return (
    <form
      className="stack"
      onSubmit={(event) => {
        event.preventDefault();
        open(event.currentTarget);
      }}
    >
      <p className="soft">{say('talk.another-lede')}</p>
      <Field
        label={say('talk.another-name')}
        hint={say('talk.another-hint')}
        value={name}
        onChange={(next) => {
          setEmpty(false);
          setName(next);
        }}
        wrong={isEmpty ? say('talk.another-needs-name') : null}
        autoFocus
      />
      <div className="actions">
        <Button kind="main" type="submit">
          {say('talk.another-go')}
        </Button>
      </div>
    </form>
  );
}
