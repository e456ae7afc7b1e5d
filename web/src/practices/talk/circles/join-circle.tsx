import { useState } from 'react';
import { useChange, useOperation } from '../../../api/operations.ts';
import { NameHint } from '../../../names/name-hint.tsx';
import { Button } from '../../../parts/button.tsx';
import { goToFirstWrong } from '../../../parts/first-wrong.ts';
import { RefusalNotice } from '../../../parts/notice.tsx';
import { Sign } from '../../../parts/sign.tsx';
import { announce } from '../../../shell/announcer.tsx';
import { useWords } from '../../../texts/words.tsx';
import type { Circle } from './circle.ts';

/** The form by which somebody in a circle agrees to another member joining. @param onEnd called when it is done, or left */
export function JoinCircle({ circle, onEnd }: { readonly circle: Circle; onEnd(): void }) {
  const say = useWords();
  const people = useOperation('people', {});
  const agreeing = useChange('circle-invite');
  const [chosen, choose] = useState<string | null>(null);
  const [isNobody, setNobody] = useState(false);
  const isAgreed = (id: string): boolean => circle.joining.some((one) => one.id === id && !one.awaitsYou);
  const others = (people.data ?? []).filter(
    ({ id, state }) => state === 'member' && !circle.members.some((one) => one.id === id) && !isAgreed(id),
  );
  const agree = async (form: HTMLFormElement): Promise<void> => {
    setNobody(chosen === null);
    if (chosen === null) return goToFirstWrong(form);
    if ((await agreeing.run({ circle: circle.id, who: chosen })) === null) return;
    announce(say('circle.agreed', { who: others.find(({ id }) => id === chosen)?.name ?? '' }));
    onEnd();
  };
  if (people.data !== undefined && others.length === 0) return <p>{say('circle.join-nobody')}</p>;
  const wrong = isNobody && chosen === null;
  return (
    <form
      className="stack"
      onSubmit={(event) => {
        event.preventDefault();
        void agree(event.currentTarget);
      }}
    >
      <p className="soft">{say('circle.join-lede')}</p>
      <fieldset className="options-list">
        <legend className="label">{say('circle.join-who')}</legend>
        {others.map(({ id, name }) => (
          <label key={id} className="option">
            <input
              type="radio"
              name="who"
              checked={chosen === id}
              aria-invalid={wrong}
              aria-describedby={wrong ? 'circle-join-wrong' : undefined}
              onChange={() => choose(id)}
            />
            <span>
              <bdi>{name}</bdi> <NameHint member={id} />
            </span>
          </label>
        ))}
        {wrong && (
          <p className="wrong" id="circle-join-wrong">
            <Sign of="stop" />
            <span>{say('circle.join-needed')}</span>
          </p>
        )}
      </fieldset>
      <RefusalNotice refusal={agreeing.refusal} />
      <div className="actions">
        <Button kind="main" type="submit" working={agreeing.isRunning ? say('circle.joining') : null}>
          {say('circle.join')}
        </Button>
        <Button kind="quiet" onClick={onEnd}>
          {say('talk.not-now')}
        </Button>
      </div>
    </form>
  );
}
