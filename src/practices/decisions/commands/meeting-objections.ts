import * as v from 'valibot';
import type { Id } from '../../../bytes/id.ts';
import { LIMITS } from '../../../bytes/limits.ts';
import { accept, assert, refuse, type Verdict } from '../../../bytes/verdict.ts';
import { type Answer, currentVersion } from '../../../cell/decision.ts';
import { parseDuration } from '../../../cell/duration.ts';
import { findMember } from '../../../cell/names.ts';
import { formerObjections, hearing } from '../../../cell/outcome.ts';
import { WAYS_OUT } from '../../../cell/ways-out.ts';
import { allHold } from '../../all-hold.ts';
import type { AnyCommand, Call, Command, Desk, OutputOf } from '../../command.ts';
import { findId } from '../../find-id.ts';
import { fields, idLetters, nameLetters, writing } from '../../input.ts';
import { onlyMembersTakePart } from '../../membership.ts';
import { fill, oneLine } from '../../wording.ts';
import { type AskWayOut, QUALIFYING, qualify, takePart, wayOut } from '../actions.ts';
import { methodFields } from '../methods/method-input.ts';
import {
  aChoiceIsAmongOptions,
  aMethodCanCarryIt,
  aNoNeedsAReason,
  anotherMethodIsNamed,
  aTrialHasAnEnd,
  aWayOutIsAgreedOn,
  aWayOutLeadsOutOfAnObjection,
  helpIsAskedOfSomebody,
  onlyWhoIsAskedTakesPart,
  optionsAreOfTheMethod,
  qualifyingIsAskedForFirst,
  whatIsOverHasNoRound,
} from '../round/rules.ts';
import { methodsToPutItBy } from '../round/ways-out.ts';
import { texts } from '../texts.ts';
import { answersOf, stateOf } from '../view.ts';
import { findProposal, powerOf, write } from './desk.ts';

const qualifyInput = fields({
  id: idLetters,
  says: v.picklist(QUALIFYING, 'input.no-qualifying'),
  reason: v.optional(writing(LIMITS.lineBytes), ''),
});

const qualifyCommand: Command<v.InferOutput<typeof qualifyInput>, { id: Id; objection: Id; says: (typeof QUALIFYING)[number] }> = {
  name: 'qualify',
  changes: true,
  input: qualifyInput,
  usage: { positional: ['id', 'says'], flags: ['reason'], switches: [] },
  async run({ id: typed, says, reason }, desk) {
    const objections = allObjections(desk);
    const objection = findId(typed, objections);
    if (!objection.ok) return objection;
    const said = answersOf(desk).rounds.qualifying.get(objection.value) ?? [];
    const text = reason.replace(/\s+/gu, ' ').trim();
    const allowed = allHold(
      onlyMembersTakePart(desk),
      qualifyingIsAskedForFirst(
        says,
        said.some((one) => one.says === 'ask'),
      ),
      aNoNeedsAReason({ says, text }),
    );
    if (!allowed.ok) return allowed;
    const version = objections.get(objection.value)?.version ?? '';
    const id = await write(desk, qualify.write({ version, objection: objection.value, says, text }));
    return accept({ id, objection: objection.value, says });
  },
  tell: ({ says }) => texts[`qualify.${says}`],
};

/** All objections, by their entries. */
function allObjections({ cell }: Desk): ReadonlyMap<Id, Answer & { readonly version: Id }> {
  const objections = [...cell.decisions.versions.values()].flatMap((version) =>
    [...version.answers.values()]
      .flat()
      .filter(({ response }) => response === 'object')
      .map((objection) => ({ ...objection, version: version.id })),
  );
  return new Map(objections.map((objection) => [objection.entry.id, objection]));
}

const wayOutInput = fields({
  id: idLetters,
  way: v.picklist(WAYS_OUT, 'input.no-way-out'),
  ask: v.optional(
    v.union([nameLetters, v.pipe(v.array(nameLetters), v.maxLength(LIMITS.members, 'refused.too-many-asked'))], 'input.no-text'),
  ),
  until: v.optional(writing(16)),
  method: methodFields.method,
  option: methodFields.option,
  text: v.optional(writing(LIMITS.textBytes), ''),
});

interface WayOutAsked {
  readonly id: Id;
  readonly decision: Id;
  readonly way: AskWayOut['way'];
  /** Names of those who are asked. */
  readonly who: readonly string[];
}

