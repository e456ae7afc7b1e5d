import type { Output } from '../api/client.ts';
import { useOperation } from '../api/operations.ts';
import { Icon } from '../icons/icon.tsx';
import { inWords } from '../names/in-words.ts';
import { NameHint } from '../names/name-hint.tsx';
import { shownAs } from '../names/shown.ts';
import { MiniRing } from '../parts/ring.tsx';
import { Shape } from '../parts/shape.tsx';
import { Sign } from '../parts/sign.tsx';
import { tellEffect } from '../practices/decisions/effect.ts';
import { seatsOf } from '../practices/decisions/seats.ts';
import { useMe } from '../practices/decisions/use-me.ts';
import { circleName, peopleInWords, useChannelNames } from '../practices/talk/circles/circle.ts';
import { Link } from '../route/link.tsx';
import { OwnWaitingItem } from '../safeguards/own-waiting.tsx';
import { Item } from '../shell/sheet.tsx';
import { beginningOf } from '../texts/beginning.ts';
import { useWords } from '../texts/words.tsx';
import { useMoments } from '../time/moment.ts';
import { AgreementWaiting } from './agreement-waiting.tsx';
import type { Waiting } from './waiting.ts';

type Decision = Output<'decisions'>[number];
type At<Kind extends Waiting['kind']> = Extract<Waiting, { readonly kind: Kind }>;

/** One thing that waits for the reader. @param isFirst its button is the one thing to do */
export function WaitingItem({ waiting, isFirst }: { readonly waiting: Waiting; readonly isFirst: boolean }) {
  switch (waiting.kind) {
    case 'call':
      return <Call waiting={waiting} isFirst={isFirst} />;
    case 'circle':
      return <Joining waiting={waiting} isFirst={isFirst} />;
    case 'question':
      return <Question waiting={waiting} isFirst={isFirst} />;
    case 'words':
    case 'backup':
      return <OwnWaitingItem waiting={waiting.kind} isFirst={isFirst} />;
    case 'agreement':
      return <AgreementWaiting agreement={waiting.agreement} isFirst={isFirst} />;
    case 'clash':
      return <Clashing waiting={waiting} isFirst={isFirst} />;
    case 'suspended':
      return <Suspended waiting={waiting} isFirst={isFirst} />;
    case 'about-you':
      return <AboutYou waiting={waiting} isFirst={isFirst} />;
    case 'help':
    case 'wish':
    case 'qualify':
      return <Asked waiting={waiting} isFirst={isFirst} />;
    case 'stuck':
      return <Stuck decision={waiting.decision} isFirst={isFirst} />;
    case 'objection':
    case 'review':
      return <Objection decision={waiting.decision} isReview={waiting.kind === 'review'} isFirst={isFirst} />;
    default:
      return <Turn decision={waiting.decision} kind={waiting.kind} isFirst={isFirst} />;
  }
}

/** A button that leads to where something can be done. */
function Do({ to, isFirst, children }: { readonly to: readonly string[]; readonly isFirst: boolean; readonly children: string }) {
  return (
    <Link className={`button ${isFirst ? 'button-main' : 'button-plain'}`} to={to}>
      {children}
    </Link>
  );
}

function Turn({
  decision,
  kind,
  isFirst,
}: {
  readonly decision: Decision;
  readonly kind: 'turn' | 'anew' | 'own' | 'door';
  readonly isFirst: boolean;
}) {
  const say = useWords();
  const { nearDay } = useMoments();
  const me = useMe();
  const people = useOperation('people', {});
  const { id, title, proposer, heard, deadline, version, objections } = decision;
  const isVote = decision.method.name !== 'consent';
  const comer = people.data?.find((person) => person.state === 'waiting' && person.decision === id);
  const applicant = comer?.again === null ? comer.id : undefined;
  const [now] = decision.round.next;
  const isOutOfTurn = kind === 'turn' && now !== undefined && now.memberId !== me?.id;
  const heardWords = {
    now: now?.member ?? '',
    proposer,
    count: heard.count,
    of: heard.of,
    version,
    objections: objections.length,
  };
  return (
    <Item
      mark={kind === 'door' ? <Shape of="door" /> : <MiniRing seats={seatsOf(decision, me)} />}
      word={say('today.until', { when: nearDay(deadline) })}
      kicker={
        comer !== undefined && comer.again !== null
          ? say('back.today-door', { name: shownAs(comer.name, say) })
          : say(isVote && kind === 'turn' ? 'today.vote' : isOutOfTurn ? 'today.awaited' : `today.${kind}`)
      }
      title={<Link to={['decisions', id]}>{shownAs(title, say)}</Link>}
      note={
        <>
          {say(
            isOutOfTurn ? 'today.awaited-note' : kind === 'turn' || (isVote && kind === 'own') ? 'today.heard' : `today.${kind}-note`,
            heardWords,
          )}
          <Hints of={[kind === 'door' ? applicant : decision.proposerId]} />
        </>
      }
      actions={
        <Do to={['decisions', id]} isFirst={isFirst}>
          {say(isVote ? 'today.do-vote' : 'today.respond')}
        </Do>
      }
    />
  );
}

