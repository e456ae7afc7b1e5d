import { type FormEvent, type ReactNode, useState } from 'react';
import type { Refusal } from '../../../api/client.ts';
import { useDraft } from '../../../drafts/drafts.ts';
import { Button } from '../../../parts/button.tsx';
import { Field } from '../../../parts/field.tsx';
import { goToFirstWrong } from '../../../parts/first-wrong.ts';
import { RefusalNotice } from '../../../parts/notice.tsx';
import { RetentionFields } from '../../../retention/retention-fields.tsx';
import { Row } from '../../../shell/sheet.tsx';
import { useWords } from '../../../texts/words.tsx';
import type { Beginning } from '../beginning.ts';
import { CHANGES, type Draft, draftOf, type Lacking, lacking, readDraft } from '../draft.ts';
import { AMENDMENTS, QUORUMS } from '../effect.ts';
import type { Decision } from '../standing.ts';
import { AgreementFields } from './agreement-fields.tsx';
import { LengthField } from './length-field.tsx';
import { Options } from './options.tsx';

/** What the form takes. */
interface FormParts {
  /** The last version, where a new one of it is written; null for a proposal. */
  readonly last: Decision | null;
  /** What a proposal begins with; nothing unless given. */
  readonly beginning?: Pick<Beginning, 'key' | 'draft'>;
  readonly isRunning: boolean;
  readonly refusal: Refusal | null;
  /** Resolves with whether it was done. */
  onSubmit(draft: Draft): Promise<boolean>;
  /** The way back. */
  readonly back: ReactNode;
}

/** Writing a proposal, or a new version of one: title, words, what it changes, and how long there is to respond. */
export function ProposalForm({ last, beginning, isRunning, refusal, onSubmit, back }: FormParts) {
  const say = useWords();
  const [kept, keep] = useDraft(last === null ? (beginning?.key ?? 'proposal') : `amend ${last.id} ${last.version}`);
  const draft = readDraft(kept, beginning?.draft ?? draftOf(last));
  const [isTried, setTried] = useState(false);
  const lacks = lacking(draft, new Date().toISOString().slice(0, 10));
  const set = (changed: Partial<Draft>): void => keep(JSON.stringify({ ...draft, ...changed }));
  const send = async (): Promise<void> => {
    if (await onSubmit(draft)) keep('');
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
        {draft.terms.ends.length === 0 && (
          <AgreementFields
            terms={draft.terms}
            set={(changed) => set({ terms: { ...draft.terms, ...changed } })}
            isDayWrong={isTried && lacks.includes('day')}
          />
        )}
        <ChangeFields draft={draft} set={set} lacks={isTried ? lacks : []} canKeep={draftOf(last).change === 'kept'} />
        <TimeFields draft={draft} set={set} lacks={isTried ? lacks : []} isAgain={last !== null} />
        {canConsent(last) && <OwnConsent draft={draft} set={set} isAgain={last !== null} />}
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

/** Whether whoever writes it can consent to it with it: other methods take other answers. @param last the last version; null: a proposal, by consent */
export function canConsent(last: Decision | null): boolean {
  return last === null || last.method.name === 'consent';
}

/** What a part of the form takes. */
interface PartOfForm {
  readonly draft: Draft;
  set(changed: Partial<Draft>): void;
  /** What is shown to be wrong. */
  readonly lacks: readonly Lacking[];
}

/** @param canKeep whether the last version changes something that cannot be chosen here */
function ChangeFields({ draft, set, lacks, canKeep }: PartOfForm & { readonly canKeep: boolean }) {
  const say = useWords();
  const known = CHANGES.map((value) => ({ value, label: say(`propose.effect.${value}`), means: say(`propose.effect.${value}-means`) }));
  const options = canKeep ? [{ value: 'kept' as const, label: say('propose.effect.kept') }, ...known] : known;
  return (
    <Options label={say('propose.effect')} options={options} chosen={draft.change} onChoose={(change) => set({ change })}>
      {draft.change === 'name' && (
        <Field
          label={say('propose.cell-name')}
          value={draft.name}
          onChange={(name) => set({ name })}
          wrong={lacks.includes('name') ? say('propose.cell-name-needed') : null}
        />
      )}
      {draft.change === 'quorum' && (
        <label className="field">
          <span className="label">{say('propose.quorum')}</span>
          <select className="input" value={draft.quorum} onChange={({ target }) => set({ quorum: target.value as Draft['quorum'] })}>
            {QUORUMS.map((part) => (
              <option key={part} value={part}>
                {say(`quorum.${part}`)}
              </option>
            ))}
          </select>
        </label>
      )}
      {draft.change === 'waysOutAfter' && (
        <label className="field">
          <span className="label">{say('propose.amendments')}</span>
          <select
            className="input"
            value={draft.waysOutAfter}
            onChange={({ target }) => set({ waysOutAfter: target.value as Draft['waysOutAfter'] })}
          >
            {AMENDMENTS.map((count) => (
              <option key={count} value={count}>
                {count}
              </option>
            ))}
          </select>
        </label>
      )}
      {draft.change === 'retention' && (
        <RetentionFields
          channel={draft.retention.channel}
          value={draft.retention.value}
          kept={draft.retention.kept}
          onChange={(retention) => set({ retention })}
        />
      )}
      {draft.change === 'respondWithin' && (
        <LengthField
          label={say('propose.respond')}
          length={draft.respond}
          onChange={(respond) => set({ respond })}
          wrong={lacks.includes('respond') ? say('propose.count-needed') : null}
        />
      )}
    </Options>
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
