import { useState } from 'react';
import type { Input } from '../../../api/client.ts';
import { useChange, useOperation } from '../../../api/operations.ts';
import { Button } from '../../../parts/button.tsx';
import { Field } from '../../../parts/field.tsx';
import { announce } from '../../../shell/announcer.tsx';
import { Part, Row } from '../../../shell/sheet.tsx';
import { useWords } from '../../../texts/words.tsx';
import type { Length } from '../draft.ts';
import type { Decision } from '../standing.ts';
import { useGoingOn } from '../use-going-on.ts';
import { useMe } from '../use-me.ts';
import { AnotherMethod, lackOfWish, optionsOfWish, type Wish } from './another-method.tsx';
import { AnsweringForm } from './answering-form.tsx';
import { LengthField } from './length-field.tsx';
import { Options } from './options.tsx';
import { PeopleChoice } from './people-choice.tsx';

type Offered = Decision['round']['waysOut']['offered'][number];

/** Ways out of a round that is stuck: what they are, and asking for one. Nothing where the round is not stuck. */
export function WaysOut({ decision }: { readonly decision: Decision }) {
  const say = useWords();
  const me = useMe();
  const [isOpen, open] = useState(false);
  const [place, goOn] = useGoingOn();
  const close = (): void => {
    open(false);
    goOn();
  };
  const { waysOut } = decision.round;
  if (waysOut.offered.length === 0 || me === undefined) return null;
  return (
    <Part title={say('way.title')}>
      <Row className="ways-out">
        <div ref={place} tabIndex={-1}>
          <p>{say(decision.state === 'open' ? 'way.lede' : 'way.lede-ended', { count: waysOut.amendments })}</p>
          {isOpen ? (
            <WayOutForm decision={decision} onDone={close} />
          ) : (
            <div className="actions">
              <Button onClick={() => open(true)}>{say('way.open')}</Button>
            </div>
          )}
        </div>
      </Row>
    </Part>
  );
}

function WayOutForm({ decision, onDone }: { readonly decision: Decision; onDone(): void }) {
  const say = useWords();
  const ask = useChange('way-out');
  const { id, title, round } = decision;
  const { offered, methods } = round.waysOut;
  const [way, choose] = useState<Offered | 'parting' | null>(null);
  const [who, setWho] = useState<readonly string[]>([]);
  const [length, setLength] = useState<Length>({ count: '6', unit: 'w' });
  const { data: all = [] } = useOperation('methods', {});
  const kinds = all.filter(({ name }) => methods.includes(name));
  // As it is now is what one can choose too: nobody should have to bring it up.
  const [wish, setWish] = useState<Wish>({ method: methods[0] ?? 'consensus', options: [title.slice(0, 100), say('way.as-it-is')] });
  const kind = kinds.find(({ name }) => name === wish.method);
  const lack = lackOfWish(wish, kind);
  const [text, setText] = useState('');
  const isHelp = way === 'helping-circle' || way === 'mediation';
  const count = Number(length.count);
  const isTime = Number.isInteger(count) && count > 0 && count < 1_000_000;
  const lacks =
    way === null
      ? say('way.choose')
      : isHelp && who.length === 0
        ? say('way.needs-people')
        : way === 'trial' && !isTime
          ? say('propose.count-needed')
          : way === 'another-method' && lack !== null
            ? say(lack)
            : null;
  const submit = async (): Promise<void> => {
    if (way === null || way === 'parting' || lacks !== null || ask.isRunning) return;
    const input: Input<'way-out'> = {
      id,
      way,
      text,
      ...(isHelp ? { ask: [...who] } : {}),
      ...(way === 'trial' ? { until: `${count}${length.unit}` } : {}),
      ...(way === 'another-method' ? { method: wish.method, option: [...optionsOfWish(wish, kind)] } : {}),
    };
    if ((await ask.run(input)) === null) return;
    announce(say('way.asked'));
    onDone();
  };
  const ways = [...offered, 'parting' as const].map((value) => ({ value, label: say(`way.${value}`), means: say(`way.${value}-means`) }));
  return (
    <AnsweringForm does={way === 'parting' ? null : say('way.do')} not={lacks} change={ask} onSubmit={submit} onLeave={onDone}>
      <Options<Offered | 'parting'> label={say('way.which')} options={ways} chosen={way ?? ('' as Offered)} onChoose={choose}>
        {isHelp && <PeopleChoice who={who} onChange={setWho} label={say(`way.${way}-who`)} />}
        {way === 'trial' && <LengthField label={say('way.until')} length={length} onChange={setLength} wrong={isTime ? null : lacks} />}
        {way === 'another-method' && <AnotherMethod wish={wish} onChange={setWish} kinds={kinds} />}
        {way === 'parting' && <p className="small">{say('way.parting-today')}</p>}
      </Options>
      {way !== null && way !== 'parting' && <Field label={say('way.text')} kind="prose" rows={2} value={text} onChange={setText} />}
    </AnsweringForm>
  );
}
