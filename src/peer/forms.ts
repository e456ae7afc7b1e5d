import * as v from 'valibot';
import { accept, assert } from '../bytes/verdict.ts';
import { propose, respond } from '../cell/actions.ts';
import { dayOf } from '../cell/day.ts';
import { parseDuration } from '../cell/duration.ts';
import { register } from '../cell/register.ts';
import type { Form } from '../practices/agreements/forms/form.ts';
import { FORM_NAMES, FORMS } from '../practices/agreements/forms/forms.ts';
import { fields } from '../practices/input.ts';
import { recordDraft } from '../practices/record-draft.ts';
import { EFFECTS } from '../practices/registry.ts';
import { parseReview } from '../practices/terms-input.ts';
import { manyLines } from '../practices/wording.ts';
import { type CallOf, type Operation, onPeer } from './operation.ts';
import type { Seat } from './seat.ts';

/** The name of a form, as it is typed. */
export const formName = v.picklist(FORM_NAMES, 'input.no-form');

/**
 * Agrees on all of a form: its founder alone proposes it and consents, as any cell of one decides, and the device certifies it by itself. The founder looks after
 * nothing by this. Rejects with an operating error. @param now milliseconds since 1970
 */
export async function startFrom(form: Form, seat: Seat, now: number): Promise<void> {
  const agreed = parseDuration(seat.cell.setting('respondWithin').value);
  assert(agreed.ok, 'a setting to be in a form that can be read');
  const proposals = form.agreements.map(({ title, text, subject, review, afterwards, effects }) => {
    const day = review === null ? accept(null) : parseReview(review, dayOf(now));
    assert(day.ok, `a review date, not ${review}`);
    const written = effects.map((effect) => {
      const parsed = EFFECTS.parse(effect);
      assert(parsed.ok, `an effect, not ${JSON.stringify(effect)}`);
      return parsed.value;
    });
    const terms = register.action.write({ subject, owner: null, review: day.value, afterwards, replaces: [] });
    return propose.write({ title, text, effects: [terms, ...written], within: agreed.value, method: 'consent' });
  });
  const versions = await seat.write(proposals.map(recordDraft));
  await seat.write(versions.map((version) => recordDraft(respond.write({ version, response: 'consent', reason: '' }))));
}

const formsInput = fields({ form: v.optional(formName) });

const forms = onPeer({
  name: 'forms',
  changes: false,
  input: formsInput,
  usage: { positional: ['form'], flags: [], switches: [] },
  async run(_peer, { form }) {
    return accept(FORMS.filter(({ name }) => form === undefined || name === form));
  },
  tell: (found) => found.map((form) => (found.length === 1 ? tellWhole(form) : tellForm(form))).join('\n'),
});

function tellForm({ name, title, lede, agreements }: Form): string {
  return `${name}: ${title}. ${lede}\n${agreements.map((one) => `  ${one.title}`).join('\n')}`;
}

function tellWhole({ name, title, lede, agreements }: Form): string {
  const all = agreements.map((one) => `${one.subject}: ${one.title}\n${manyLines(one.text, '  ')}`);
  return [`${title}. ${lede}`, ...all, `To start from it: moot found NAME --as YOU --form ${name}`].join('\n\n');
}

/** What the API takes and gives of forms. */
export interface FormsApi {
  readonly forms: CallOf<typeof forms>;
}

export const FORMS_OPERATIONS: readonly Operation[] = [forms];