/** Somebody is to join a circle of the reader's, who has yet to say whether they agree. */
function Joining({ waiting: { circle, joining }, isFirst }: { readonly waiting: At<'circle'>; readonly isFirst: boolean }) {
  const say = useWords();
  const me = useMe()?.id;
  const to = ['talk', circle.channel];
  return (
    <Item
      mark={<Shape of="question" />}
      kicker={say('circle.waits-note', { circle: circleName(circle, me, say) })}
      title={<Link to={to}>{say('circle.waits', { who: joining.name })}</Link>}
      note={
        <>
          {say('circle.asked', { who: joining.name, count: joining.agreed.length, names: peopleInWords(joining.agreed, me, say) })}
          <Hints of={[joining.id]} />
        </>
      }
      actions={
        <Do to={to} isFirst={isFirst}>
          {say('today.look')}
        </Do>
      }
    />
  );
}

/** The others are asked whether the reader stays a member, or whether somebody who says that they are the reader is. */
function AboutYou({ waiting: { decision }, isFirst }: { readonly waiting: At<'about-you'>; readonly isFirst: boolean }) {
  const say = useWords();
  const { nearDay } = useMoments();
  const to = ['decisions', decision.id];
  const isClaim = decision.effects.some(({ kind }) => kind === 'recover');
  return (
    <Item
      mark={<Sign of="heed" />}
      word={say('today.until', { when: nearDay(decision.deadline) })}
      tone={isClaim ? 'stop' : 'heed'}
      kicker={say(isClaim ? 'back.today' : 'today.about-you')}
      title={<Link to={to}>{shownAs(decision.title, say)}</Link>}
      note={
        <>
          {isClaim ? say('back.today-note') : say('today.about-you-note', { proposer: decision.proposer })}
          {!isClaim && <Hints of={[decision.proposerId]} />}
        </>
      }
      actions={
        <Do to={to} isFirst={isFirst}>
          {say('today.about-you-do')}
        </Do>
      }
    />
  );
}

/** Two decisions settled the same at once. */
function Clashing({ waiting: { clash }, isFirst }: { readonly waiting: At<'clash'>; readonly isFirst: boolean }) {
  const say = useWords();
  const { setting, holds } = clash;
  const to = ['decisions', 'clash', setting];
  return (
    <Item
      mark={<Sign of="heed" />}
      tone="heed"
      kicker={say('clash.kicker-today')}
      title={<Link to={to}>{say(`clash.setting.${setting}`)}</Link>}
      note={say('clash.note', { holds: tellEffect({ kind: 'agreement', setting, value: holds.value }, say) })}
      actions={
        <Do to={to} isFirst={isFirst}>
          {say('clash.settle')}
        </Do>
      }
    />
  );
}

/** A member's devices have revoked each other. */
function Suspended({ waiting: { person }, isFirst }: { readonly waiting: At<'suspended'>; readonly isFirst: boolean }) {
  const say = useWords();
  const to = ['people', person.id];
  return (
    <Item
      mark={<Sign of="heed" />}
      tone="heed"
      kicker={say('today.suspended')}
      title={
        <>
          <Link to={to}>{say('today.suspended-title', { name: person.name })}</Link> <NameHint member={person.id} />
        </>
      }
      note={say('today.suspended-note')}
      actions={
        <Do to={to} isFirst={isFirst}>
          {say('today.look')}
        </Do>
      }
    />
  );
}

/** A round that is stuck: nobody has asked for a way out of it yet. */
function Stuck({ decision, isFirst }: { readonly decision: Decision; readonly isFirst: boolean }) {
  const say = useWords();
  const { near } = useMoments();
  const to = ['decisions', decision.id];
  return (
    <Item
      mark={<Shape of="object" />}
      word={say('today.until', { when: near(decision.deadline) })}
      kicker={say('today.stuck')}
      title={<Link to={to}>{shownAs(decision.title, say)}</Link>}
      note={say('today.stuck-note', { count: decision.round.waysOut.amendments })}
      actions={
        <Do to={to} isFirst={isFirst}>
          {say('today.look')}
        </Do>
      }
    />
  );
}

