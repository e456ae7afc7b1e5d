import type { Output } from '../../../api/client.ts';
import { useOperation } from '../../../api/operations.ts';
import { useWords } from '../../../texts/words.tsx';
import { tellEffects } from '../effect.ts';
import type { Decision } from '../standing.ts';
import { type MethodDraft, type MethodKind, settle } from './method-draft.ts';
import { tellMethod, tellRules } from './tell-rules.ts';

/** What the words take. */
interface WhatParts {
  readonly draft: MethodDraft;
  readonly kind: MethodKind;
  /** What it changes by itself when it passes. */
  readonly changes: Decision['effects'];
}

/** What is about to be proposed, in words: how it is decided, and what it changes by itself. */
export function WhatYouPropose({ draft, kind, changes }: WhatParts) {
  const say = useWords();
  const { data: people = [] } = useOperation('people', {});
  const { data: agreed } = useOperation('agreed', {});
  const settled = settle(draft, kind);
  const { options, ask, ...terms } = settled;
  const names = ask.flatMap((id) => people.find((person) => person.id === id)?.name ?? []);
  const asked = agreed?.members ?? 1;
  const needed = kind.name === 'consensus' ? (agreed?.needed ?? 1) : null;
  const rules = tellRules({ ...terms, ask: names, asked, agree: needed, tieOrder: null }, say);
  return (
    <section className="what-you-propose">
      <h2 className="label">{say('choose.sum')}</h2>
      {kind.name === 'consent' ? (
        <p>{say('choose.sum-consent')}</p>
      ) : (
        <>
          <p>
            {tellMethod(settled, say)}
            {options.length > 0 && ` ${say('choose.sum-options', { count: options.length, options: options.join(', ') })}`}
          </p>
          <p>{rules.join(' ')}</p>
          <p className="small soft">{say('choose.signed')}</p>
        </>
      )}
      {changes.length > 0 && (
        <p>
          {say('choose.sum-changes', { changes: tellEffects(changes, say) })}
          {changes.every((change) => isSoAlready(change, agreed)) && <span className="so-already">{say('choose.sum-already')}</span>}
        </p>
      )}
    </section>
  );
}

/** Whether a setting has this value already, as far as it is known. */
function isSoAlready({ kind, setting, value }: Decision['effects'][number], agreed: Output<'agreed'> | undefined): boolean {
  const now: unknown = kind === 'agreement' ? agreed?.[setting as keyof Output<'agreed'>] : undefined;
  const settled = (text: string): string => text.split(' ').sort().join(' ');
  return typeof now === 'object' && now !== null && 'value' in now && settled(String(now.value)) === settled(String(value));
}
