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
import { isCircleChannel, useChannelNames } from '../circles/circle.ts';
import { FoundCircle } from '../circles/found-circle.tsx';

/** The channels, that of everybody first, the reader's circles, and the ways to others. @param here name of the one that is open; it may not have begun */
export function ChannelTabs({ channels, here }: { readonly channels: Output<'channels'>; readonly here: string }) {
  const say = useWords();
  const takesPart = useTakesPart();
  const nameOf = useChannelNames();
  const [asked, ask] = useState<'channel' | 'circle' | null>(null);
  const close = (): void => ask(null);
  const shown = (name: string): string => (name === channels[0]?.name ? say('talk.everyone') : shownAs(nameOf(name), say));
  const all = channels.map(({ name }) => shown(name));
  const tab = ({ name, unread }: Tab) => {
    const at = channels.findIndex((one) => one.name === name);
    return (
      <Link key={name} to={at === 0 ? ['talk'] : ['talk', name]} aria-current={name === here ? 'page' : undefined}>
        <bdi className="name">{shown(name)}</bdi>
        {at > 0 && <ChannelHint of={shown(name)} others={all.slice(0, at)} />}
        {unread > 0 && (
          <span className="count">
            <span aria-hidden="true">{unread}</span>
            <span className="sr">{say('talk.unread', { count: unread })}</span>
          </span>
        )}
      </Link>
    );
  };
  const circles = channels.filter(({ circle }) => circle !== null);
  const ofEverybody = channels.filter(({ circle }) => circle === null);
  if (!channels.some(({ name }) => name === here) && !isCircleChannel(here)) ofEverybody.push({ ...EMPTY, name: here });
  return (
    <div className="channels-row">
      <nav className="channels" aria-label={say('talk.channels')}>
        {ofEverybody.map(tab)}
      </nav>
      {circles.length > 0 && (
        <nav className="channels of-circles" aria-label={say('circle.circles')}>
          <span className="word" aria-hidden="true">
            {say('circle.circles')}
          </span>
          {circles.map(tab)}
        </nav>
      )}
      {takesPart && (
        <div className="actions">
          <Button kind="quiet" className="small" onClick={() => ask('channel')}>
            {say('talk.another')}
          </Button>
          <Button kind="quiet" className="small" onClick={() => ask('circle')}>
            {say('circle.open-found')}
          </Button>
        </div>
      )}
      <Dialog title={say('talk.another-title')} isOpen={asked === 'channel'} onClose={close}>
        <Beginning onEnd={close} />
      </Dialog>
      <Dialog title={say('circle.found-title')} isOpen={asked === 'circle'} onClose={close}>
        <FoundCircle onEnd={close} />
      </Dialog>
    </div>
  );
}

type Tab = Output<'channels'>[number];

/** A channel in which nothing has been said yet. */
const EMPTY = { circle: null, unread: 0, calls: [], last: null };

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
        <Button kind="quiet" onClick={onEnd}>
          {say('talk.not-now')}
        </Button>
      </div>
    </form>
  );
}
