import { useWords } from '../texts/words.tsx';
import { type Deception, useDeceptions } from './look-alikes.ts';

/** A short hint beside a name that may deceive; nothing beside all others. @param member id of whoever bears it */
export function NameHint({ member }: { readonly member: string }) {
  const deception = useDeceptions().get(member);
  return deception === undefined ? null : <DeceptionHint deception={deception} />;
}

/** The same for what is known to deceive. */
export function DeceptionHint({ deception }: { readonly deception: Deception }) {
  const say = useWords();
  return (
    <span className="name-hint">
      {deception.kind === 'alike' ? say('name.alike', { other: deception.other }) : say(`name.${deception.kind}`)}
    </span>
  );
}
