import { useOperation } from '../api/operations.ts';
import { Empty } from '../parts/empty.tsx';
import { Shape } from '../parts/shape.tsx';
import { useDecisions } from '../practices/decisions/latest.ts';
import { Link } from '../route/link.tsx';
import { Row } from '../shell/sheet.tsx';
import { useWords } from '../texts/words.tsx';
import { useNow } from '../time/moment.ts';
import { isNewCell } from './new-cell.ts';

/** The steps with which a cell begins, and where each is done. */
const STEPS = [
  { name: 'invite', to: ['people', 'invite'] },
  { name: 'hello', to: ['talk'] },
  { name: 'propose', to: ['decisions', 'new'] },
] as const;

/** In a new cell, what to do first; nothing once people, talk and a decision are there. @param isQuiet whether something else is more pressing */
export function FirstSteps({ isQuiet }: { readonly isQuiet: boolean }) {
  const say = useWords();
  const now = useNow();
  const people = useOperation('people', {});
  const channels = useOperation('channels', {});
  const decisions = useDecisions();
  if (people.data === undefined || channels.data === undefined || decisions.data === undefined) return null;
  const done = {
    invite: people.data.some(({ you }) => !you),
    hello: channels.data.some(({ last }) => last !== null),
    // What somebody founded the cell with was proposed to nobody.
    propose: decisions.data.some(({ effects, heard }) => heard.of > 1 && !effects.some(({ kind }) => kind === 'admit')),
  };
  const isGroup = people.data.some(({ you, state }) => !you && state === 'member');
  const [next] = STEPS.filter(({ name }) => !done[name]);
  const begun = { people: people.data.length, isTalkedIn: done.hello, opened: decisions.data.map(({ opened }) => opened) };
  if (next === undefined || !isNewCell(begun, now)) return null;
  return (
    <section>
      <Row>
        <Empty
          title={say(isGroup ? 'today.first-here' : 'today.first-alone')}
          actions={
            <Link className={`button ${isQuiet ? 'button-plain' : 'button-main'}`} to={next.to}>
              {say(`today.first.${next.name}`)}
            </Link>
          }
        >
          {say(isGroup ? 'today.first-here-lede' : done.invite ? 'today.first-knocked-lede' : 'today.first-alone-lede')}
        </Empty>
        <ol className="first-steps" aria-label={say('today.first-steps')}>
          {STEPS.map(({ name, to }) => (
            <li key={name}>
              <Shape of={done[name] ? 'consent' : 'unheard'} />
              <span>
                <Link to={to}>{say(`today.first.${name}`)}</Link>
                {done[name] && <span className="sr">{say('today.first-done')}</span>}
                <span className="small soft">{say(`today.first.${name}-note`)}</span>
              </span>
            </li>
          ))}
        </ol>
      </Row>
    </section>
  );
}
