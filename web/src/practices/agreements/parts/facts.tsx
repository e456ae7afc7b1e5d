import { inWords } from '../../../names/in-words.ts';
import { NameHint } from '../../../names/name-hint.tsx';
import { Origin } from '../../../parts/origin.tsx';
import { useCell } from '../../../route/cell.ts';
import { Link } from '../../../route/link.tsx';
import { useWords } from '../../../texts/words.tsx';
import { momentOf } from '../../../time/calendar-day.ts';
import { useMoments, useNow } from '../../../time/moment.ts';
import { tellEffects } from '../../decisions/effect.ts';
import { type Agreement, isOver } from '../agreement.ts';

/** Who looks after an agreement, when we look again, what it changed, and what it rests on. */
export function Facts({ agreement }: { readonly agreement: Agreement }) {
  const say = useWords();
  const { date, day, time } = useMoments();
  const cell = useCell();
  const now = new Date(useNow()).toISOString();
  const { id, owner, review, afterwards, subject, effects, attested, decided, heard, hash } = agreement;
  return (
    <section className="fact-part">
      <dl className="facts">
        {!isOver(agreement) && (
          <>
            <dt>{say('agreement.owner')}</dt>
            <dd>
              {owner === null ? (
                say('agreement.nobody')
              ) : (
                <>
                  <Link to={['people', owner.memberId]} dir="auto">
                    {owner.member}
                  </Link>{' '}
                  <NameHint member={owner.memberId} />
                </>
              )}
            </dd>
            <dt>{say('agreement.review')}</dt>
            <dd>
              {review === null
                ? say('agreement.no-review')
                : say(afterwards === 'lapse' ? 'agreement.review-lapse' : 'agreement.review-stay', { date: date(momentOf(review)) })}
            </dd>
          </>
        )}
        {subject !== '' && (
          <>
            <dt>{say('agreement.subject')}</dt>
            <dd dir="auto">{subject}</dd>
          </>
        )}
        <dt>{say('agreement.changes')}</dt>
        <dd>
          {effects.length === 0 ? say('agreement.changes-nothing') : tellEffects(effects, say)}
          {effects.length > 0 && isOver(agreement) && ` ${say('agreement.changes-stay')}`}
        </dd>
        <dt>{say('agreement.rests')}</dt>
        <dd>
          {attested === null
            ? say('agreement.counted')
            : say('agreement.attested', { names: inWords([...new Set(attested.map(({ member }) => member))]) })}{' '}
          <Origin decision={{ id, time: decided, heard }} />
        </dd>
      </dl>
      <p className="on-paper">{say('decision.printed', { cell: cell.name, when: `${day(now)}, ${time(now)}` })}</p>
      <p className="on-paper">{say('agreement.fingerprint', { hash })}</p>
    </section>
  );
}
