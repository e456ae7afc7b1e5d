import './draw.css';
import { inWords } from '../../../names/in-words.ts';
import { Part, Row } from '../../../shell/sheet.tsx';
import { useWords } from '../../../texts/words.tsx';
import type { Decision } from '../standing.ts';
import { CheckDraw } from './check-draw.tsx';
import { type DrawState, stepsOfDraw } from './steps.ts';

/** The draw of a decision that is made by lot: how far it is, or who was drawn, and how anybody checks it. Absent for other decisions. */
export function Draw({ decision: { id, draw } }: { readonly decision: Decision }) {
  const say = useWords();
  if (draw === null) return null;
  const { twofold } = draw;
  return (
    <Part title={say('draw.title')}>
      <Row className="draw">
        {draw.step === 'drawn' ? <Drawn draw={draw} /> : <OnTheWay draw={draw} />}
        {twofold.length > 0 && <p className="soft">{say('draw.twofold', { names: inWords(twofold.map(({ member }) => member)) })}</p>}
        {(draw.step === 'drawn' || draw.step === 'checking') && <CheckDraw id={id} draw={draw} />}
      </Row>
    </Part>
  );
}

const COUNTED = { put: 'draw.put', fixed: 'draw.needed', opened: 'draw.needed', checked: 'draw.proofs' } as const;

function Drawn({ draw: { drawn, next } }: { readonly draw: DrawState }) {
  const say = useWords();
  return (
    <>
      {drawn.length > 1 && <p className="soft">{say('draw.in-order')}</p>}
      <ol className="draw-lots">
        {drawn.map(({ name }, i) => (
          <li key={name}>
            {drawn.length > 1 && <span aria-hidden="true">{say('draw.place', { place: i + 1 })}</span>}
            <bdi className="written">{name}</bdi>
          </li>
        ))}
      </ol>
      <p>{say('draw.next', { names: inWords(next.map(({ name }) => name)) })}</p>
    </>
  );
}

function OnTheWay({ draw }: { readonly draw: DrawState }) {
  const say = useWords();
  const { from, missing, step } = draw;
  return (
    <>
      <p>{say('draw.lede')}</p>
      <ol className="draw-steps">
        {stepsOfDraw(draw).map(({ name, is, count, of }) => (
          <li key={name} className={`is-${is}`} aria-current={is === 'now' ? 'step' : undefined}>
            <span>{say(`draw.step.${name}`)}</span>
            <span className="draw-count">{is === 'done' ? say('draw.done') : of > 0 && say(COUNTED[name], { count, of })}</span>
          </li>
        ))}
      </ol>
      {step === 'putting-in' && (
        <p className="soft">
          {missing.length === 0 ? say('draw.waits') : say('draw.missing', { names: inWords(missing.map(({ member }) => member)) })}
        </p>
      )}
      <p className="small soft draw-from-title">{say('draw.from')}</p>
      <ul className="draw-from">
        {from.map(({ name }) => (
          <li key={name}>
            <bdi className="written">{name}</bdi>
          </li>
        ))}
      </ul>
    </>
  );
}
