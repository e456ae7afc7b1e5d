import { Marked } from '../../../parts/marked.tsx';
import { Origin } from '../../../parts/origin.tsx';
import { Part, Row } from '../../../shell/sheet.tsx';
import { useWords } from '../../../texts/words.tsx';
import { momentOf } from '../../../time/calendar-day.ts';
import { useMoments } from '../../../time/moment.ts';
import type { Agreement } from '../agreement.ts';

type Step = Agreement['history'][number];

/** How an agreement came about: each decision with what it changed in the words of the one before. */
export function History({ agreement: { history } }: { readonly agreement: Agreement }) {
  const say = useWords();
  return (
    <Part title={say('agreement.history')}>
      {history.map((step, at) => (
        <StepRow key={step.id} step={step} before={at === 0 ? null : (history[at - 1] ?? null)} />
      ))}
    </Part>
  );
}

function StepRow({ step, before }: { readonly step: Step; readonly before: Step | null }) {
  const say = useWords();
  const { date } = useMoments();
  const { id, kind, proposer, decided, heard, review, concerns } = step;
  return (
    <Row word={<time>{date(decided)}</time>} className="item history-step">
      <h3 className="kicker is-carried">{say(`agreement.step.${kind}`)}</h3>
      <StepWords step={step} before={before} />
      <p className="note">
        {say('agreement.step-by', { name: proposer })} {review !== null && say('agreement.step-review', { date: date(momentOf(review)) })}
      </p>
      {concerns.map(({ id: of, member, text }) => (
        <p key={of} className="note" dir="auto">
          {say('agreement.step-concern', { name: member, text })}
        </p>
      ))}
      <p>
        <Origin decision={{ id, time: decided, heard }} />
      </p>
    </Row>
  );
}

/** The words of a step: whole where it began or ended something, else what it changed. */
function StepWords({ step: { kind, title, text }, before }: { readonly step: Step; readonly before: Step | null }) {
  const say = useWords();
  if (kind === 'renewed') return <p className="soft small">{say('agreement.step-same')}</p>;
  const isChange = kind === 'changed' && before !== null;
  return (
    <div className="reading">
      <p dir="auto">
        <b>{isChange ? <Marked before={before.title} after={title} /> : title}</b>
      </p>
      {(text.trim() !== '' || (isChange && before.text.trim() !== '')) && (
        <p dir="auto">{isChange ? <Marked before={before.text} after={text} /> : text}</p>
      )}
    </div>
  );
}
