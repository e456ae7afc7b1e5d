import type { Id } from '../../../bytes/id.ts';
import { LIMITS } from '../../../bytes/limits.ts';
import { assert } from '../../../bytes/verdict.ts';
import { dayOf, isoDay } from '../../../cell/day.ts';
import { standingAnswer, type Version } from '../../../cell/decision.ts';
import { voicesAgreed } from '../../../cell/delegation.ts';
import type { GivenVoice, VoiceMoment } from '../../../cell/delegations.ts';
import { agreementsOf } from '../../agreements-of.ts';
import type { Desk } from '../../command.ts';

/** Of so many subjects voices are listed, those of this device's person first: nobody hides what others have given by giving theirs for thousands. */
const LISTED_SUBJECTS = 64;

/** Whose voice is with whom. */
interface VoiceFacts {
  /** Entry by which it was given. */
  readonly id: Id;
  /** Whose voice it is, and who speaks. */
  readonly member: string;
  readonly memberId: Id;
  readonly to: string;
  readonly toId: Id;
  /** What about; empty: all that is counted. */
  readonly subject: string;
  /** The last day: `2027-05-21`. */
  readonly until: string;
}

/** A voice that is given in one vote. */
export interface VoteVoiceView extends VoiceFacts {
  /**
   * `counts` with the vote of whom it was given to; `waits`: they have not voted; `own`: its owner has voted; `beyond`: they speak for as many others as is agreed,
   * who come first; `rests`: one of both has no voice here.
   */
  readonly state: 'counts' | 'waits' | 'own' | 'beyond' | 'rests';
}

/** A voice that is given, as it stands now. */
export interface GivenVoiceView extends VoiceFacts {
  /** `beyond`, `rests`: as in a vote; `off`: the cell has agreed that nobody speaks for others any more. */
  readonly state: 'stands' | 'beyond' | 'rests' | 'off';
  /** To whom those who speak have given their own voice in the same matter: it goes no further, so only their own vote counts. Null: to nobody. */
  readonly passedBy: { readonly member: string; readonly memberId: Id } | null;
}

/** Who has whose voice in a cell. */
export interface VoicesView {
  /** For how many others one person can speak; 0 where the cell has not agreed to it. */
  readonly most: number;
  /** Id of the decision by which it is so; null: it holds since the founding. */
  readonly decision: Id | null;
  /** In the order in which they were given. */
  readonly given: readonly GivenVoiceView[];
  /** Subjects that voices can be given for: those of the agreements, sorted. */
  readonly subjects: readonly string[];
}

/** Voices that were taken back. */
export interface TakenBack {
  readonly taken: readonly { readonly to: string; readonly toId: Id; readonly subject: string }[];
}

/** The voices given in a version, in the order in which they were given. @param asked members who have a vote */
export function viewVoices(desk: Desk, version: Version, asked: readonly Id[]): VoteVoiceView[] {
  if (version.mostVoices === 0) return [];
  const stateOf = ({ given: { member, to }, rests, isBeyond }: GivenVoice): VoteVoiceView['state'] => {
    if (standingAnswer(version, member, null) !== undefined) return 'own';
    if (rests || isBeyond) return rests ? 'rests' : 'beyond';
    return standingAnswer(version, to, null) === undefined ? 'waits' : 'counts';
  };
  return [...version.voicesGiven(asked).values()].map((voice) => ({ ...factsOf(desk, voice.given), state: stateOf(voice) }));
}

/** All voices that are given now, by this device's calendar. */
export function viewGivenVoices(desk: Desk): VoicesView {
  const { delegations, decisions } = desk.cell;
  const { value, version } = desk.cell.setting('delegation');
  const own = delegations.subjectsOf(desk.me.member);
  const all = new Set([
    '',
    ...own,
    ...membersOf(desk)
      .flatMap((member) => delegations.subjectsOf(member))
      .sort(),
  ]);
  return {
    most: voicesAgreed(value),
    decision: version === null ? null : (decisions.versions.get(version)?.proposal ?? null),
    given: [...all].slice(0, LISTED_SUBJECTS).flatMap((subject) => viewGivenFor(desk, subject)),
    subjects: subjectsOf(desk),
  };
}

/** The voices that are given now for one subject, in the order in which they were given. */
export function viewGivenFor(desk: Desk, subject: string): GivenVoiceView[] {
  const most = voicesAgreed(desk.cell.setting('delegation').value);
  const voices = desk.cell.delegations.voicesAt({ ...presentOf(desk), subject, most }, membersOf(desk));
  return [...voices.values()]
    .filter(({ given }) => given.subject === subject)
    .map(({ given, rests, isBeyond }) => {
      const next = voices.get(given.to)?.given.to;
      return {
        ...factsOf(desk, given),
        state: most === 0 ? 'off' : rests ? 'rests' : isBeyond ? 'beyond' : 'stands',
        passedBy: next === undefined ? null : { member: desk.nameOf(next), memberId: next },
      };
    });
}

function membersOf({ cell: { charter } }: Desk): Id[] {
  assert(charter !== null, 'commands to be run once the genesis is here');
  return [...charter.members.keys()];
}

/** All that is known, on this day: the moment at which voices are looked up where there is no vote. */
export function presentOf({ now }: Desk): Omit<VoiceMoment, 'subject' | 'most'> {
  return { end: LIMITS.time, day: dayOf(now), version: null };
}

/** The subjects of agreements, sorted. */
export function subjectsOf(desk: Desk): string[] {
  const subjects = [...agreementsOf(desk).values()].map(({ terms }) => terms.subject);
  return [...new Set(subjects)].filter((subject) => subject.trim() !== '').sort();
}

function factsOf(desk: Desk, { entry, member, to, subject, until }: GivenVoice['given']): VoiceFacts {
  return {
    id: entry.id,
    member: desk.nameOf(member),
    memberId: member,
    to: desk.nameOf(to),
    toId: to,
    subject,
    until: isoDay(until),
  };
}
