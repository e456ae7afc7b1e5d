import type { Output } from '../../api/client.ts';
import { useOperation } from '../../api/operations.ts';
import type { TextKey } from '../../texts/catalogue.ts';
import { useWords } from '../../texts/words.tsx';
import { type Draft, draftOf } from './draft.ts';
import { readLength } from './effect.ts';
import { NO_TERMS, termsToReview } from './terms-draft.ts';

/** With what the form of a proposal begins. */
export interface Beginning {
  /** Under what it is kept while it is written. */
  readonly key: string;
  readonly title: TextKey;
  readonly lede: TextKey;
  readonly draft: Draft;
  /** Agreements that it is about, by their ids. */
  readonly about: readonly string[];
}

const PLAIN: Beginning = { key: 'proposal', title: 'propose.title', lede: 'propose.lede', draft: draftOf(null), about: [] };

/**
 * What somebody wants to propose, by the steps that led there: nothing, `agreement`, `change`, `renew` or `end` and an agreement's id, `settle` and several with `-`
 * between them, or `form`, a form's name and the place of an agreement in it. Undefined until it is known.
 */
export function useBeginning([way, which = '', at = '']: readonly string[]): Beginning | undefined {
  const say = useWords();
  const [first = '', ...others] = which.split('-');
  const isAbout = way === 'change' || way === 'renew' || way === 'end' || way === 'settle';
  const agreement = useOperation('agreement', { id: first }, isAbout);
  const forms = useOperation('forms', {}, way === 'form');
  if (way === 'agreement') return { ...PLAIN, key: 'agreement', title: 'propose.agreement-title', draft: asAgreement(PLAIN.draft) };
  if (way === 'form') return forms.data === undefined ? undefined : ofForm(forms.data, which, Number(at));
  if (!isAbout) return PLAIN;
  const { data } = agreement;
  if (data?.id.startsWith(first) !== true) return agreement.error === null ? undefined : PLAIN;
  const about = way === 'settle' ? [data.id, ...others] : [data.id];
  const key = `${way} ${about.join(' ').slice(0, 80)}`;
  const today = new Date().toISOString().slice(0, 10);
  if (way === 'end') {
    const draft = { ...PLAIN.draft, title: say('propose.end-of', { title: data.title }), terms: { ...NO_TERMS, ends: about } };
    return { key, title: 'propose.title.end', lede: 'propose.lede.end', draft, about };
  }
  const terms = { ...termsToReview(data, way === 'renew' ? '9999' : today), replaces: about };
  const draft = {
    ...PLAIN.draft,
    title: data.title,
    text: data.text,
    terms: way === 'renew' ? { ...terms, review: '6m' as const } : terms,
  };
  return { key, title: `propose.title.${way}`, lede: `propose.lede.${way}`, draft, about };
}

function asAgreement(draft: Draft): Draft {
  return { ...draft, terms: { ...NO_TERMS, isAgreement: true } };
}

/** One agreement of a form, to be said one's own way. */
function ofForm(forms: Output<'forms'>, name: string, at: number): Beginning {
  const found = forms.find((form) => form.name === name)?.agreements[at];
  if (found === undefined) return { ...PLAIN, draft: asAgreement(PLAIN.draft) };
  const { title, text, subject, review, afterwards, effects } = found;
  const length = readLength(String(effects[0]?.value));
  const known = (['3m', '6m', '1y'] as const).find((one) => one === review);
  const terms = { ...NO_TERMS, isAgreement: true, subject, review: known ?? ('none' as const), afterwards };
  const change = length === null ? {} : { change: 'respondWithin' as const, respond: { count: String(length.count), unit: length.unit } };
  return {
    ...PLAIN,
    key: `form ${name} ${at}`,
    title: 'propose.agreement-title',
    draft: { ...PLAIN.draft, title, text, terms, ...change },
  };
}
