import { Shape } from '../../../parts/shape.tsx';
import { Part, Row } from '../../../shell/sheet.tsx';
import { useWords } from '../../../texts/words.tsx';
import { useMoments } from '../../../time/moment.ts';
import { type Saying, sayingsOf } from '../said.ts';
import type { Decision } from '../standing.ts';
import { Answers } from './answers.tsx';
import { By } from './by.tsx';

/** Objections, concerns and questions with their words, as they were said. What was said to former versions stays. */
export function WhatWasSaid({ decision }: { readonly decision: Decision }) {
  const say = useWords();
  const sayings = sayingsOf(decision);
  if (sayings.length === 0) return null;
  return (
    <Part title={say('said.title')}>
      {sayings.map((saying) =>
        saying.kind === 'question' ? (
          <Asked key={saying.question.id} decision={decision} question={saying.question} />
        ) : saying.kind === 'former' ? (
          <Former key={saying.said.id} saying={saying} decision={decision} />
        ) : (
          <Responded key={saying.said.id} said={saying.said} />
        ),
      )}
    </Part>
  );
}

function Responded({ said: { member, memberId, response, reason, time } }: { readonly said: Decision['responses'][number] }) {
  const say = useWords();
  const { when } = useMoments();
  return (
    <Row mark={<Shape of={response} />} word={say(`said.word.${response}`)} className="item">
      <div className="said-so">
        <By says={`said.by.${response}`} name={member} member={memberId} gaps={{ when: when(time) }} />
        <blockquote dir="auto">{reason}</blockquote>
      </div>
    </Row>
  );
}

function Asked({ decision, question }: { readonly decision: Decision; readonly question: Decision['questions'][number] }) {
  const say = useWords();
  const { when } = useMoments();
  const { member, memberId, text, time, answers } = question;
  return (
    <Row mark={<Shape of="question" />} word={say(answers.length > 0 ? 'said.word.answered' : 'said.word.question')} className="item">
      <div className="said-so">
        <By says="said.by.question" name={member} member={memberId} gaps={{ when: when(time) }} />
        <blockquote dir="auto">{text}</blockquote>
        <Answers decision={decision} question={question} />
      </div>
    </Row>
  );
}

/** An objection or a concern to a former version: its words stay, then what became of it. */
function Former({ saying, decision }: { readonly saying: Extract<Saying, { kind: 'former' }>; readonly decision: Decision }) {
  const say = useWords();
  const { when } = useMoments();
  const { said, version, amended, since } = saying;
  const isObjection = said.response === 'object';
  const isIntegrated = isObjection && since !== null && since.response !== 'object';
  const gaps = { version: String(version), into: String(decision.version) };
  const text = isIntegrated ? 'said.by.integrated' : isObjection ? 'said.by.former-object' : 'said.by.former-concern';
  return (
    <Row
      mark={<Shape of={isIntegrated ? 'integrated' : said.response} />}
      word={say(isIntegrated ? 'said.word.integrated' : `said.word.${said.response}`)}
      className="item"
    >
      <div className="said-so">
        <By says={text} name={said.member} member={said.memberId} gaps={gaps} />
        <blockquote dir="auto">{said.reason}</blockquote>
        <div className={`answer${isIntegrated ? ' is-integrated' : ''}`}>
          <By says="said.amended" name={decision.proposer} member={decision.proposerId} gaps={{ when: when(amended.time) }} />
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
          {isIntegrated && since !== null && since.reason !== '' && (
            <p className="written" dir="auto">
              {since.reason}
            </p>
          )}
        </div>
      </div>
    </Row>
  );
}
