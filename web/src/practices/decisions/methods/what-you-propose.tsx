import { useOperation } from '../../../api/operations.ts';
import { useWords } from '../../../texts/words.tsx';
import { type MethodDraft, type MethodKind, settle } from './method-draft.ts';
import { tellMethod, tellRules } from './tell-rules.ts';

/** What is about to be proposed, as far as it is about how it is decided, in words. */
export function WhatYouPropose({ draft, kind }: { readonly draft: MethodDraft; readonly kind: MethodKind }) {
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
    </section>
  );
}
