import { useChange } from '../../../api/operations.ts';
import { Button } from '../../../parts/button.tsx';
import { RefusalNotice } from '../../../parts/notice.tsx';
import { announce } from '../../../shell/announcer.tsx';
import { useWords } from '../../../texts/words.tsx';
import type { Decision } from '../standing.ts';
import { useMe } from '../use-me.ts';

const STEPS = ['questions', 'reactions', 'round'] as const;

/** Who holds the round. Whoever does sees whom to call on, and can note where the group is; anybody may take it, and nobody has to. */
export function Holding({ decision }: { readonly decision: Decision }) {
  const say = useWords();
  const me = useMe();
  const hold = useChange('hold');
  const giveBack = useChange('give-back');
  const { id, state, round } = decision;
  if (state !== 'open' || me === undefined) return null;
  const { holder, next } = round;
  const isYours = holder?.memberId === me.id;
  // Whoever's own turn it is calls on nobody.
  const toCall = next[0]?.memberId === me.id ? undefined : next[0];
  const act = async (): Promise<void> => {
    const done = isYours ? await giveBack.run({ id }) : await hold.run({ id });
    if (done !== null) announce(say(isYours ? 'hold.given-back' : 'hold.yours'));
  };
  return (
    <div className="holding small">
      {holder !== null && (
        <p className="soft">
          {isYours ? say('hold.yours') : say('hold.by', { name: holder.member })}
          {isYours && toCall !== undefined && <b> {say('hold.call-on', { name: toCall.member })}</b>}
        </p>
      )}
      {isYours && <Steps decision={decision} />}
      <RefusalNotice refusal={hold.refusal ?? giveBack.refusal} />
      <div className="actions">
        <Button kind="quiet" onClick={() => void act()} working={hold.isRunning || giveBack.isRunning ? say('hold.doing') : null}>
          {say(isYours ? 'hold.give-back' : holder === null ? 'hold.do' : 'hold.take-over')}
        </Button>
      </div>
    </div>
  );
}

/** Where the group is, as whoever holds the round notes it for all. */
function Steps({ decision: { id, round } }: { readonly decision: Decision }) {
  const say = useWords();
  const step = useChange('step');
  const note = async (at: (typeof STEPS)[number]): Promise<void> => {
    if ((await step.run({ id, step: at })) !== null) announce(say('hold.noted', { step: say(`decision.step.${at}`) }));
  };
  return (
    <fieldset className="noting">
      <legend className="soft">{say('hold.where')}</legend>
      {STEPS.map((at) => (
        <button key={at} type="button" className="button button-quiet" aria-pressed={round.step === at} onClick={() => void note(at)}>
          {say(`decision.step.${at}`)}
        </button>
      ))}
      <RefusalNotice refusal={step.refusal} />
    </fieldset>
  );
}
