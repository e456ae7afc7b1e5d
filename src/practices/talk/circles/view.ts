import type { Id } from '../../../bytes/id.ts';
import { foldName } from '../../../bytes/name.ts';
import { accept, refuse, type Verdict } from '../../../bytes/verdict.ts';
import type { CircleId } from '../../../log/lane.ts';
import type { Desk } from '../../command.ts';
import { channelOf } from '../actions.ts';
import type { TalkState } from '../fold.ts';

/** A member as a circle's list shows them. */
export interface CirclePerson {
  readonly id: Id;
  readonly name: string;
}

/** Somebody who is to join a circle. */
export interface JoiningView extends CirclePerson {
  readonly agreed: readonly CirclePerson[];
  readonly missing: readonly CirclePerson[];
  /** Whether the reader has yet to say whether they agree. */
  readonly awaitsYou: boolean;
}

/** A circle as people and scripts see it. Whoever is not in it sees who is, and nothing else. */
export interface CircleView {
  readonly id: CircleId;
  /** The channel in which it talks. */
  readonly channel: string;
  /** What its members call it, or called it when the reader left; empty where they call it nothing, and for everybody else. */
  readonly name: string;
  /** Who is in it and can read it, by their names; the reader is among them or not. */
  readonly members: readonly CirclePerson[];
  readonly isIn: boolean;
  /** Whether the reader was in it, and can still read what was said there until they left. */
  readonly wasIn: boolean;
  readonly joining: readonly JoiningView[];
  /** What was written in it and is not readable here yet, since its key is still to come. */
  readonly incomplete: number;
}

/** One circle. */
export function viewCircle(desk: Desk, { names, channels }: TalkState, circle: CircleId): CircleView {
  const { cell, me } = desk;
  const members = cell.membersOf(circle);
  const isIn = members.includes(me.member);
  const wasIn = !isIn && cell.circles.hasLeft(circle, me.member) && channels.has(channelOf(circle));
  const people = (ids: readonly Id[]) =>
    ids.map((id) => ({ id, name: desk.nameOf(id) })).sort((a, b) => (foldName(a.name) < foldName(b.name) ? -1 : 1));
  const joining = cell.charter === null || !isIn ? [] : cell.circles.joiningOf(circle, cell.charter);
  return {
    id: circle,
    channel: channelOf(circle),
    name: isIn || wasIn ? (names.get(circle)?.name ?? '') : '',
    members: people(members),
    isIn,
    wasIn,
    joining: joining.map(({ member, agreed, missing }) => ({
      id: member,
      name: desk.nameOf(member),
      agreed: people(agreed),
      missing: people(missing),
      awaitsYou: missing.includes(me.member),
    })),
    incomplete: isIn ? [...desk.shut].filter((entry) => entry.circle === circle).length : 0,
  };
}

/** All circles that somebody is in, those of the reader first, in the order in which they came to this device. */
export function listCircles(desk: Desk, state: TalkState): CircleView[] {
  const all = [...desk.cell.circles.ids()].map((circle) => viewCircle(desk, state, circle)).filter(({ members }) => members.length > 0);
  return [...all.filter(({ isIn }) => isIn), ...all.filter(({ isIn }) => !isIn)];
}

/**
 * The circle of the reader's that is meant by its name, the first letters of its id, or its channel.
 * Refuses `circle-unknown`, `circle-ambiguous`, `not-of-the-circle`. @param toRead whether one that they have left can be meant, where they are in none
 */
export function findCircle(desk: Desk, state: TalkState, typed: string, toRead = false): Verdict<CircleView> {
  const meant = foldName(typed.trim());
  const isMeant = ({ id, channel, name }: CircleView) =>
    channel === meant || (meant.length >= 4 && id.startsWith(meant)) || (name !== '' && foldName(name) === meant);
  const found = listCircles(desk, state).filter(isMeant);
  const own = found.filter(({ isIn }) => isIn);
  const [first, ...others] = own.length > 0 || !toRead ? own : found.filter(({ wasIn }) => wasIn);
  if (first === undefined) return refuse(found.length > 0 ? 'not-of-the-circle' : 'circle-unknown');
  return others.length === 0 ? accept(first) : refuse('circle-ambiguous');
}
