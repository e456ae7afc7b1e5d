import { useState } from 'react';
import { Button } from '../parts/button.tsx';
import { useWords } from '../texts/words.tsx';

/** A number in its groups, and one group at a time for reading out. Each is said digit by digit. @param label what number it is */
export function NumberGroups({ number, label }: { readonly number: string; readonly label: string }) {
  const say = useWords();
  const [at, goTo] = useState<number | null>(null);
  const groups = number.split(' ');
  const spoken = (group: string, place: number): string =>
    say('safety.group', { at: place + 1, of: groups.length, digits: [...group].join(' ') });
  if (at !== null) {
    const group = groups[at] ?? '';
    const isLast = at === groups.length - 1;
    return (
      <div className="reading-out">
        <p className="small soft" aria-hidden="true">
          {say('safety.read-at', { at: at + 1, of: groups.length })}
        </p>
        <p className="group" role="status" dir="ltr">
          <span aria-hidden="true">{[...group].join(' ')}</span>
          <span className="sr">{spoken(group, at)}</span>
        </p>
        <div className="actions">
          {!isLast && <Button onClick={() => goTo(at + 1)}>{say('safety.read-next')}</Button>}
          {at > 0 && <Button onClick={() => goTo(at - 1)}>{say('safety.read-back')}</Button>}
          <Button kind={isLast ? 'plain' : 'quiet'} onClick={() => goTo(null)}>
            {say('safety.read-end')}
          </Button>
        </div>
      </div>
    );
  }
  return (
    <div className="number-groups">
      <ol className="number" aria-label={label}>
        {groups.map((group, place) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the groups of a number do not change places, and two may be alike.
          <li key={place}>
            <span aria-hidden="true">{group}</span>
            <span className="sr">{spoken(group, place)}</span>
          </li>
        ))}
      </ol>
      <Button kind="quiet" onClick={() => goTo(0)}>
        {say('safety.read-out')}
      </Button>
    </div>
  );
}
