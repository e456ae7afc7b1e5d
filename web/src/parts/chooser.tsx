import type { ReactNode } from 'react';

/** What a choice takes. */
interface ChooserParts<Value extends string | number> {
  readonly label: string;
  readonly hint?: ReactNode;
  readonly value: Value;
  readonly values: readonly Value[];
  words(value: NoInfer<Value>): string;
  onChoose(value: NoInfer<Value>): void;
}

/** A choice of one out of a few, in the room of one line. */
export function Chooser<Value extends string | number>({ label, hint, value, values, words, onChoose }: ChooserParts<Value>) {
  const choose = (chosen: string): void => {
    const found = values.find((one) => String(one) === chosen);
    if (found !== undefined) onChoose(found);
  };
  return (
    <label className="field">
      <span className="label">{label}</span>
      {hint !== undefined && <span className="hint">{hint}</span>}
      <select className="input" value={value} onChange={({ target }) => choose(target.value)}>
        {values.map((one) => (
          <option key={one} value={one}>
            {words(one)}
          </option>
        ))}
      </select>
    </label>
  );
}
