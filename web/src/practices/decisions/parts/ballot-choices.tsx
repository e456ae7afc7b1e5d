import type { ReactNode } from 'react';
import { Radio, RadioGroup } from 'react-aria-components';
import { Icon } from '../../../icons/icon.tsx';
import { Button } from '../../../parts/button.tsx';
import { Shape } from '../../../parts/shape.tsx';
import { useWords } from '../../../texts/words.tsx';
import { RankingChoices } from '../methods/ranking-choices.tsx';
import type { Decision } from '../standing.ts';
import { type Marks, markedIn } from '../vote-choice.ts';

type Method = Decision['method'];
type Option = Method['options'][number];

const TIMES = ['yes', 'if-need-be', 'no'] as const;
/** How it is drawn whether somebody can. */
export const TIME_SHAPES = { yes: 'consent', 'if-need-be': 'concern', no: 'ended' } as const;

interface BallotParts {
  readonly label: string;
  readonly method: Method & { readonly ballot: NonNullable<Method['ballot']> };
  readonly marks: Marks;
  onMarks(marks: Marks): void;
}

/** A ballot: each option in a row, with what the reader says of it. */
export function BallotChoices({ label, method: { ballot, options, marks: most }, marks, onMarks }: BallotParts) {
  const say = useWords();
  const highest = most ?? 0;
  const left = highest - markedIn(marks);
  return (
    <fieldset className="chooser ballot">
      <legend className="legend">{label}</legend>
      <p className="hint">{say(`vote.how.${ballot}`, { count: highest })}</p>
      {ballot === 'ranks' && <RankingChoices options={options} marks={marks} onMarks={onMarks} />}
      {options.map((option) => {
        if (ballot === 'ranks') return null;
        const mark = marks[option.letter] ?? '';
        // Of dots, what the others have is gone.
        const most = ballot === 'dots' ? Number(mark) + Math.max(0, left) : highest;
        const said = { option, mark, onMark: (next: string) => onMarks({ ...marks, [option.letter]: next }) };
        return <OnOption key={option.letter} {...said} ballot={ballot} most={most} />;
      })}
      {ballot === 'dots' && (
        <p className="hint" role="status">
          {say(left < 0 ? 'vote.dots-over' : 'vote.dots-left', { count: Math.abs(left), of: highest })}
        </p>
      )}
    </fieldset>
  );
}

interface Said {
  readonly option: Option;
  readonly mark: string;
  onMark(mark: string): void;
}

interface OnOptionParts extends Said {
  readonly ballot: Exclude<BallotParts['method']['ballot'], 'ranks'>;
  /** As large as a number can become now. */
  readonly most: number;
}

/** What the reader says of one option. */
function OnOption({ ballot, most, ...said }: OnOptionParts) {
  switch (ballot) {
    case 'any':
      return <Ticked {...said} />;
    case 'times':
      return <Timed {...said} />;
    case 'score':
    case 'dots':
      return <Counted {...said} most={most} />;
  }
}

const nameOf = ({ letter, text }: Option): string => `${letter}. ${text}`;

function OptionRow({
  option: { letter, text },
  isSet,
  children,
}: {
  readonly option: Option;
  readonly isSet: boolean;
  readonly children: ReactNode;
}) {
  return (
    <div className={`ballot-row${isSet ? ' is-set' : ''}`}>
      <OptionName letter={letter} text={text} />
      {children}
    </div>
  );
}

function OptionName({ letter, text }: Option) {
  return (
    <>
      <span className="option-letter" aria-hidden="true">
        {letter}
      </span>
      <b className="option-text" dir="auto" aria-hidden="true">
        {text}
      </b>
    </>
  );
}

function Ticked({ option, mark, onMark }: Said) {
  return (
    <label className="choice">
      <input
        type="checkbox"
        aria-label={nameOf(option)}
        checked={mark !== ''}
        onChange={({ target }) => onMark(target.checked ? 'yes' : '')}
      />
      <OptionName {...option} />
      <Icon of="check" look="chosen" />
    </label>
  );
}

/** A number that can be made larger and smaller. @param most as large as it can become now */
function Counted({ option, mark, onMark, most }: Said & { readonly most: number }) {
  const say = useWords();
  const name = nameOf(option);
  const number = Number(mark);
  const step = (by: number): void => onMark(String(Math.min(most, Math.max(0, number + by))));
  return (
    <OptionRow option={option} isSet={number > 0}>
      <span className="stepper">
        <Button onClick={() => step(-1)} aria-label={say('vote.less', { option: name })} aria-disabled={number <= 0 || undefined}>
          −
        </Button>
        <input
          className="input"
          inputMode="numeric"
          aria-label={name}
          value={mark}
          placeholder="0"
          onChange={({ target }) => onMark(target.value.replaceAll(/\D/g, '').slice(0, 3))}
        />
        <Button onClick={() => step(1)} aria-label={say('vote.more', { option: name })} aria-disabled={number >= most || undefined}>
          +
        </Button>
      </span>
    </OptionRow>
  );
}

function Timed({ option, mark, onMark }: Said) {
  const say = useWords();
  return (
    <OptionRow option={option} isSet={mark !== ''}>
      <RadioGroup
        className="times"
        orientation="horizontal"
        aria-label={nameOf(option)}
        value={mark === '' ? null : mark}
        onChange={onMark}
      >
        {TIMES.map((time) => (
          <Radio key={time} value={time} className="time">
            <Shape of={TIME_SHAPES[time]} />
            {say(`vote.time.${time}`)}
          </Radio>
        ))}
      </RadioGroup>
    </OptionRow>
  );
}
