import '../methods/methods.css';
import { type FormEvent, type ReactNode, useState } from 'react';
import type { Refusal } from '../../../api/client.ts';
import { useOperation } from '../../../api/operations.ts';
import { useDraft } from '../../../drafts/drafts.ts';
import { Button } from '../../../parts/button.tsx';
import { Field } from '../../../parts/field.tsx';
import { goToFirstWrong } from '../../../parts/first-wrong.ts';
import { RefusalNotice } from '../../../parts/notice.tsx';
import { Fetching } from '../../../parts/progress.tsx';
import { Row } from '../../../shell/sheet.tsx';
import { useWords } from '../../../texts/words.tsx';
import type { Beginning } from '../beginning.ts';
import { changesOf, type Draft, draftOf, lacking, readDraft } from '../draft.ts';
import { tellEffects } from '../effect.ts';
import { kindOf, type MethodKind } from '../methods/method-draft.ts';
import { MethodFields } from '../methods/method-fields.tsx';
import { WhatYouPropose } from '../methods/what-you-propose.tsx';
import type { Decision } from '../standing.ts';
import { AgreementFields } from './agreement-fields.tsx';
import { ChangeFields } from './change-fields.tsx';
import { LengthField } from './length-field.tsx';
import { Options } from './options.tsx';
import type { PartOfForm } from './part-of-form.ts';

/** What the form takes. */
interface FormParts {
  /** The last version, where a new one of it is written; null for a proposal. */
  readonly last: Decision | null;
  /** What a proposal begins with; nothing unless given. */
  readonly beginning?: Pick<Beginning, 'key' | 'draft'>;
  readonly isRunning: boolean;
  readonly refusal: Refusal | null;
  /** Resolves with whether it was done. @param kind of the method that is chosen */
  onSubmit(draft: Draft, kind: MethodKind): Promise<boolean>;
  /** The way back. */
  readonly back: ReactNode;
}

/** Writing a proposal, or a new version of one: title, words, how it is decided, what it changes, and how long there is to respond. */
export function ProposalForm(parts: FormParts) {
  const say = useWords();
  const { data: kinds, error } = useOperation('methods', {});
  if (kinds === undefined) return error === null ? <Fetching>{say('shell.fetching')}</Fetching> : <RefusalNotice refusal={error} />;
  return <Form {...parts} kinds={kinds} />;
}

/** @param kinds all ways to decide */
function Form({ last, beginning, isRunning, refusal, onSubmit, back, kinds }: FormParts & { readonly kinds: readonly MethodKind[] }) {
  const say = useWords();
  const [kept, keep] = useDraft(last === null ? (beginning?.key ?? 'proposal') : `amend ${last.id} ${last.version}`);
  const draft = readDraft(kept, beginning?.draft ?? draftOf(last));
  const [isTried, setTried] = useState(false);
  const kind = kindOf(draft.method, kinds);
  if (kind === undefined) return null;
  const lacks = lacking(draft, kind, new Date().toISOString().slice(0, 10));
  const shown = isTried ? lacks : [];
  const set = (changed: Partial<Draft>): void => keep(JSON.stringify({ ...draft, ...changed }));
  const send = async (): Promise<void> => {
    if (await onSubmit(draft, kind)) keep('');
  };
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    setTried(true);
    if (lacks.length > 0) goToFirstWrong(event.currentTarget);
    else if (!isRunning) void send();
  };
  return (
    <Row className="first">
      <form onSubmit={submit} noValidate className="proposal">
        <Field
          label={say('propose.name')}
          hint={say('propose.name-hint')}
          value={draft.title}
          onChange={(title) => set({ title })}
          wrong={isTried && lacks.includes('title') ? say('propose.name-needed') : null}
        />
        <Field
          label={say('propose.text')}
          hint={say('propose.text-hint')}
          kind="prose"
          rows={8}
          value={draft.text}
          onChange={(text) => set({ text })}
        />
        <MethodFields
          draft={draft.method}
          set={(changed) => set({ method: { ...draft.method, ...changed } })}
          kinds={kinds}
          lacks={shown.filter((lack) => lack === 'options' || lack === 'alike' || lack === 'seats' || lack === 'marks')}
        />
        {draft.terms.ends.length === 0 && kind.carries !== 'nothing' && (
          <AgreementFields
            terms={draft.terms}
            set={(changed) => set({ terms: { ...draft.terms, ...changed } })}
            isDayWrong={isTried && lacks.includes('day')}
          />
        )}
        {kind.carries === 'everything' ? (
          <ChangeFields
            draft={draft}
            set={set}
            lacks={shown}
            kept={draftOf(last).change === 'kept' ? tellEffects(changesOf(draftOf(last), kind, last, []), say) : null}
            kinds={kinds}
          />
        ) : (
          <section>
            <h2 className="label">{say('propose.effect')}</h2>
            <p className="small">{say(`choose.carries.${kind.carries}`)}</p>
          </section>
        )}
        <TimeFields draft={draft} set={set} lacks={shown} isAgain={last !== null} />
        <WhatYouPropose draft={draft.method} kind={kind} changes={changesOf(draft, kind, last, lacks)} />
        {kind.name === 'consent' && <OwnConsent draft={draft} set={set} isAgain={last !== null} />}
        <RefusalNotice refusal={refusal} />
        <div className="actions">
          <Button kind="main" type="submit" working={isRunning ? say('propose.doing') : null}>
            {say(last === null ? 'propose.do' : 'amend.do')}
          </Button>
          {back}
        </div>
      </form>
    </Row>
  );
}

/** @param isAgain whether it is a new version, which has the time of the last one */
function TimeFields({ draft, set, lacks, isAgain }: PartOfForm & { readonly isAgain: boolean }) {
  const say = useWords();
  const options = [
    { value: 'agreed', label: say('propose.time.agreed'), means: say(isAgain ? 'propose.time.before-means' : 'propose.time.agreed-means') },
    { value: 'longer', label: say('propose.time.longer'), means: say('propose.time.longer-means') },
  ] as const;
  return (
    <Options label={say('propose.time')} options={options} chosen={draft.time} onChoose={(time) => set({ time })}>
      {draft.time === 'longer' && (
        <LengthField
          label={say('propose.respond')}
          length={draft.within}
          onChange={(within) => set({ within })}
          wrong={lacks.includes('within') ? say('propose.count-needed') : null}
        />
      )}
    </Options>
  );
}

/** Whoever proposes something is asked like everybody, and can say at once that they consent. @param isAgain whether it is a new version: its reason goes with the consent */
function OwnConsent({ draft: { consents, why }, set, isAgain }: Omit<PartOfForm, 'lacks'> & { readonly isAgain: boolean }) {
  const say = useWords();
  return (
    <div className="own-consent">
      {isAgain && consents && (
        <Field
          label={say('amend.why')}
          hint={say('amend.why-hint')}
          kind="prose"
          rows={2}
          value={why}
          onChange={(words) => set({ why: words })}
        />
      )}
      <label className="option">
        <input type="checkbox" checked={consents} onChange={({ target }) => set({ consents: target.checked })} />
        <span>{say('propose.consents')}</span>
      </label>
      {!consents && <p className="small soft">{say('propose.asked-too')}</p>}
    </div>
  );
}
