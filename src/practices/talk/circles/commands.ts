import * as v from 'valibot';
import type { Cbor } from '../../../bytes/cbor.ts';
import { LIMITS } from '../../../bytes/limits.ts';
import { cleanName } from '../../../bytes/name.ts';
import { accept, refuse, type Verdict } from '../../../bytes/verdict.ts';
import { circleIdOf, foundCircle, joinCircle, leaveCircle } from '../../../cell/circle.ts';
import { findMember } from '../../../cell/names.ts';
import { type CircleId, WHOLE_CELL } from '../../../log/lane.ts';
import type { Draft } from '../../../log/writing.ts';
import type { AnyCommand, Call, Command, Desk, OutputOf } from '../../command.ts';
import { fields, nameLetters } from '../../input.ts';
import { onlyMembersTakePart } from '../../membership.ts';
import { fill, oneLine } from '../../wording.ts';
import { nameDraft } from '../actions.ts';
import { beginTalk, type TalkState } from '../fold.ts';
import { texts } from '../texts.ts';
import { type CirclePerson, type CircleView, findCircle, listCircles, viewCircle } from './view.ts';

const stateOf = (desk: Desk): TalkState => desk.state({ name: 'talk', begin: beginTalk });

function inRecord(action: Cbor): Draft {
  return { lane: 'record', topic: '', turn: 0, circle: WHOLE_CELL, action };
}

/** A circle of the person's own, to whom this device speaks. Refuses as `findCircle` and `onlyMembersTakePart` do. */
function ownCircle(desk: Desk, typed: string): Verdict<CircleView> {
  const member = onlyMembersTakePart(desk);
  return member.ok ? findCircle(desk, stateOf(desk), typed) : member;
}

function view(desk: Desk, circle: CircleId): CircleView {
  return viewCircle(desk, stateOf(desk), circle);
}

const circlesInput = fields({});

const circlesCommand: Command<v.InferOutput<typeof circlesInput>, CircleView[]> = {
  name: 'circles',
  changes: false,
  input: circlesInput,
  usage: { positional: [], flags: [], switches: [] },
  run: async (_input, desk) => accept(listCircles(desk, stateOf(desk))),
  tell: (circles) => (circles.length === 0 ? texts['circles.none'] : circles.map(tellCircle).join('\n')),
};

function tellCircle({ id, name, members, isIn, wasIn, joining, incomplete }: CircleView): string {
  const line = texts[isIn ? 'circles.yours' : wasIn ? 'circles.was-in' : 'circles.others'];
  const lines = [
    fill(line, { id: id.slice(0, 8), name: name === '' ? texts['circles.unnamed'] : oneLine(name), members: namesOf(members) }),
  ];
  for (const { name: who, missing } of joining)
    lines.push(fill(texts['circles.joining'], { who: oneLine(who), missing: namesOf(missing) }));
  if (incomplete > 0) lines.push(fill(texts['circles.incomplete'], { count: incomplete }));
  return lines.join('\n');
}

function namesOf(people: readonly CirclePerson[]): string {
  return people.map(({ name }) => oneLine(name)).join(', ');
}

const foundInput = fields({ name: v.optional(nameLetters), with: v.pipe(v.array(nameLetters), v.maxLength(LIMITS.members)) });

const foundCommand: Command<v.InferOutput<typeof foundInput>, CircleView> = {
  name: 'circle-found',
  changes: true,
  input: foundInput,
  usage: { positional: ['name'], flags: [], switches: [], rest: 'with' },
  async run({ name, with: typed }, desk) {
    const { cell, me } = desk;
    const allowed = onlyMembersTakePart(desk);
    if (!allowed.ok || cell.charter === null) return allowed.ok ? refuse('not-a-member') : allowed;
    const called = name === undefined || name.trim() === '' ? null : cleanName(name);
    if (called !== null && !called.ok) return called;
    const members = new Set([me.member]);
    for (const one of typed) {
      const member = findMember(cell.charter, one);
      if (!member.ok) return member;
      members.add(member.value);
    }
    if (members.size < 2) return refuse('circle-of-one');
    const [id = ''] = await desk.write([inRecord(foundCircle.write({ members: [...members].sort() }))]);
    const circle = circleIdOf(id);
    // It did nothing where this member has founded as many as one can.
    if (cell.circles.foundingOf(circle) === undefined) return refuse('too-many-circles');
    if (called !== null) await desk.write([nameDraft(circle, called.value)]);
    return accept(view(desk, circle));
  },
  tell: ({ members }) => fill(texts['circles.founded'], { members: namesOf(members) }),
};

