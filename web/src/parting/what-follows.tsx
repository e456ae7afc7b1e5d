import { Words } from '../texts/words.tsx';

const FOLLOWS = ['written', 'aside', 'keys', 'again'] as const;

/** What follows when somebody is removed, in plain words. @param name whose removal it is */
export function WhatFollows({ name }: { readonly name: string }) {
  return (
    <ul className="what-follows">
      {FOLLOWS.map((one) => (
        <li key={one}>
          <Words text={`removal.follows-${one}`} with={{ name }} />
        </li>
      ))}
    </ul>
  );
}
