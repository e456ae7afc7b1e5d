import type { Output } from '../../../api/client.ts';
import { useOperation } from '../../../api/operations.ts';
import { Link } from '../../../route/link.tsx';
import { Part, Row } from '../../../shell/sheet.tsx';
import { useWords } from '../../../texts/words.tsx';

type Form = Output<'forms'>[number];

/** Sets of agreements that a cell without any can start from, each to be proposed by itself. */
export function FormsPart() {
  const say = useWords();
  const forms = useOperation('forms', {});
  if (forms.data === undefined) return null;
  return (
    <Part title={say('forms.title')}>
      <Row className="part-lede">
        <p className="soft">{say('forms.lede')}</p>
      </Row>
      {forms.data.map((form) => (
        <Row key={form.name} className="item">
          <FormPreview form={form} take={(at) => ['decisions', 'new', 'form', form.name, String(at)]} />
        </Row>
      ))}
    </Part>
  );
}

/** A form that unfolds: its agreements in their own words. @param take where one of them is proposed; without it they are only read */
function FormPreview({ form, take }: { readonly form: Form; readonly take?: (at: number) => readonly string[] }) {
  const say = useWords();
  return (
    <details className="form-preview">
      <summary>
        <b dir="auto">{form.title}</b> <span className="soft small">{say('forms.count', { count: form.agreements.length })}</span>
        <span className="soft lede-of-form" dir="auto">
          {form.lede}
        </span>
      </summary>
      <FormAgreements form={form} {...(take === undefined ? {} : { take })} />
    </details>
  );
}

/** The agreements of a form. @param take as for `FormPreview` */
export function FormAgreements({ form, take }: { readonly form: Form; readonly take?: (at: number) => readonly string[] }) {
  const say = useWords();
  return (
    <ol className="form-agreements">
      {form.agreements.map(({ title, text, subject }, at) => (
        <li key={title}>
          <p className="kicker is-ended" dir="auto">
            {subject}
          </p>
          <p className="written form-title" dir="auto">
            {title}
          </p>
          <p className="written said-words" dir="auto">
            {text}
          </p>
          {take !== undefined && <Link to={take(at)}>{say('forms.take')}</Link>}
        </li>
      ))}
    </ol>
  );
}
