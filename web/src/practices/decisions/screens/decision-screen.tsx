import { useEffect, useRef } from 'react';
import { useOperation } from '../../../api/operations.ts';
import { ClashOfDecision } from '../../../clashes/clash-of-decision.tsx';
import { Claim } from '../../../coming-back/claim.tsx';
import { NameHint } from '../../../names/name-hint.tsx';
import { shownAs } from '../../../names/shown.ts';
import { LookingOn } from '../../../parting/looking-on.tsx';
import { WouldCount } from '../../../parting/would-count.tsx';
import { RefusalNotice } from '../../../parts/notice.tsx';
import { Fetching } from '../../../parts/progress.tsx';
import { announce } from '../../../shell/announcer.tsx';
import { Row, Sheet } from '../../../shell/sheet.tsx';
import { useWords } from '../../../texts/words.tsx';
import { useMoments } from '../../../time/moment.ts';
import { AboutSomebody } from '../parts/about-somebody.tsx';
import { Applicant } from '../parts/applicant.tsx';
import { Facts } from '../parts/facts.tsx';
import { Outcome } from '../parts/outcome.tsx';
import { OwnProposal } from '../parts/own-proposal.tsx';
import { Path } from '../parts/path.tsx';
import { ProposedWords, type Reading } from '../parts/proposed-words.tsx';
import { Reactions } from '../parts/reactions.tsx';
import { Round } from '../parts/round.tsx';
import { UnderReview } from '../parts/under-review.tsx';
import { Votes } from '../parts/votes.tsx';
import { WaysOut } from '../parts/ways-out.tsx';
import { WhatWasSaid } from '../parts/what-was-said.tsx';
import { YourResponse } from '../parts/your-response.tsx';
import type { Decision } from '../standing.ts';
import { turnInWords } from '../turn.ts';
import { useDesk } from '../use-desk.ts';
import { useMe } from '../use-me.ts';
import { AmendingScreen } from './proposing-screen.tsx';

/** One decision. @param how `amend`: a new version is written; a number: that version is read; an id: the reader is led to what was said so; else what changed last */
export function DecisionScreen({ id, how }: { readonly id: string; readonly how: string | undefined }) {
  const say = useWords();
  const { data, error } = useOperation('decision', { id });
  // While it is fetched, what was shown before may be another one.
  const decision = data?.id.startsWith(id) === true ? data : undefined;
  if (decision === undefined && error !== null) {
    return (
      <Sheet title={say('decisions.title')}>
        <Row>
          <RefusalNotice refusal={error} />
        </Row>
      </Sheet>
    );
  }
  if (decision === undefined) return <Fetching>{say('shell.fetching')}</Fetching>;
  if (how === 'amend') return <AmendingScreen decision={decision} />;
  const number = Number(how);
  const isVersion = number >= 1 && number <= decision.versions.length;
  return <OneDecision decision={decision} reading={isVersion ? number : 'changes'} sought={isVersion ? null : (how ?? null)} />;
}

interface DecisionParts {
  readonly decision: Decision;
  readonly reading: Reading;
  /** Id of what was said to which the reader is led; null: nothing. */
  readonly sought: string | null;
}

function OneDecision({ decision, reading, sought }: DecisionParts) {
  const say = useWords();
  const { date } = useMoments();
  const isDesk = useDesk();
  useNews(decision);
  const { title, proposer, proposerId, opened } = decision;
  const isByConsent = decision.method.name === 'consent';
  const margin = (
    <>
      {say('decision.proposed-by', { proposer })} <NameHint member={proposerId} />
      <br />
      {date(opened)}
    </>
  );
  const lede = (
    <>
      <p className="small soft without-margin">
        {say('decision.proposed-by-on', { proposer, date: date(opened) })} <NameHint member={proposerId} />
      </p>
      <Path decision={decision} />
    </>
  );
  const facts = <Facts decision={decision} reading={reading === 'changes' ? decision.version : reading} />;
  const beside = (
    <>
      {isByConsent && <Round decision={decision} />}
      {facts}
    </>
  );
  return (
    <Sheet title={shownAs(title, say)} margin={margin} lede={lede} {...(isDesk ? { aside: beside } : {})}>
      <Outcome decision={decision} />
      <ClashOfDecision id={decision.id} />
      <Applicant decision={decision} />
      <AboutSomebody decision={decision} />
      <Claim decision={decision} />
      <ProposedWords decision={decision} reading={reading} />
      <WouldCount effects={decision.effects} />
      <UnderReview decision={decision} />
      {isByConsent && <Reactions decision={decision} />}
      {!isDesk && isByConsent && (
        <Row className="in-between">
          <Round decision={decision} />
        </Row>
      )}
      <LookingOn />
      {isByConsent ? <YourResponse decision={decision} /> : <Votes decision={decision} />}
      {!isDesk && <Row className="in-between">{facts}</Row>}
      <WhatWasSaid decision={decision} sought={sought} />
      <WaysOut decision={decision} />
      <OwnProposal decision={decision} />
    </Sheet>
  );
}

/** Tells whoever listens what others say while the page is open, and whose turn it is. */
function useNews(decision: Decision): void {
  const { id, state, heard, responses, proposerId, round } = decision;
  const { count, of } = heard;
  const say = useWords();
  const me = useMe();
  const next = round.next[0]?.memberId ?? null;
  const { now } = turnInWords(decision, me?.id, say);
  // What the reader did themselves was told when they did it.
  const others = responses.filter(({ memberId }) => memberId !== me?.id).length;
  const isOwnEnd = state === 'withdrawn' && proposerId === me?.id;
  const known = useRef({ id, state, others, next });
  useEffect(() => {
    const before = known.current;
    known.current = { id, state, others, next };
    if (before.id !== id || isOwnEnd) return;
    if (before.state !== state && state !== 'open') announce(say('decision.state-now', { state: say(`decisions.standing.${state}`) }));
    else if (others > before.others) announce(`${say('decision.heard-now', { count, of })} ${now}`.trim());
    else if (next !== null && before.next !== next) announce(now);
  }, [id, state, others, isOwnEnd, count, of, next, now, say]);
}
