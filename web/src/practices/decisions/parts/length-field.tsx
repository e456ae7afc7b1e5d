import { Chooser } from '../../../parts/chooser.tsx';
import { Field } from '../../../parts/field.tsx';
import { useWords } from '../../../texts/words.tsx';
import type { Length } from '../draft.ts';
import { UNITS } from '../effect.ts';

/** What the field takes. */
interface LengthParts {
  readonly label: string;
  readonly length: Length;
  onChange(length: Length): void;
  readonly wrong: string | null;
}

/** A length of time: a number, and what it counts. */
export function LengthField({ label, length, onChange, wrong }: LengthParts) {
  const say = useWords();
  return (
    <div className="length">
      <Field label={label} value={length.count} onChange={(count) => onChange({ ...length, count })} wrong={wrong} autoComplete="off" />
      <Chooser
        label={say('propose.unit')}
        value={length.unit}
        values={UNITS}
        words={(unit) => say(`propose.unit.${unit}`)}
        onChoose={(unit) => onChange({ ...length, unit })}
      />
    </div>
  );
}
