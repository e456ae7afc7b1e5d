import type { ReactNode } from 'react';
import type { Output } from '../api/client.ts';
import { useOperation } from '../api/operations.ts';
import { Notice } from '../parts/notice.tsx';
import { Fetching } from '../parts/progress.tsx';
import { OriginOf } from '../people/agreed-part.tsx';
import { useCell } from '../route/cell.ts';
import { Link } from '../route/link.tsx';
import { Part, Row, Sheet } from '../shell/sheet.tsx';
import { useWords } from '../texts/words.tsx';
import { useMoments } from '../time/moment.ts';
import { isParted } from './parted.ts';
import { SaveAll } from './save-all.tsx';

/** What stands in the place of Today for whoever looks on: since when and why, what they still have, and what they can do. */
export function PartedScreen() {
  const say = useWords();
  const { date } = useMoments();
  const { state, name: cell, fault } = useCell();
  const { data: people } = useOperation('people', {});
  const { data: own } = useOperation('devices', {});
  if (!isParted(state)) return null;
  if (people === undefined || own === undefined) return <Fetching>{say('shell.fetching')}</Fetching>;
  const you = people.find((person) => person.you);
  const isOut = state === 'removed' || state === 'left';
  const until = isOut ? you?.until : own.devices.find(({ isThis }) => isThis)?.until;
  const known = typeof until === 'string';
  const decision = (state === 'replaced' ? you?.recovered?.decision : you?.removal) ?? null;
  return (
    <Sheet
      title={say(`parted.${state}`)}
      lede={
        <>
          <p className="lede">{say(`parted.${state}-lede`, { cell, known: String(known), date: known ? date(until) : '' })}</p>
          {decision !== null && (
            <p>
              <OriginOf decision={decision} />
            </p>
          )}
        </>
      }
      aside={<StillHave isOut={isOut} />}
    >
      {/* Of what it is, the page has said more. */}
      {fault !== null && state !== 'frozen' && (
        <Row>
          <Notice voice="stop">{fault}</Notice>
        </Row>
      )}
      <Part title={say('parted.can')}>
        {state === 'frozen' && <Way of="relink" note={say('parted.relink-frozen')} to={['welcome', 'link']} isMain />}
        {state === 'frozen' && <Way of="restore" note={say('parted.restore-lede')} to={['welcome', 'join']} />}
        {state === 'replaced' && <Way of="not-lost" note={say('parted.not-lost-lede')} />}
        {state === 'replaced' && <Way of="relink" note={say('parted.relink-replaced')} to={['welcome', 'link']} />}
        {state === 'suspended' && <Way of="talk-to-them" note={say('parted.talk-to-them-lede')} />}
        {state === 'suspended' && <Way of="relink" note={say('parted.relink-suspended')} to={['welcome', 'link']} />}
        {state === 'revoked' && <Way of="relink" note={say('parted.relink-revoked')} to={['welcome', 'link']} />}
        {state === 'revoked' && <Way of="was-not-you" note={say('parted.was-not-you-lede')} />}
        {isOut && <WayOn title={say('parted.save')} note={say('parted.save-lede')} action={<SaveAll />} />}
        {isOut && <Way of="again" note={say('parted.again-lede')} to={['welcome', 'join']} />}
        {isOut && <Way of="another" note={say('parted.another-lede')} to={['welcome', 'found']} />}
      </Part>
      <Aside people={people} />
    </Sheet>
  );
}

/** What a way on takes. */
interface WayParts {
  readonly of: 'relink' | 'restore' | 'talk-to-them' | 'was-not-you' | 'not-lost' | 'again' | 'another';
  readonly note: string;
  /** Where on the page it is gone; without it there are words alone. */
  readonly to?: readonly string[];
  readonly isMain?: boolean;
}

/** One way on. */
function Way({ of, note, to, isMain = false }: WayParts) {
  const say = useWords();
  const action =
    to === undefined ? undefined : (
      <Link className={`button ${isMain ? 'button-main' : 'button-plain'}`} to={to} cell={null}>
        {say(`parted.${of as 'relink' | 'restore' | 'again' | 'another'}-do`)}
      </Link>
    );
  return <WayOn title={say(`parted.${of}`)} note={note} action={action} />;
}

/** A way on in words; what is pressed stands under them, for they are many. */
function WayOn({ title, note, action }: { readonly title: string; readonly note: string; readonly action: ReactNode }) {
  return (
    <Row className="item">
      <h3>{title}</h3>
      <p className="note">{note}</p>
      {action !== undefined && <div className="actions">{action}</div>}
    </Row>
  );
}

/** In the side column: what is still here to be read. */
function StillHave({ isOut }: { readonly isOut: boolean }) {
  const say = useWords();
  return (
    <section>
      <h2>{say('parted.have')}</h2>
      <ul>
        <li>{say(isOut ? 'parted.have-lede' : 'parted.have-own-lede')}</li>
        {(['talk', 'decisions', 'people'] as const).map((place) => (
          <li key={place}>
            <Link to={[place]}>{say(`parted.read-${place}`)}</Link>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** What of the reader's own is set aside. */
function Aside({ people }: { readonly people: Output<'people'> }) {
  const say = useWords();
  const { data: reach } = useOperation('reach', {});
  const me = people.find(({ you }) => you)?.id;
  const count = (reach?.aside ?? []).flatMap(({ entries }) => entries).filter(({ memberId }) => memberId === me).length;
  if (count === 0) return null;
  return (
    <Part title={say('parted.aside')}>
      <Row>
        <p>{say('parted.aside-lede', { count })}</p>
        <p>
          <Link to={['status']}>{say('aside.show', { count })}</Link>
        </p>
      </Row>
    </Part>
  );
}
