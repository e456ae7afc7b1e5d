import { useState } from 'react';
import type { Output } from '../../../api/client.ts';
import { useChange, useOperation } from '../../../api/operations.ts';
import { NameHint } from '../../../names/name-hint.tsx';
import { Button } from '../../../parts/button.tsx';
import { Field } from '../../../parts/field.tsx';
import { goToFirstWrong } from '../../../parts/first-wrong.ts';
import { RefusalNotice } from '../../../parts/notice.tsx';
import { Sign } from '../../../parts/sign.tsx';
import { useCell } from '../../../route/cell.ts';
import { wayOn } from '../../../route/route.ts';
import { useWords } from '../../../texts/words.tsx';

type Person = Output<'people'>[number];

/** The form that founds a circle: with whom, and what it is called. @param onEnd called when it is done, or left */
export function FoundCircle({ onEnd }: { onEnd(): void }) {
  const say = useWords();
  const { id: cell } = useCell();
  const people = useOperation('people', {});
  const founding = useChange('circle-found');
  const [chosen, choose] = useState<ReadonlySet<string>>(new Set());
  const [name, setName] = useState('');
  const [isNobody, setNobody] = useState(false);
  const others = (people.data ?? []).filter(({ state, you }) => state === 'member' && !you);
  const found = async (form: HTMLFormElement): Promise<void> => {
    setNobody(chosen.size === 0);
    if (chosen.size === 0) return goToFirstWrong(form);
    const goOn = wayOn();
    const circle = await founding.run({ name, with: [...chosen] });
    if (circle === null) return;
    onEnd();
    goOn({ cell, steps: ['talk', circle.channel] });
  };
  if (people.data !== undefined && others.length === 0) return <p>{say('circle.alone')}</p>;
  return (
    <form
      className="stack"
      onSubmit={(event) => {
        event.preventDefault();
        void found(event.currentTarget);
      }}
    >
      <p className="soft">{say('circle.found-lede')}</p>
      <People
        people={others}
        chosen={chosen}
        wrong={isNobody && chosen.size === 0 ? say('circle.with-needed') : null}
        onChoose={(id, isChosen) => {
          const next = new Set(chosen);
          if (isChosen) next.add(id);
          else next.delete(id);
          choose(next);
        }}
      />
      <Field label={say('circle.name')} hint={say('circle.name-hint')} value={name} onChange={setName} />
      <RefusalNotice refusal={founding.refusal} />
      <div className="actions">
        <Button kind="main" type="submit" working={founding.isRunning ? say('circle.founding') : null}>
          {say('circle.found')}
        </Button>
        <Button kind="quiet" onClick={onEnd}>
          {say('talk.not-now')}
        </Button>
      </div>
    </form>
  );
}

interface PeopleParts {
  readonly people: readonly Person[];
  /** Ids of those who are chosen. */
  readonly chosen: ReadonlySet<string>;
  readonly wrong: string | null;
  onChoose(id: string, isChosen: boolean): void;
}

/** People of the cell, to choose some. */
function People({ people, chosen, wrong, onChoose }: PeopleParts) {
  const say = useWords();
  return (
    <fieldset className="options-list">
      <legend className="label">{say('circle.with')}</legend>
      {people.map(({ id, name }) => (
        <label key={id} className="option">
          <input
            type="checkbox"
            checked={chosen.has(id)}
            aria-invalid={wrong !== null}
            aria-describedby={wrong === null ? undefined : 'circle-with-wrong'}
            onChange={({ target }) => onChoose(id, target.checked)}
          />
          <span>
            <bdi>{name}</bdi> <NameHint member={id} />
          </span>
        </label>
      ))}
      {wrong !== null && (
        <p className="wrong" id="circle-with-wrong">
          <Sign of="stop" />
          <span>{wrong}</span>
        </p>
      )}
    </fieldset>
  );
}
