import { useOperation } from '../api/operations.ts';
import { Chooser } from '../parts/chooser.tsx';
import { FormAgreements } from '../practices/agreements/parts/forms.tsx';
import { useWords } from '../texts/words.tsx';

/** What a new cell agrees on from the beginning: nothing, or a form, which is shown whole before anybody founds. @param chosen name of a form; empty: nothing */
export function FormChoice({ chosen, onChange }: { readonly chosen: string; onChange(name: string): void }) {
  const say = useWords();
  const { data } = useOperation('forms', {});
  if (data === undefined) return null;
  const form = data.find(({ name }) => name === chosen);
  return (
    <div className="form-choice">
      <Chooser
        label={say('found.form')}
        hint={say('found.form-hint')}
        value={chosen}
        values={['', ...data.map(({ name }) => name)]}
        words={(one) => data.find(({ name }) => name === one)?.title ?? say('found.form-none')}
        onChoose={onChange}
      />
      {form !== undefined && (
        <section aria-label={form.title} className="chosen-form">
          <p className="soft" dir="auto">
            {form.lede}
          </p>
          <FormAgreements form={form} />
          <p className="soft small">{say('found.form-agrees')}</p>
        </section>
      )}
    </div>
  );
}
