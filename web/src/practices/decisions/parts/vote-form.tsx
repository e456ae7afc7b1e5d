import { type FormEvent, useState } from 'react';
import { useChange } from '../../../api/operations.ts';
import { Button } from '../../../parts/button.tsx';
import { Field } from '../../../parts/field.tsx';
import { Notice, RefusalNotice } from '../../../parts/notice.tsx';
import { announce } from '../../../shell/announcer.tsx';
import { useWords } from '../../../texts/words.tsx';
import type { Decision } from '../standing.ts';
import { choiceOf, type Marks } from '../vote-choice.ts';
import { Options } from './options.tsx';

const TIMES = ['yes', 'if-need-be', 'no'] as const;
type Stance = Decision['method']['stances'][number];

/** Where the reader votes: by one of the method's words, or by what they say of each option. @param isChanged whether they have voted before */
export function VoteForm({ decision: { id, method }, isChanged }: { readonly decision: Decision; readonly isChanged: boolean }) {
  const say = useWords();
  const vote = useChange('vote');
  const [stance, setStance] = useState<Stance | null>(null);
  const [marks, setMarks] = useState<Marks>({});
  const [reason, setReason] = useState('');
  const [isTried, setTried] = useState(false);
  const { ballot, options, stances } = method;
  const letters = options.map(({ letter }) => letter);
  const choice = stance ?? (ballot === null ? null : choiceOf(ballot, letters, marks));
  const cast = async (said: string | null): Promise<void> => {
    setTried(true);
    if (said === null || vote.isRunning) return;
    if ((await vote.run({ id, choice: said, reason })) === null) return;
    announce(say('vote.kept'));
    setReason('');
    setTried(false);
  };
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    void cast(choice);
  };
  const mark = (letter: string, value: string): void => setMarks({ ...marks, [letter]: value });
  return (
    <form onSubmit={submit} noValidate className="response">
      {ballot === null ? (
        <Options<Stance>
          label={say(isChanged ? 'vote.another' : 'vote.yours')}
          options={stances.map((value) => ({ value, label: say(`stance.${value}`) }))}
          chosen={stance ?? ('' as Stance)}
          onChoose={setStance}
        />
      ) : (
        <fieldset className="ballot">
          <legend className="legend">{say(isChanged ? 'vote.another' : 'vote.yours')}</legend>
          <p className="hint">{say(`vote.how.${ballot}`, { count: method.marks ?? 0 })}</p>
          {options.map(({ letter, text }) => (
            <OnOption
              key={letter}
              form={ballot}
              label={`${letter}. ${text}`}
              value={marks[letter] ?? ''}
              onChange={(value) => mark(letter, value)}
            />
          ))}
        </fieldset>
      )}
      <Field label={say('vote.reason')} kind="prose" value={reason} onChange={setReason} />
      {isTried && choice === null && <Notice voice="stop">{say('vote.needs-choice')}</Notice>}
      <RefusalNotice refusal={vote.refusal} />
      <div className="actions">
        <Button kind="main" type="submit" working={vote.isRunning ? say('respond.doing') : null}>
          {say('vote.do')}
        </Button>
        {ballot !== null && stances.includes('abstain') && (
          <Button kind="quiet" onClick={() => void cast('abstain')}>
            {say('vote.abstain')}
          </Button>
        )}
        <span className="small soft">{say('vote.signed')}</span>
      </div>
    </form>
  );
}

/** What the reader says of one option. */
interface OptionParts {
  readonly form: NonNullable<Decision['method']['ballot']>;
  readonly label: string;
  readonly value: string;
  onChange(value: string): void;
}

function OnOption({ form, label, value, onChange }: OptionParts) {
  const say = useWords();
  if (form === 'any') {
    return (
      <label className="option">
        <input type="checkbox" checked={value !== ''} onChange={({ target }) => onChange(target.checked ? 'yes' : '')} />{' '}
        <span dir="auto">{label}</span>
      </label>
    );
  }
  if (form === 'times') {
    const times = TIMES.map((time) => ({ value: time, label: say(`vote.time.${time}`) }));
    return <Options label={label} options={times} chosen={(value || '') as (typeof TIMES)[number]} onChoose={onChange} />;
  }
  return <Field label={label} value={value} onChange={onChange} />;
}
