import { NumberGroups } from '../people/number-groups.tsx';
import { useWords } from '../texts/words.tsx';

/** For whoever waits to come back: the number that they read to somebody who knows their voice. @param number in groups */
export function Arrival({ number }: { readonly number: string }) {
  const say = useWords();
  return (
    <section className="stack">
      <h2 className="part">{say('back.number-title')}</h2>
      <p className="lede">{say('back.number-lede')}</p>
      <NumberGroups number={number} label={say('back.number-yours')} />
    </section>
  );
}
