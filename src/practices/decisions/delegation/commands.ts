import * as v from 'valibot';
import type { Id } from '../../../bytes/id.ts';
import { LIMITS } from '../../../bytes/limits.ts';
import { foldName } from '../../../bytes/name.ts';
import { accept, assert, refuse, type Verdict } from '../../../bytes/verdict.ts';
import { dayOf } from '../../../cell/day.ts';
import {
  aVoiceIsGivenForATime,
  aVoiceIsGivenToAnotherMember,
  aVoiceIsGivenWhereItIsAgreed,
  delegate,
  voicesAgreed,
} from '../../../cell/delegation.ts';
import { findMember } from '../../../cell/names.ts';
import { deadline } from '../../../cell/outcome.ts';
import { compareEntries } from '../../../log/order.ts';
import { allHold } from '../../all-hold.ts';
import type { AnyCommand, Call, Command, Desk, OutputOf } from '../../command.ts';
import { fields, nameLetters, writing } from '../../input.ts';
import { onlyMembersTakePart } from '../../membership.ts';
import { recordDraft } from '../../record-draft.ts';
import { parseReview } from '../../terms-input.ts';
import { aVoiceIsThereToBeTakenBack, aVoiceKnowsItsLastDay } from './rules.ts';
import { tellGiven, tellTakenBack, tellVoices } from './tell.ts';
import { type GivenVoiceView, presentOf, subjectsOf, type TakenBack, type VoicesView, viewGivenFor, viewGivenVoices } from './view.ts';

const subject = v.optional(writing(LIMITS.nameBytes), '');
const delegateInput = fields({ to: nameLetters, until: v.optional(writing(16), ''), subject });

/** Gives one's voice. */
const delegateCommand: Command<v.InferOutput<typeof delegateInput>, GivenVoiceView> = {
  name: 'delegate',
  changes: true,
  input: delegateInput,
  usage: { positional: ['to'], flags: ['until', 'subject'], switches: [] },
  async run({ to: typed, until, subject: meant }, desk) {
    const { charter } = desk.cell;
    assert(charter !== null, 'commands to be run once the genesis is here');
    const member = onlyMembersTakePart(desk);
    if (!member.ok) return member;
    const to = findMember(charter, typed.trim());
    if (!to.ok) return to;
    const today = dayOf(desk.now);
    const day = aVoiceKnowsItsLastDay(parseReview(until.trim(), today));
    if (!day.ok) return day;
    const known = findSubject(desk, meant);
    if (!known.ok) return known;
    const said = { to: to.value, subject: known.value, until: day.value, otherwise: otherwiseOn(desk) };
    const allowed = allHold(
      aVoiceIsGivenWhereItIsAgreed(said, voicesAgreed(desk.cell.setting('delegation').value)),
      aVoiceIsGivenToAnotherMember(said, desk.me.member, (one) => charter.members.has(one)),
      aVoiceIsGivenForATime(said, { time: desk.now / 1000 }),
    );
    if (!allowed.ok) return allowed;
    await desk.write([recordDraft(delegate.write(said))]);
    const given = viewGivenFor(desk, said.subject).find(({ memberId }) => memberId === desk.me.member);
    // Its day may just have ended.
    return given === undefined ? refuse('delegation-over') : accept(given);
  },
  tell: tellGiven,
};

const undelegateInput = fields({ subject: v.optional(writing(LIMITS.nameBytes)) });

/** Takes one's voice back: for one subject, or everything that was given. */
const undelegateCommand: Command<v.InferOutput<typeof undelegateInput>, TakenBack> = {
  name: 'undelegate',
  changes: true,
  input: undelegateInput,
  usage: { positional: [], flags: ['subject'], switches: [] },
  async run({ subject: meant }, desk) {
    const { delegations } = desk.cell;
    const mine = delegations.subjectsOf(desk.me.member).flatMap((one) => delegations.standing(desk.me.member, one, presentOf(desk)) ?? []);
    const chosen = mine.filter((given) => meant === undefined || foldName(given.subject) === foldName(meant.trim()));
    const allowed = allHold(onlyMembersTakePart(desk), aVoiceIsThereToBeTakenBack(chosen));
    if (!allowed.ok) return allowed;
    const otherwise = otherwiseOn(desk);
    await desk.write(chosen.map((given) => recordDraft(delegate.write({ to: null, subject: given.subject, until: 0, otherwise }))));
    return accept({ taken: chosen.map(({ to, subject }) => ({ to: desk.nameOf(to), toId: to, subject })) });
  },
  tell: tellTakenBack,
};

const nothing = fields({});

/** Shows who has whose voice. */
const delegationsCommand: Command<v.InferOutput<typeof nothing>, VoicesView> = {
  name: 'delegations',
  changes: false,
  input: nothing,
  usage: { positional: [], flags: [], switches: [] },
  run: async (_, desk) => accept(viewGivenVoices(desk)),
  tell: tellVoices,
};

/** The subject that is meant, as the agreements write it; empty for all that is counted. Refuses `delegation-subject-unknown`. */
function findSubject(desk: Desk, meant: string): Verdict<string> {
  if (meant.trim() === '') return accept('');
  const subjects = subjectsOf(desk);
  const known = subjects.find((one) => one === meant) ?? subjects.find((one) => foldName(one) === foldName(meant.trim()));
  return known === undefined ? refuse('delegation-subject-unknown') : accept(known);
}

/** Votes of which this device knows otherwise than their proposers' clocks say, the newest: they are over here though their time is not up by those, or the other way round. */
function otherwiseOn(desk: Desk): Id[] {
  const second = Math.floor(desk.now / 1000);
  const votes = [...desk.cell.decisions.versions.values()].filter(({ mostVoices }) => mostVoices > 0);
  const otherwise = votes.filter((version) => {
    const isOpen = desk.now < deadline(version, desk.firstSeen(version.id));
    return isOpen !== second <= version.entry.time + version.within;
  });
  otherwise.sort((a, b) => compareEntries(b.entry, a.entry));
  return otherwise.slice(0, LIMITS.otherwise).map(({ id }) => id);
}

/** What the API takes and gives of voices that are given. */
export interface DelegationApi {
  readonly delegate: Call<v.InferInput<typeof delegateInput>, OutputOf<typeof delegateCommand>>;
  readonly undelegate: Call<v.InferInput<typeof undelegateInput>, OutputOf<typeof undelegateCommand>>;
  readonly delegations: Call<v.InferInput<typeof nothing>, OutputOf<typeof delegationsCommand>>;
}

/** Giving one's voice for a time, taking it back, and seeing who has whose. */
export const delegating: readonly AnyCommand[] = [delegateCommand, undelegateCommand, delegationsCommand];
