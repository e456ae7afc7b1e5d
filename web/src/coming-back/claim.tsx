import { useId } from 'react';
import { useOperation } from '../api/operations.ts';
import { Notice } from '../parts/notice.tsx';
import { NumberGroups } from '../people/number-groups.tsx';
import type { Decision } from '../practices/decisions/standing.ts';
import { useMe } from '../practices/decisions/use-me.ts';
import { Row } from '../shell/sheet.tsx';
import { useWords, Words } from '../texts/words.tsx';

const FOLLOWS = ['same', 'old', 'circles', 'object'] as const;

/** On a decision to give a member a new device: what to check before, the number to compare, and what follows. Nothing for other decisions. */
export function Claim({ decision: { id, effects, state } }: { readonly decision: Decision }) {
  const say = useWords();
  const me = useMe();
  const { data: people } = useOperation('people', {});
  const label = useId();
  const recovery = effects.find(({ kind }) => kind === 'recover');
  if (recovery === undefined || state === 'withdrawn') return null;
  const member = people?.find((person) => person.id === recovery.member);
  const name = member?.name ?? String(recovery.name);
  const isYou = recovery.member === me?.id;
  const arrival = people?.find(({ decision, again }) => decision === id && again !== null)?.again?.arrival;
  return (
    <Row className="outcome stack">
      {state === 'open' && isYou && (
        <Notice voice="stop">
          {say('back.claim-you')} {say('back.claim-you-lost')}
        </Notice>
      )}
      {state === 'open' && !isYou && <Notice voice="heed">{say('back.claim', { name })}</Notice>}
      {state === 'open' && !isYou && arrival !== undefined && (
        <section aria-labelledby={label}>
          <h2 id={label} className="part">
            {say('back.number')}
          </h2>
          <NumberGroups number={arrival} label={say('back.number')} />
        </section>
      )}
      <details className="follows">
        <summary>{say('back.follows')}</summary>
        <ul className="what-follows">
          {FOLLOWS.map((one) => (
            <li key={one}>
              <Words text={`back.follows-${one}`} with={{ name }} />
            </li>
          ))}
        </ul>
      </details>
    </Row>
  );
}
