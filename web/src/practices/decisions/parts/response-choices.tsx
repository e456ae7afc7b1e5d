import { Label, Radio, RadioGroup } from 'react-aria-components';
import { Icon } from '../../../icons/icon.tsx';
import { type Response, Shape } from '../../../parts/shape.tsx';
import { useWords } from '../../../texts/words.tsx';

const RESPONSES = ['consent', 'concern', 'stand-aside', 'object', 'question'] as const satisfies readonly Response[];

/** Five rows of shape, word and one sentence. @param chosen null: nothing yet */
export function ResponseChoices({
  label,
  chosen,
  onChoose,
}: {
  readonly label: string;
  readonly chosen: Response | null;
  onChoose(response: Response): void;
}) {
  const say = useWords();
  return (
    <RadioGroup className="chooser" value={chosen} onChange={(value) => onChoose(value as Response)}>
      <Label className="legend">{label}</Label>
      {RESPONSES.map((response) => (
        <Radio key={response} value={response} className="choice">
          <Shape of={response} />
          <b>{say(`response.${response}`)}</b> <span>{say(`respond.means.${response}`)}</span>
          <Icon of="check" look="chosen" />
        </Radio>
      ))}
    </RadioGroup>
  );
}
