import { Fragment } from 'react';
import type { Output } from '../api/client.ts';
import { inWords } from '../names/in-words.ts';
import { SetAsideRows } from '../parting/set-aside-rows.tsx';
import { Shape } from '../parts/shape.tsx';
import { Link } from '../route/link.tsx';
import { Item, Part } from '../shell/sheet.tsx';
import { useWords, Words } from '../texts/words.tsx';

type Aside = Output<'reach'>['aside'][number];

/** What waits or does nothing here, why, and what to do. Nothing where there is nothing. */
export function SetAside({ aside }: { readonly aside: readonly Aside[] }) {
  const say = useWords();
  if (aside.length === 0) return null;
  return (
    <Part title={say('status.aside')}>
      {aside.map((one) => (
        <Fragment key={one.reason}>
          <Item mark={<Shape of={shapeOf(one)} />} title={say(`status.aside.${one.reason}`, gapsOf(one))} note={<Note aside={one} />} />
          <SetAsideRows entries={one.entries} all={one.reason} />
        </Fragment>
      ))}
    </Part>
  );
}

function shapeOf({ reason }: Aside): 'object' | 'unheard' | 'ended' {
  if (reason === 'forked' || reason === 'two-stories') return 'object';
  return reason === 'waiting' || reason === 'incomplete' ? 'unheard' : 'ended';
}

function gapsOf({ count, members }: Aside) {
  return { count, names: inWords(members), named: String(members.length > 0) };
}

/** Why that is so, by which decision, and how it can count all the same. */
function Note({ aside }: { readonly aside: Aside }) {
  const say = useWords();
  const { reason, count, entries, decisions } = aside;
  return (
    <>
      {say(`status.aside.${reason}-note`, { count })}
      {decisions.map(({ id, title }) => (
        <Fragment key={id}>
          {' '}
          <Words text="status.aside.decided" with={{ title, a: (inner) => <Link to={['decisions', id]}>{inner}</Link> }} />
        </Fragment>
      ))}
      {entries.length > 0 && <> {say('status.aside.readmit', { count })}</>}
    </>
  );
}