const inviteInput = fields({ circle: nameLetters, who: nameLetters });

const inviteCommand: Command<v.InferOutput<typeof inviteInput>, CircleView> = {
  name: 'circle-invite',
  changes: true,
  input: inviteInput,
  usage: { positional: ['circle', 'who'], flags: [], switches: [] },
  async run({ circle: typed, who }, desk) {
    const circle = ownCircle(desk, typed);
    if (!circle.ok) return circle;
    const member = desk.cell.charter === null ? refuse('member-unknown') : findMember(desk.cell.charter, who);
    if (!member.ok) return member;
    const { id, members, joining } = circle.value;
    if (members.some((one) => one.id === member.value)) return refuse('already-in-circle');
    const waiting = joining.find((one) => one.id === member.value);
    if (waiting !== undefined && !waiting.awaitsYou) return refuse('already-agreed');
    await desk.write([inRecord(joinCircle.write({ circle: id, member: member.value }))]);
    return accept(view(desk, id));
  },
  tell: ({ joining, members }) => {
    const missing = joining.flatMap((one) => one.missing);
    return missing.length === 0
      ? fill(texts['circles.joined'], { members: namesOf(members) })
      : fill(texts['circles.agreed'], { missing: namesOf(missing) });
  },
};

const leaveInput = fields({ circle: nameLetters });

const leaveCommand: Command<v.InferOutput<typeof leaveInput>, { readonly circle: CircleId }> = {
  name: 'circle-leave',
  changes: true,
  input: leaveInput,
  usage: { positional: ['circle'], flags: [], switches: [] },
  async run({ circle: typed }, desk) {
    const circle = ownCircle(desk, typed);
    if (!circle.ok) return circle;
    await desk.write([inRecord(leaveCircle.write({ circle: circle.value.id }))]);
    return accept({ circle: circle.value.id });
  },
  tell: () => texts['circles.left'],
};

const nameInput = fields({ circle: nameLetters, name: nameLetters });

const nameCommand: Command<v.InferOutput<typeof nameInput>, CircleView> = {
  name: 'circle-name',
  changes: true,
  input: nameInput,
  usage: { positional: ['circle', 'name'], flags: [], switches: [] },
  async run({ circle: typed, name }, desk) {
    const circle = ownCircle(desk, typed);
    if (!circle.ok) return circle;
    const called = cleanName(name);
    if (!called.ok) return called;
    await desk.write([nameDraft(circle.value.id, called.value)]);
    return accept(view(desk, circle.value.id));
  },
  tell: ({ name }) => fill(texts['circles.named'], { name: oneLine(name) }),
};

/** What the API takes and gives of circles. */
export interface CirclesApi {
  readonly circles: Call<v.InferInput<typeof circlesInput>, OutputOf<typeof circlesCommand>>;
  readonly 'circle-found': Call<v.InferInput<typeof foundInput>, OutputOf<typeof foundCommand>>;
  readonly 'circle-invite': Call<v.InferInput<typeof inviteInput>, OutputOf<typeof inviteCommand>>;
  readonly 'circle-leave': Call<v.InferInput<typeof leaveInput>, OutputOf<typeof leaveCommand>>;
  readonly 'circle-name': Call<v.InferInput<typeof nameInput>, OutputOf<typeof nameCommand>>;
}

/** What people can do about circles. */
export const circleCommands: readonly AnyCommand[] = [circlesCommand, foundCommand, inviteCommand, leaveCommand, nameCommand];
