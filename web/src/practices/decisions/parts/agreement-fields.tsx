import { useOperation } from '../../../api/operations.ts';
import { Chooser } from '../../../parts/chooser.tsx';
import { Field } from '../../../parts/field.tsx';
import { useWords } from '../../../texts/words.tsx';
import { AFTERWARDS, REVIEWS, type TermsDraft } from '../terms-draft.ts';
import { Options } from './options.tsx';

/** What the fields take. */
interface AgreementParts {
  readonly terms: TermsDraft;
  set(changed: Partial<TermsDraft>): void;
  /** Whether the day that is needed is not there. */
  readonly isDayWrong: boolean;
}

/** Whether a proposal becomes an agreement; and then who looks after it, when the group looks again, and what comes afterwards. */
export function AgreementFields({ terms, set, isDayWrong }: AgreementParts) {
  const say = useWords();
  const { isAgreement, subject, review, day, afterwards } = terms;
  return (
    <div className="agreement-fields">
      <label className="option">
        <input type="checkbox" checked={isAgreement} onChange={({ target }) => set({ isAgreement: target.checked })} />
        <span>
          <b>{say('propose.agreement')}</b> <span className="soft">{say('propose.agreement-means')}</span>
        </span>
      </label>
      {isAgreement && (
        <div className="agreement-terms">
          <Field
            label={say('propose.subject')}
            hint={say('propose.subject-hint')}
            value={subject}
            onChange={(words) => set({ subject: words })}
            autoComplete="off"
          />
          <OwnerField terms={terms} set={set} />
          <Chooser
            label={say('propose.review')}
            value={review}
            values={REVIEWS}
            words={(one) => say(`propose.review.${one}`)}
            onChoose={(one) => set({ review: one, ...(one === 'none' && { afterwards: 'stay' }) })}
          />
          {review === 'day' && <DayField day={day} onChange={(chosen) => set({ day: chosen })} isWrong={isDayWrong} />}
          {review !== 'none' && (
            <Options
              label={say('propose.afterwards')}
              options={AFTERWARDS.map((value) => ({
                value,
                label: say(`propose.afterwards.${value}`),
                means: say(`propose.afterwards.${value}-means`),
              }))}
              chosen={afterwards}
              onChoose={(chosen) => set({ afterwards: chosen })}
            />
          )}
        </div>
      )}
    </div>
  );
}

/** Who looks after it: one of us, or nobody. */
function OwnerField({ terms: { owner }, set }: Pick<AgreementParts, 'terms' | 'set'>) {
  const say = useWords();
  const people = useOperation('people', {});
  const members = (people.data ?? []).filter(({ state }) => state === 'member');
  const wordsOf = (owner: string): string => {
    const { name = '', you = false } = members.find(({ id }) => id === owner) ?? {};
    if (owner === '') return say('propose.owner.nobody');
    return you ? say('propose.owner.you', { name }) : name;
  };
  return (
    <Chooser
      label={say('propose.owner')}
      value={owner}
      values={['', ...members.map(({ id }) => id)]}
      words={wordsOf}
      onChoose={(chosen) => set({ owner: chosen })}
    />
  );
}

/** A day of the calendar. */
function DayField({ day, onChange, isWrong }: { readonly day: string; onChange(day: string): void; readonly isWrong: boolean }) {
  const say = useWords();
  return (
    <label className={`field${isWrong ? ' is-wrong' : ''}`}>
      <span className="label">{say('propose.day')}</span>
      <input className="input" type="date" value={day} aria-invalid={isWrong} onChange={({ target }) => onChange(target.value)} />
      {isWrong && <span className="wrong">{say('propose.day-needed')}</span>}
    </label>
  );
}
