import type { Output } from '../api/client.ts';
import { inWords } from '../names/in-words.ts';
import { Shape } from '../parts/shape.tsx';
import { Item, Part } from '../shell/sheet.tsx';
import { useWords } from '../texts/words.tsx';

/** What waits or does nothing here, why, and what to do. Nothing where there is nothing. */
export function SetAside({ aside }: { readonly aside: Output<'reach'>['aside'] }) {
  const say = useWords();
  if (aside.length === 0) return null;
  return (
    <Part title={say('status.aside')}>
      {aside.map(({ reason, count, members }) => (
        <Item
          key={reason}
          mark={<Shape of={reason === 'forked' ? 'object' : reason === 'waiting' ? 'unheard' : 'ended'} />}
          title={say(`status.aside.${reason}`, { count, names: inWords(members), named: String(members.length > 0) })}
          note={say(`status.aside.${reason}-note`, { count })}
        />
      ))}
    </Part>
  );
}