const wayOutCommand: Command<v.InferOutput<typeof wayOutInput>, WayOutAsked> = {
  name: 'way-out',
  changes: true,
  input: wayOutInput,
  usage: { positional: ['id', 'way'], flags: ['ask', 'until', 'method', 'option', 'text'], switches: [], repeated: ['ask', 'option'] },
  async run({ id: typed, way, ask, until, method, option, text }, desk) {
    const found = findProposal(desk, typed);
    if (!found.ok) return found;
    const proposal = found.value;
    const version = currentVersion(proposal);
    const power = powerOf(desk);
    const members = membersMeant(desk, [ask ?? []].flat());
    if (!members.ok) return members;
    const length = until === undefined ? accept(null) : parseDuration(until.trim());
    if (!length.ok) return length;
    const asked: AskWayOut = {
      version: version.id,
      way,
      who: members.value,
      until: length.value === null ? null : Math.floor(desk.now / 1000) + length.value,
      method: method ?? null,
      text: text.trim(),
      options: [option ?? []].flat().map((one) => one.trim()),
    };
    const methods = methodsToPutItBy(version, desk.cell.setting('methods').value, power.newest.members.size, desk.cell.decisions.effects);
    const allowed = allHold(
      onlyMembersTakePart(desk),
      whatIsOverHasNoRound(proposal, stateOf(desk, proposal, power)),
      aWayOutLeadsOutOfAnObjection([...hearing(version, power.newest, power).objections, ...formerObjections(proposal, power.newest)]),
      aWayOutIsAgreedOn(asked, desk.cell.setting('waysOut').value),
      helpIsAskedOfSomebody(asked, desk.me.member, (one) => power.newest.members.has(one)),
      aTrialHasAnEnd(asked),
      anotherMethodIsNamed(asked),
      aMethodCanCarryIt(asked, methods),
      optionsAreOfTheMethod(asked),
      aChoiceIsAmongOptions(asked),
    );
    if (!allowed.ok) return allowed;
    const id = await write(desk, wayOut.write(asked));
    return accept({ id, decision: proposal.id, way, who: asked.who.map((member) => desk.nameOf(member)) });
  },
  tell: ({ way, who }) => fill(texts[`way.asked-${way}`], { names: who.map(oneLine).join(', ') }),
};

/** Members by names or first letters of ids. */
function membersMeant({ cell }: Desk, typed: readonly string[]): Verdict<Id[]> {
  assert(cell.charter !== null, 'commands to be run once the genesis is here');
  const members: Id[] = [];
  for (const one of typed) {
    const member = findMember(cell.charter, one);
    if (!member.ok) return member;
    members.push(member.value);
  }
  return accept(members);
}

const takePartInput = fields({
  id: idLetters,
  will: v.picklist(['yes', 'no'], 'input.no-will'),
  text: v.optional(writing(LIMITS.lineBytes), ''),
});

const takePartCommand: Command<v.InferOutput<typeof takePartInput>, { id: Id; way: Id; will: 'yes' | 'no' }> = {
  name: 'take-part',
  changes: true,
  input: takePartInput,
  usage: { positional: ['id', 'will'], flags: ['text'], switches: [] },
  async run({ id: typed, will, text }, desk) {
    const ways = new Map([...answersOf(desk).rounds.waysOut.values()].flat().map((way) => [way.entry.id, way]));
    const found = findId(typed, ways);
    if (!found.ok) return found;
    const way = ways.get(found.value);
    if (way === undefined) return refuse('id-unknown');
    const allowed = allHold(onlyMembersTakePart(desk), onlyWhoIsAskedTakesPart(way, desk.me.member));
    if (!allowed.ok) return allowed;
    const words = text.replace(/\s+/gu, ' ').trim();
    const id = await write(desk, takePart.write({ version: way.version, way: found.value, will: will === 'yes', text: words }));
    return accept({ id, way: found.value, will });
  },
  tell: ({ will }) => texts[`take-part.${will}`],
};

/** What the API takes and gives of meeting objections. */
export interface MeetingObjectionsApi {
  readonly qualify: Call<v.InferInput<typeof qualifyInput>, OutputOf<typeof qualifyCommand>>;
  readonly 'way-out': Call<v.InferInput<typeof wayOutInput>, OutputOf<typeof wayOutCommand>>;
  readonly 'take-part': Call<v.InferInput<typeof takePartInput>, OutputOf<typeof takePartCommand>>;
}

/** Looking together at an objection, and the ways out of a round that is stuck. */
export const meetingObjections: readonly AnyCommand[] = [qualifyCommand, wayOutCommand, takePartCommand];
