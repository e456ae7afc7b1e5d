import { useId } from 'react';
import { Sign } from '../../../parts/sign.tsx';
import type { Option } from './options.tsx';

/** What the rows take. */
interface SeveralParts<Value extends string> {
  readonly label: string;
  readonly all: readonly Option<Value>[];
  readonly chosen: readonly Value[];
  onChange(chosen: readonly Value[]): void;
  /** One that is always among them. */
  readonly always?: Value;
  readonly wrong?: string | null;
}

/** Rows of which several are chosen, each with a sentence that says what it means. */
export function SeveralOf<Value extends string>({ label, all, chosen, onChange, always, wrong = null }: SeveralParts<Value>) {
  const [name, why] = [useId(), useId()];
  return (
    <fieldset className="several" aria-describedby={wrong === null ? undefined : why}>
      <legend className="legend">{label}</legend>
      {all.map(({ value, label: word, means }, at) => (
        <label key={value} className="option">
          <input
            type="checkbox"
            checked={value === always || chosen.includes(value)}
            aria-disabled={value === always || undefined}
            aria-labelledby={`${name}-${at}`}
            aria-describedby={`${name}-${at}-means`}
            aria-invalid={wrong === null ? undefined : true}
            onChange={({ target }) => {
              if (value !== always)
                onChange(all.flatMap((one) => ((one.value === value ? target.checked : chosen.includes(one.value)) ? [one.value] : [])));
            }}
          />
          <span>
            <b id={`${name}-${at}`}>{word}</b>{' '}
            <span className="small soft" id={`${name}-${at}-means`}>
              {means}
            </span>
          </span>
        </label>
      ))}
      {wrong !== null && (
        <p className="wrong" id={why}>
          <Sign of="stop" />
          <span>{wrong}</span>
        </p>
      )}
    </fieldset>
  );
}
