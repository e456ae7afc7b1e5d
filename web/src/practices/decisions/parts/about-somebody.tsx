import { WhatFollows } from '../../../parting/what-follows.tsx';
import { Notice } from '../../../parts/notice.tsx';
import { Row } from '../../../shell/sheet.tsx';
import { useWords } from '../../../texts/words.tsx';
import type { Decision } from '../standing.ts';
import { useMe } from '../use-me.ts';

/** On a proposal to part from somebody: what follows, and for the one concerned how they can answer. Nothing for other decisions. */
export function AboutSomebody({ decision: { effects, state } }: { readonly decision: Decision }) {
  const say = useWords();
  const me = useMe();
  const removal = effects.find(({ kind }) => kind === 'remove');
  if (removal === undefined || state === 'withdrawn') return null;
  const name = String(removal.name);
  const isYou = removal.member === me?.id;
  return (
    <Row className="outcome stack">
      {state === 'open' && (
        <Notice voice={isYou ? 'ask' : 'heed'}>
          {isYou ? `${say('removal.about-you')} ${say('removal.about-you-do')}` : say('removal.about', { name })}
        </Notice>
      )}
      <details className="follows">
        <summary>{say(state === 'in-effect' || state === 'in-review' ? 'removal.followed' : 'removal.follows')}</summary>
        <WhatFollows name={name} />
      </details>
    </Row>
  );
}
