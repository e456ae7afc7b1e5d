import { Label, Radio, RadioGroup } from 'react-aria-components';
import { Icon } from '../../../icons/icon.tsx';
import { useWords } from '../../../texts/words.tsx';
import { type Stance, StanceShape } from './stance-shape.tsx';

interface StanceParts {
  readonly label: string;
  readonly stances: readonly Stance[];
  /** Null: nothing yet. */
  readonly chosen: Stance | null;
  /** Whether it is theirs alone to decide, once they are advised. */
  readonly isOwn: boolean;
  onChoose(stance: Stance): void;
}

/** The words of a method, each with its shape and a sentence that says what it means. */
export function StanceChoices({ label, stances, chosen, isOwn, onChoose }: StanceParts) {
  const say = useWords();
  return (
    <RadioGroup className="chooser" value={chosen} onChange={(value) => onChoose(value as Stance)}>
      <Label className="legend">{label}</Label>
      {stances.map((stance) => (
        <Radio key={stance} value={stance} className="choice">
          <StanceShape of={stance} />
          <b>{say(`stance.${stance}`)}</b>{' '}
          <span>{say(isOwn && (stance === 'yes' || stance === 'no') ? `stance.own.${stance}` : `stance.means.${stance}`)}</span>
          <Icon of="check" look="chosen" />
        </Radio>
      ))}
    </RadioGroup>
  );
}
