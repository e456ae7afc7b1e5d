import type { Id } from '../../bytes/id.ts';
import type { Setting } from '../../cell/agreement.ts';
import type { AgreementLine } from '../../practices/agreements/view.ts';
import type { DecisionView } from '../../practices/decisions/view.ts';
import type { ChannelView } from '../../practices/talk/view.ts';
import type { Person } from '../people.ts';
import { waitingAgreements } from './of-agreements.ts';
import { waitingAtDecisions } from './of-decisions.ts';
import type { Waiting } from './waiting.ts';

/** How a cell and what somebody keeps for themselves stand at a moment, as far as something of it may wait for them. */
export interface Standing {
  /** The reader's member. */
  readonly me: Id;
  /** Milliseconds since 1970. */
  readonly now: number;
  /** All that are open or in review, and those that did not pass at which help is asked. */
  readonly decisions: readonly DecisionView[];
  readonly people: readonly Pick<Person, 'id' | 'name' | 'state' | 'decision' | 'gone'>[];
  readonly channels: readonly Pick<ChannelView, 'circle' | 'calls'>[];
  /** All that ask for a look, and those that have lapsed. */
  readonly agreements: readonly AgreementLine[];
  /** Settings that two decisions settled at once. */
  readonly clashes: readonly Setting[];
  /** Whether the recovery words are still to be written on paper. */
  readonly isWithoutWords: boolean;
  /** Since when it is time for a backup: ISO 8601; null: it is not. */
  readonly backupSince: string | null;
}

/**
 * What waits for somebody, the most pressing first: what ends soonest, then what a stuck round and reviews ask, what the group alone can settle, agreements, what
 * was said to them, their own consents, and what they keep for themselves.
 */
export function whatWaits({ me, now, decisions, people, channels, agreements, clashes, isWithoutWords, backupSince }: Standing): Waiting[] {
  const doors = new Set(people.flatMap(({ state, decision }) => (state === 'waiting' && decision !== null ? [decision] : [])));
  const { asked, stuck, reviews, own } = waitingAtDecisions(decisions, doors, me);
  const open = decisions.filter(({ state }) => state === 'open');
  return [
    ...asked,
    ...stuck,
    ...reviews,
    ...people.flatMap((person) => suspendedOf(person, open)),
    ...clashes.flatMap((setting) => clashOf(setting, open)),
    ...channels.flatMap(joiningOf),
    ...waitingAgreements(agreements, me, now),
    ...channels.flatMap(callsOf).sort((a, b) => ((a.since ?? '') < (b.since ?? '') ? -1 : 1)),
    ...own,
    ...(isWithoutWords ? [keeping('words', null)] : []),
    ...(backupSince === null ? [] : [keeping('backup', backupSince)]),
  ];
}

/** Devices of a member have revoked each other, and nobody has proposed yet which of them speaks. */
function suspendedOf({ id, name, gone }: Standing['people'][number], open: readonly DecisionView[]): Waiting[] {
  const suspended = gone.filter(({ state }) => state === 'suspended');
  const isAsked = open.some(({ effects }) =>
    effects.some(({ kind, member }) => (kind === 'reinstate' || kind === 'remove') && member === id),
  );
  if (suspended.length === 0 || isAsked) return [];
  const since =
    suspended
      .map(({ until }) => until ?? '')
      .sort()
      .at(-1) || null;
  return [{ key: `suspended ${id}`, kind: 'suspended', since, until: null, title: name, from: null, at: ['people', id] }];
}

/** Two decisions settled the same at once, and nobody has proposed yet how to settle it. */
function clashOf(setting: Setting, open: readonly DecisionView[]): Waiting[] {
  if (open.some(({ effects }) => effects.some((effect) => effect.kind === 'agreement' && effect.setting === setting))) return [];
  return [
    { key: `clash ${setting}`, kind: 'clash', since: null, until: null, title: setting, from: null, at: ['decisions', 'clash', setting] },
  ];
}

/** Somebody is to join a circle of the reader's, and the reader has yet to say whether they agree. */
function joiningOf({ circle }: Standing['channels'][number]): Waiting[] {
  if (circle === null) return [];
  const { id, channel, joining } = circle;
  return joining
    .filter(({ awaitsYou }) => awaitsYou)
    .map((one) => ({
      key: `circle ${id} ${one.id}`,
      kind: 'circle',
      since: null,
      until: null,
      title: one.name,
      from: one.agreed[0]?.name ?? null,
      at: ['talk', channel, one.id],
    }));
}

/** Unread messages that answer one of the reader's, or name them. */
function callsOf({ calls }: Standing['channels'][number]): Waiting[] {
  return calls.map(({ id, channel, text, author, time }) => ({
    key: `call ${id}`,
    kind: 'call',
    since: time,
    until: null,
    title: text,
    from: author,
    at: ['talk', channel, id],
  }));
}

function keeping(kind: 'words' | 'backup', since: string | null): Waiting {
  return { key: kind === 'words' ? 'words' : `backup ${since}`, kind, since, until: null, title: '', from: null, at: ['settings', kind] };
}
