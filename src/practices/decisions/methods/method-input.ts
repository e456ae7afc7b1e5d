import * as v from 'valibot';
import type { Id } from '../../../bytes/id.ts';
import { LIMITS } from '../../../bytes/limits.ts';
import { accept, assert, refuse, type Verdict } from '../../../bytes/verdict.ts';
import { checkTerms, METHODS, type Method, type MethodTerms, nameOf, RULES, SILENCES, TIES, usualTerms } from '../../../cell/method.ts';
import { findMember } from '../../../cell/names.ts';
import { parseFraction } from '../../../cell/quorum.ts';
import type { Desk } from '../../command.ts';
import { count, nameLetters, writing } from '../../input.ts';

const option = writing(LIMITS.optionBytes);
const fraction = writing(8);

/** What a person says about the method of a proposal. What is left out stays as the method usually has it. */
export const methodFields = {
  method: v.optional(v.picklist(METHODS, 'input.no-method')),
  option: v.optional(v.union([option, v.pipe(v.array(option), v.maxLength(LIMITS.options, 'refused.too-many-options'))], 'input.no-text')),
  share: v.optional(fraction),
  quorum: v.optional(fraction),
  silence: v.optional(v.picklist(SILENCES, 'input.no-silence')),
  seats: v.optional(count(LIMITS.options)),
  dots: v.optional(count(LIMITS.marks)),
  highest: v.optional(count(LIMITS.marks)),
  ties: v.optional(v.picklist(TIES, 'input.no-ties')),
  ask: v.optional(
    v.union([nameLetters, v.pipe(v.array(nameLetters), v.maxLength(LIMITS.members, 'refused.too-many-asked'))], 'input.no-text'),
  ),
};
const methodInput = v.object(methodFields);
/** What `methodFields` let through. */
export type MethodInput = v.InferOutput<typeof methodInput>;

/** The names of the fields above, as flags. */
export const METHOD_FLAGS: readonly string[] = Object.keys(methodFields);

/**
 * The method of a proposal: what was handed in, and for the rest what stands in `usual`.
 * Refuses `method-…` with what does not fit, and what `findMember` refuses.
 */
export function readMethod(input: MethodInput, usual: Method, { cell }: Desk): Verdict<Method> {
  const { method = nameOf(usual), ...given } = input;
  const isPlain = Object.values(given).every((value) => value === undefined);
  if (method === 'consent') return isPlain ? accept('consent') : refuse('method-consent-plain');
  const same = usual !== 'consent' && usual.name === method;
  const hasOptions = RULES[method].ballot !== null || method === 'sortition';
  const options = usual !== 'consent' && hasOptions ? usual.options : [];
  const base: MethodTerms = same ? usual : { ...usualTerms(method), options };
  const { charter } = cell;
  assert(charter !== null, 'commands to be run once the genesis is here');
  const ask: Id[] = [];
  for (const typed of [given.ask ?? []].flat()) {
    const member = findMember(charter, typed);
    if (!member.ok) return member;
    ask.push(member.value);
  }
  const share = given.share === undefined ? accept(base.share) : fractionOf(given.share, 'method-share');
  if (!share.ok) return share;
  const quorum = given.quorum === undefined ? accept(base.quorum) : fractionOf(given.quorum, 'method-quorum');
  if (!quorum.ok) return quorum;
  if ((given.dots !== undefined && method !== 'dot') || (given.highest !== undefined && method !== 'score')) return refuse('method-marks');
  const terms: MethodTerms = {
    name: method,
    options: given.option === undefined ? base.options : [given.option].flat().map((text) => text.trim()),
    share: share.value,
    quorum: quorum.value,
    silence: given.silence ?? base.silence,
    seats: given.seats ?? base.seats,
    marks: given.dots ?? given.highest ?? base.marks,
    ties: given.ties ?? base.ties,
    ask: given.ask === undefined ? base.ask : ask,
  };
  const fits = checkTerms(terms);
  return fits.ok ? accept(terms) : fits;
}

/** `none` for no rule. */
function fractionOf(typed: string, reason: string): Verdict<MethodTerms['share']> {
  if (typed.trim() === 'none') return accept(null);
  const read = parseFraction(typed.trim());
  return read.ok ? read : refuse(reason);
}