/** Something that others ask of the reader where a round is stuck. */
function Asked({ waiting, isFirst }: { readonly waiting: At<'help' | 'wish' | 'qualify'>; readonly isFirst: boolean }) {
  const say = useWords();
  const { when } = useMoments();
  const { decision } = waiting;
  const asked = waiting.kind === 'qualify' ? waiting.qualifying.asked : waiting.way;
  const about = waiting.kind === 'qualify' ? waiting.qualifying.objection : waiting.way.id;
  const to = ['decisions', decision.id, about];
  return (
    <Item
      mark={<Shape of={waiting.kind === 'qualify' ? 'object' : 'door'} />}
      word={say('today.since', { when: when(asked.time) })}
      kicker={say(waiting.kind === 'qualify' ? 'today.qualify' : `today.${waiting.way.way}`, { name: asked.member })}
      title={<Link to={to}>{shownAs(decision.title, say)}</Link>}
      note={
        <>
          {say(`today.${waiting.kind}-note`)}
          <Hints of={[asked.memberId]} />
        </>
      }
      actions={
        <Do to={to} isFirst={isFirst}>
          {say('today.look')}
        </Do>
      }
    />
  );
}

function Question({ waiting: { decision, question }, isFirst }: { readonly waiting: At<'question'>; readonly isFirst: boolean }) {
  const say = useWords();
  const { when } = useMoments();
  const to = ['decisions', decision.id, question.id];
  return (
    <Item
      mark={<Shape of="question" />}
      word={say('today.since', { when: when(question.time) })}
      kicker={say('today.question', { name: question.member })}
      title={<Link to={to}>{say('today.quoted', { text: beginningOf(question.text) })}</Link>}
      note={
        <>
          {say('today.question-on', { title: shownAs(decision.title, say) })}
          <Hints of={[question.memberId]} />
        </>
      }
      actions={
        <Do to={to} isFirst={isFirst}>
          {say('today.answer')}
        </Do>
      }
    />
  );
}

function Objection({
  decision,
  isReview,
  isFirst,
}: {
  readonly decision: Decision;
  readonly isReview: boolean;
  readonly isFirst: boolean;
}) {
  const say = useWords();
  const { when } = useMoments();
  const { id, title, objections, review, opened } = decision;
  const said = isReview ? review : objections;
  const names = [...new Set(said.map(({ member }) => member))];
  const text = isReview ? 'today.objects' : 'today.objection-note';
  const to = ['decisions', id, ...said.slice(0, 1).map((one) => one.id)];
  return (
    <Item
      mark={<Shape of={isReview ? 'day' : 'object'} />}
      word={say('today.since', { when: when(said[0]?.time ?? opened) })}
      kicker={say(isReview ? 'today.review' : 'today.objection')}
      tone={isReview ? 'heed' : 'stop'}
      title={<Link to={to}>{shownAs(title, say)}</Link>}
      note={
        <>
          {say(text, { names: inWords(names), count: names.length })}
          <Hints of={said.map(({ memberId }) => memberId)} />
        </>
      }
      actions={
        <Do to={to} isFirst={isFirst}>
          {say('today.look')}
        </Do>
      }
    />
  );
}

function Call({ waiting: { message }, isFirst }: { readonly waiting: At<'call'>; readonly isFirst: boolean }) {
  const say = useWords();
  const { when } = useMoments();
  const { author, channel, text, time, reply } = message;
  const to = ['talk', channel, message.id];
  return (
    <Item
      mark={<SaidMark />}
      word={say('today.since', { when: when(time) })}
      kicker={say(reply === null ? 'today.named' : 'today.replied', { name: author })}
      title={
        <Link className="clipped" to={to}>
          {say('today.quoted', { text: beginningOf(text) })}
        </Link>
      }
      note={
        <>
          <ChannelName of={channel} />
          <Hints of={[message.member]} />
        </>
      }
      actions={
        <Do to={to} isFirst={isFirst}>
          {say('today.read')}
        </Do>
      }
    />
  );
}

/** Hints at the names of those who stand in an item, where these may deceive. */
function Hints({ of }: { readonly of: readonly (string | undefined)[] }) {
  return [...new Set(of)].map((member) => (member === undefined ? null : <NameHint key={member} member={member} />));
}

/** The sign of something that was said to the reader. */
function SaidMark() {
  return (
    <span className="shape-question">
      <Icon of="message-square" />
    </span>
  );
}

/** Where something was said. */
function ChannelName({ of }: { readonly of: string }) {
  const say = useWords();
  const nameOf = useChannelNames();
  return say('today.said-in', { channel: nameOf(of), everyone: String(of === 'everyone') });
}
