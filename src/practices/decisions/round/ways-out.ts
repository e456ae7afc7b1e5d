import type { Version } from '../../../cell/decision.ts';
import { canCarry } from '../../../cell/decisions.ts';
import type { EffectTable } from '../../../cell/effect.ts';
import { isPoll, usualTerms, VOTING_METHODS, type VotingMethod } from '../../../cell/method.ts';
import type { OutcomeState } from '../../../cell/outcome.ts';
import { WAYS_OUT, type WayOut } from '../../../cell/ways-out.ts';
import { aDrawTakesThree } from '../draw/rules.ts';

/** Whether a round is stuck, and on what that stands. */
export interface Stuck {
  readonly state: OutcomeState;
  /** How many objections nobody has resolved, to earlier versions too. */
  readonly objections: number;
  /** How often it was put in new words. */
  readonly amendments: number;
  /** After so many the cell wants ways out to be offered. */
  readonly after: number;
}

/** Whether ways out are offered: an objection stands, and either new words were tried as often as the cell agreed, or the time is up. */
export function isStuck({ state, objections, amendments, after }: Stuck): boolean {
  if (objections === 0) return false;
  return state === 'not-passed' || (state === 'open' && amendments >= after);
}

/**
 * Methods by which the matter of a version could be decided: agreed on, deciding something, and able to carry what it changes.
 * @param agreed names of methods @param members how many there are: a draw takes some
 */
export function methodsToPutItBy({ content }: Version, agreed: string, members: number, table: EffectTable): VotingMethod[] {
  return VOTING_METHODS.filter((name) => {
    const terms = usualTerms(name);
    if (isPoll(terms) || !aDrawTakesThree(terms, members).ok) return false;
    return agreed.split(' ').includes(name) && canCarry(terms, content.effects, table);
  });
}

/**
 * Ways out of a version by consent that is stuck, of those that the cell has agreed on. Who is admitted or removed is no matter of a trial.
 * @param agreed names of ways out @param methods what `methodsToPutItBy` gives @param changesPower whether it changes who has power
 */
export function waysOutOf(agreed: string, methods: readonly VotingMethod[], changesPower: boolean): WayOut[] {
  const fits = (way: WayOut): boolean => (way === 'another-method' ? methods.length > 0 : way !== 'trial' || !changesPower);
  return WAYS_OUT.filter((way) => agreed.split(' ').includes(way) && fits(way));
}
