import type { ReactNode } from 'react';
import { Label, Radio, RadioGroup } from 'react-aria-components';
import { Sign } from '../../../parts/sign.tsx';

/** One of several ways. */
export interface Option<Value extends string> {
  readonly value: Value;
  readonly label: string;
  /** One sentence: what choosing it means. */
  readonly means?: string;
}

/** What the options take. */
interface OptionsParts<Value extends string> {
  readonly label: string;
  readonly options: readonly Option<Value>[];
  readonly chosen: Value;
  onChoose(value: Value): void;
  /** What belongs to the chosen one. */
  readonly children?: ReactNode;
}

/** Rows of which one is chosen, each with a sentence that says what it means. */
export function Options<Value extends string>({ label, options, chosen, onChoose, children }: OptionsParts<Value>) {
  return (
    <div>
      <RadioGroup className="chooser is-plain" value={chosen} onChange={(value) => onChoose(value as Value)}>
        <Label className="legend">{label}</Label>
        {options.map(({ value, label: word, means }) => (
          <Radio key={value} value={value} className="choice">
            <b>{word}</b> {means !== undefined && <span>{means}</span>}
            <span className="chosen">
              <Sign of="chosen" />
            </span>
          </Radio>
        ))}
      </RadioGroup>
      {children}
    </div>
  );
}
