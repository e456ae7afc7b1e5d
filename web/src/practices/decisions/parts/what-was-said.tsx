import { type ReactNode, useEffect, useRef } from 'react';
import { Shape } from '../../../parts/shape.tsx';
import { Link } from '../../../route/link.tsx';
import { Part, Row } from '../../../shell/sheet.tsx';
import { useWords } from '../../../texts/words.tsx';
import { useMoments } from '../../../time/moment.ts';
import { isResolving, type Saying, sayingsOf } from '../said.ts';
import { canBeChanged, type Decision } from '../standing.ts';
import { useMe } from '../use-me.ts';
import { Answers } from './answers.tsx';
import { AskedWayOut } from './asked-way-out.tsx';
import { By } from './by.tsx';
import { Qualifying } from './qualifying.tsx';

/**
 * Objections, concerns and questions with their words, as they were said. What was said to former versions stays.
 * @param sought id of that to which the reader is led; null: nothing
 */
export function WhatWasSaid({ decision, sought }: { readonly decision: Decision; readonly sought: string | null }) {
  const say = useWords();
  const sayings = sayingsOf(decision);
  if (sayings.length === 0) return null;
  return (
    <Part title={say('said.title')}>
      {sayings.map((saying) =>
        saying.kind === 'question' ? (
          <Asked key={saying.question.id} isSought={saying.question.id === sought} decision={decision} question={saying.question} />
        ) : saying.kind === 'former' ? (
          <Former key={saying.said.id} isSought={saying.said.id === sought} saying={saying} decision={decision} />
        ) : saying.kind === 'way' ? (
          <Row key={saying.way.id} mark={<Shape of="door" />} word={say('said.word.way')} className="item">
            <SaidSo isSought={saying.way.id === sought}>
              <AskedWayOut decision={decision} way={saying.way} />
            </SaidSo>
          </Row>
        ) : (
          <Responded key={saying.said.id} isSought={saying.said.id === sought} said={saying.said} decision={decision} />
        ),
      )}
    </Part>
  );
}

/** The words of somebody. @param isSought whether the reader is led here: then they begin to read here, or to answer */
function SaidSo({ isSought, children }: { readonly isSought: boolean; readonly children: ReactNode }) {
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (!isSought) return;
    // After the sheet has gone to its top, as it does when one comes to a screen.
    const frame = requestAnimationFrame(() => {
      place.current?.scrollIntoView({ block: 'center' });
      (place.current?.querySelector('textarea') ?? place.current)?.focus({ preventScroll: true });
    });
    return () => cancelAnimationFrame(frame);
  }, [isSought]);
  return (
    <div ref={place} className={`said-so${isSought ? ' is-sought' : ''}`} tabIndex={isSought ? -1 : undefined}>
      {children}
    </div>
  );
}

interface RespondedParts {
  readonly isSought: boolean;
  readonly said: Decision['responses'][number];
  readonly decision: Decision;
}

/** A response with its words. Whoever is objected to finds there the way to other words. */
function Responded({ said: { id, member, memberId, response, reason, time }, decision, isSought }: RespondedParts) {
  const say = useWords();
  const { when } = useMoments();
  const me = useMe();
  const isToMend = response === 'object' && memberId !== me?.id && decision.proposerId === me?.id && canBeChanged(decision);
  const isAdmission = decision.effects.some(({ kind }) => kind === 'admit');
  return (
    <Row mark={<Shape of={response} />} word={say(`said.word.${response}`)} className="item">
      <SaidSo isSought={isSought}>
        <By says={`said.by.${response}`} name={member} member={memberId} gaps={{ when: when(time) }} />
        <blockquote dir="auto">{reason}</blockquote>
        {response === 'object' && <Qualifying decision={decision} objection={id} objector={member} objectorId={memberId} isOver={false} />}
        {isToMend && !isAdmission && (
          <div className="actions">
            <Link className="button button-plain" to={['decisions', decision.id, 'amend']}>
              {say('said.mend')}
            </Link>
          </div>
        )}
      </SaidSo>
    </Row>
  );
}

interface AskedParts {
  readonly decision: Decision;
  readonly question: Decision['questions'][number];
  readonly isSought: boolean;
}

function Asked({ decision, question, isSought }: AskedParts) {
  const say = useWords();
  const { when } = useMoments();
  const { member, memberId, text, time, answers } = question;
  return (
    <Row mark={<Shape of="question" />} word={say(answers.length > 0 ? 'said.word.answered' : 'said.word.question')} className="item">
      <SaidSo isSought={isSought}>
        <By says="said.by.question" name={member} member={memberId} gaps={{ when: when(time) }} />
        <blockquote dir="auto">{text}</blockquote>
        <Answers decision={decision} question={question} />
      </SaidSo>
    </Row>
  );
}

interface FormerParts {
  readonly saying: Extract<Saying, { kind: 'former' }>;
  readonly decision: Decision;
  readonly isSought: boolean;
}

/** An objection or a concern to a former version: its words stay, then what became of it. */
function Former({ saying, decision, isSought }: FormerParts) {
  const say = useWords();
  const { when } = useMoments();
  const { said, version, amended, why, since, into } = saying;
  const isObjection = said.response === 'object';
  const isIntegrated = isObjection && since !== null && since.response !== 'object';
  const gaps = { version: String(version), into: String(into) };
  const text = isIntegrated ? 'said.by.integrated' : isObjection ? 'said.by.former-object' : 'said.by.former-concern';
  return (
    <Row
      mark={<Shape of={isIntegrated ? 'integrated' : said.response} />}
      word={say(isIntegrated ? 'said.word.integrated' : `said.word.${said.response}`)}
      className="item"
    >
      <SaidSo isSought={isSought}>
        <By says={text} name={said.member} member={said.memberId} gaps={gaps} />
        <blockquote dir="auto">{said.reason}</blockquote>
        {isObjection && (
          <Qualifying decision={decision} objection={said.id} objector={said.member} objectorId={said.memberId} isOver={since !== null} />
        )}
        <div className={`answer${isIntegrated ? ' is-integrated' : ''}`}>
          <By says="said.amended" name={decision.proposer} member={decision.proposerId} gaps={{ when: when(amended.time) }} />
          {why !== null && (
            <p className="written" dir="auto">
              {why.reason}
            </p>
          )}
          {since === null ? (
            <By says="said.not-since" name={said.member} member={said.memberId} />
          ) : (
            <By
              says={isIntegrated ? 'said.resolved' : 'said.still-objects'}
              name={said.member}
              member={said.memberId}
              gaps={{ when: when(since.time), response: say(`response.${since.response}`) }}
            />
          )}
          {isResolving(since) && since !== null && since.reason !== '' && (
            <p className="written" dir="auto">
              {since.reason}
            </p>
          )}
        </div>
      </SaidSo>
    </Row>
  );
}
