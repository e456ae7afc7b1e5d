import type { Output } from '../../../api/client.ts';
import { inWords } from '../../../names/in-words.ts';
import type { Say } from '../../../texts/words.tsx';
import type { Decision } from '../standing.ts';

/** A voice that somebody gave to somebody, as it stands now. */
export type GivenVoice = Output<'delegations'>['given'][number];
/** A voice that is given in one vote. */
export type VoteVoice = Decision['voices'][number];

/** For how many others one person could speak: 0 for nobody. */
export const MOST = [0, 1, 2, 3] as const;

/** How long a voice can be given; `day`: until a day that is chosen. */
export const LENGTHS = ['2w', '1m', '3m', '6m', 'day'] as const;
export type Length = (typeof LENGTHS)[number];

/** The effect by which a cell agrees for how many others one person can speak. */
export function agreeingOn(most: number): { readonly kind: 'agreement'; readonly setting: 'delegation'; readonly value: string } {
  return { kind: 'agreement', setting: 'delegation', value: most === 0 ? 'off' : String(most) };
}

/** The open proposal that settles for how many others one person can speak; undefined where there is none. */
export function proposedOn(decisions: readonly Output<'decisions'>[number][]): Output<'decisions'>[number] | undefined {
  return decisions.find(({ state, effects }) => state === 'open' && effects.some(({ setting }) => setting === 'delegation'));
}

/** How many of those asked have voted, have given their advice, or are heard by the vote of another, in words. */
export function heardInWords({ heard: { count, of }, voices, method }: Pick<Decision, 'heard' | 'voices' | 'method'>, say: Say): string {
  if (method.name === 'advice') return say('decision.heard-now', { count, of });
  const given = voices.filter(({ state }) => state === 'counts').length;
  return given === 0 ? say('vote.heard', { count, of }) : say('voices.vote-heard', { count, of, given });
}

/** Whom a vote counts for beside its author, in words; null: nobody. */
export function alsoForInWords({ alsoFor }: Decision['ballots'][number], say: Say): string | null {
  return alsoFor.length === 0 ? null : say('voices.also-for', { names: inWords(alsoFor.map(({ member }) => member)) });
}

/** What a vote says to one of those asked about voices: who speaks for them, and for whom they speak. Nothing where it is neither. @param me id of the reader */
export function voicesOfReader({ voices }: Pick<Decision, 'voices'>, me: string, say: Say): string[] {
  const forMe = voices.find(({ memberId, state }) => memberId === me && (state === 'waits' || state === 'counts'));
  const byMe = voices.filter(({ toId, state }) => toId === me && (state === 'waits' || state === 'counts'));
  return [
    ...(forMe === undefined ? [] : [say('voices.vote-speaks-for-you', { to: forMe.to })]),
    ...(byMe.length === 0 ? [] : [say('voices.vote-you-speak', { names: inWords(byMe.map(({ member }) => member)) })]),
  ];
}
