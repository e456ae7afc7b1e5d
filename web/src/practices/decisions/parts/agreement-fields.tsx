import { useOperation } from '../../../api/operations.ts';
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
          <label className="field">
            <span className="label">{say('propose.review')}</span>
            <select
              className="input"
              value={review}
              onChange={({ target }) =>
                set({ review: target.value as TermsDraft['review'], ...(target.value === 'none' && { afterwards: 'stay' }) })
              }
            >
              {REVIEWS.map((one) => (
                <option key={one} value={one}>
                  {say(`propose.review.${one}`)}
                </option>
              ))}
            </select>
          </label>
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
  return (
    <label className="field">
      <span className="label">{say('propose.owner')}</span>
      <select className="input" value={owner} onChange={({ target }) => set({ owner: target.value })}>
        <option value="">{say('propose.owner.nobody')}</option>
        {members.map(({ id, name, you }) => (
          <option key={id} value={id}>
            {you ? say('propose.owner.you', { name }) : name}
          </option>
        ))}
      </select>
    </label>
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
