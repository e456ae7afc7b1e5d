import type { Output } from '../api/client.ts';
import { useOperation } from '../api/operations.ts';
import { Origin, originOf } from '../parts/origin.tsx';
import { QUORUMS, readLength } from '../practices/decisions/effect.ts';
import { Link } from '../route/link.tsx';
import { Part, Row } from '../shell/sheet.tsx';
import { useWords, Words } from '../texts/words.tsx';

type Agreed = Output<'agreed'>;

/** What the cell has agreed on, in plain words, each with the decision that it comes from. */
export function AgreedPart() {
  const say = useWords();
  const { data: agreed } = useOperation('agreed', {});
  if (agreed === undefined) return null;
  const { members, needed, quorum, respondWithin, name } = agreed;
  const known = QUORUMS.find((one) => one === quorum.value);
  const part = known === undefined ? quorum.value : say(`quorum.${known}`);
  const length = readLength(respondWithin.value);
  return (
    <Part title={say('agreed.title')}>
      <Row>
        <ul className="powers">
          <Power from={quorum}>
            {members === 1 ? say('agreed.needed-alone', { part }) : say('agreed.needed', { part, needed, members })}
          </Power>
          <Power from={respondWithin}>
            {say('agreed.respond', {
              length: length === null ? respondWithin.value : say(`length.${length.unit}`, { count: length.count }),
            })}
          </Power>
          <Power from={FOUNDING}>{say('agreed.voice')}</Power>
          <Power from={FOUNDING}>{say('agreed.who')}</Power>
          <Power from={name}>{say('agreed.name', { name: name.value })}</Power>
        </ul>
        <p className="small">
          <Link to={['decisions', 'new']}>{say('agreed.change')}</Link>
        </p>
      </Row>
    </Part>
  );
}

const FOUNDING = { decision: null, clash: [] } as const;

/** One thing that holds, and where it comes from. */
function Power({
  from: { decision, clash },
  children,
}: {
  readonly from: Pick<Agreed['name'], 'decision' | 'clash'>;
  readonly children: string;
}) {
  const [other] = clash;
  return (
    <li>
      <p className="written">{children}</p>
      <OriginOf decision={decision} />
      {other !== undefined && (
        <p className="small clash">
          <Words text="agreed.clash" with={{ link: (inner) => <Link to={['decisions', other]}>{inner}</Link> }} />
        </p>
      )}
    </li>
  );
}

/** Where something comes from. @param decision its id; null: it is there since the founding */
export function OriginOf({ decision }: { readonly decision: string | null }) {
  const { data: found } = useOperation('decision', { id: decision ?? '' }, decision !== null);
  if (decision === null) return <Origin decision={null} />;
  return found === undefined ? null : <Origin decision={originOf(found)} />;
}
