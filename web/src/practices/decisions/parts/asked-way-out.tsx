import { useChange } from '../../../api/operations.ts';
import { useDraft } from '../../../drafts/drafts.ts';
import { inWords } from '../../../names/in-words.ts';
import { Button } from '../../../parts/button.tsx';
import { RefusalNotice } from '../../../parts/notice.tsx';
import { useCell } from '../../../route/cell.ts';
import { go } from '../../../route/route.ts';
import { announce } from '../../../shell/announcer.tsx';
import { useWords } from '../../../texts/words.tsx';
import { useMoments } from '../../../time/moment.ts';
import { type Draft, draftOf } from '../draft.ts';
import { BY_CONSENT } from '../methods/method-draft.ts';
import type { Decision } from '../standing.ts';
import { useGoingOn } from '../use-going-on.ts';
import { useMe } from '../use-me.ts';
import { By } from './by.tsx';

/** A way out that somebody asked for. */
export type AskedWay = Decision['round']['waysOut']['asked'][number];

/** A way out that somebody asked for: its words, who will take part, and what is left to do for whoever is asked, or proposed it. */
export function AskedWayOut({ decision, way }: { readonly decision: Decision; readonly way: AskedWay }) {
  const say = useWords();
  const me = useMe();
  const { date, when } = useMoments();
  const [place, goOn] = useGoingOn();
  const gaps = {
    when: when(way.time),
    names: inWords(way.who.map(({ member }) => member)),
    until: way.until === null ? '' : date(way.until),
    method: way.method === null ? '' : say(`method.${way.method}`),
  };
  const isAsked = way.isOpen && way.who.some(({ memberId, will }) => memberId === me?.id && will === null);
  const isYoursToWrite = way.isOpen && decision.proposerId === me?.id;
  return (
    <div ref={place} tabIndex={-1}>
      <By says={`way.by-${way.way}`} name={way.member} member={way.memberId} gaps={gaps} />
      {way.options.length > 0 && (
        <ol className="way-options">
          {way.options.map((option) => (
            <li key={option} className="written" dir="auto">
              {option}
            </li>
          ))}
        </ol>
      )}
      {way.text !== '' && <blockquote dir="auto">{way.text}</blockquote>}
      {way.who.map(({ member, memberId, will, text }) =>
        will === null ? null : (
          <div key={memberId} className="answer">
            <By says={will ? 'way.will' : 'way.will-not'} name={member} member={memberId} />
            {text !== '' && (
              <p className="written" dir="auto">
                {text}
              </p>
            )}
          </div>
        ),
      )}
      {isAsked && <Taking way={way} onDone={goOn} />}
      {isYoursToWrite && way.way === 'trial' && way.until !== null && <WriteAsTrial decision={decision} until={way.until} />}
      {isYoursToWrite && way.way === 'another-method' && way.method !== null && (
        <PutByMethod decision={decision} method={way.method} options={way.options} />
      )}
    </div>
  );
}

/** Whether the reader takes part. */
function Taking({ way: { id }, onDone }: { readonly way: AskedWay; onDone(): void }) {
  const say = useWords();
  const take = useChange('take-part');
  const answer = async (will: 'yes' | 'no'): Promise<void> => {
    if ((await take.run({ id, will })) === null) return;
    announce(say('way.answered'));
    onDone();
  };
  return (
    <div className="actions">
      <Button onClick={() => void answer('yes')} working={take.isRunning ? say('answer.doing') : null}>
        {say('way.yes')}
      </Button>
      <Button kind="quiet" onClick={() => void answer('no')}>
        {say('way.no')}
      </Button>
      <RefusalNotice refusal={take.refusal} />
    </div>
  );
}

/** Leads to the form of a new version, with the words of a trial in it. */
function WriteAsTrial({ decision, until }: { readonly decision: Decision; readonly until: string }) {
  const say = useWords();
  const write = useNewVersion(decision);
  const asTrial = (draft: Draft): Draft => {
    // Its day stands in its terms alone: renewed, it has another.
    const trial = say('way.trial-words');
    const text = draft.text.trim() === '' ? trial : `${draft.text.trimEnd()}\n\n${trial}`;
    // An agreement that lapses is what ends by itself on a day.
    const terms = { ...draft.terms, isAgreement: true, review: 'day', day: until.slice(0, 10), afterwards: 'lapse' } as const;
    return { ...draft, text, terms };
  };
  return (
    <div className="actions">
      <Button onClick={() => write(asTrial)}>{say('way.write-trial')}</Button>
    </div>
  );
}

/** Leads to the form of a new version, to be decided by another method. */
function PutByMethod({
  decision,
  method,
  options,
}: {
  readonly decision: Decision;
  readonly method: NonNullable<AskedWay['method']>;
  readonly options: readonly string[];
}) {
  const say = useWords();
  const write = useNewVersion(decision);
  const has = options.length > 0 ? { options, isFromList: true } : {};
  const by = { ...BY_CONSENT, name: method, ...has };
  return (
    <div className="actions">
      <Button onClick={() => write((draft) => ({ ...draft, method: by }))}>{say('way.put-by', { method: say(`method.${method}`) })}</Button>
    </div>
  );
}

/** Goes to the form of a new version, which begins with the last one and what is changed in it. */
function useNewVersion(decision: Decision): (change: (last: Draft) => Draft) => void {
  const cell = useCell();
  const [, keep] = useDraft(`amend ${decision.id} ${decision.version}`);
  return (change) => {
    keep(JSON.stringify(change(draftOf(decision))));
    go({ cell: cell.id, steps: ['decisions', decision.id, 'amend'] });
  };
}
