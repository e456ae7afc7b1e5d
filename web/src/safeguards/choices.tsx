import { useState } from 'react';
import type { Input } from '../api/client.ts';
import { useChange } from '../api/operations.ts';
import { RefusalNotice } from '../parts/notice.tsx';

/** What a choice among a few takes. */
interface ChoicesParts<Value extends string> {
  readonly legend: string;
  /** Whether the legend is only for those who do not see the title above it. */
  readonly isLegendHidden?: boolean;
  readonly choices: readonly { readonly value: Value; readonly label: string }[];
  readonly chosen: Value | null;
  /** What is to be set for a choice. */
  input(value: Value): Input<'set-safeguards'>;
}

/** A choice that this device keeps. It shows at once, and goes back where the device refuses it. */
export function Choices<Value extends string>({ legend, isLegendHidden = false, choices, chosen, input }: ChoicesParts<Value>) {
  const set = useChange('set-safeguards');
  const [wanted, want] = useState<Value | null>(null);
  const choose = async (value: Value): Promise<void> => {
    want(value);
    await set.run(input(value));
    want(null);
  };
  return (
    <>
      <fieldset className="options">
        <legend className={isLegendHidden ? 'sr' : undefined}>{legend}</legend>
        {choices.map(({ value, label }) => (
          <label key={value} className="option">
            <input type="radio" name={legend} checked={value === (wanted ?? chosen)} onChange={() => void choose(value)} />
            <span>{label}</span>
          </label>
        ))}
      </fieldset>
      <RefusalNotice refusal={set.refusal} />
    </>
  );
}
