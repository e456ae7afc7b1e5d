import type { Output } from '../api/client.ts';
import { useOperation } from '../api/operations.ts';
import type { Setting } from '../clashes/clash.ts';
import { Origin, originOf } from '../parts/origin.tsx';
import { QUORUMS, readLength, tellEffect } from '../practices/decisions/effect.ts';
import { tellRetention } from '../retention/retention.ts';
import { useTakesPart } from '../route/cell.ts';
import { Link } from '../route/link.tsx';
import { Part, Row } from '../shell/sheet.tsx';
import { useWords, Words } from '../texts/words.tsx';

type Agreed = Output<'agreed'>;

/** What the cell has agreed on, in plain words, each with the decision that it comes from. */
export function AgreedPart() {
  const say = useWords();
  const takesPart = useTakesPart();
  const { data: agreed } = useOperation('agreed', {});
  if (agreed === undefined) return null;
  const { members, needed, quorum, respondWithin, methods, waysOutAfter, waysOut, retention, delegation, name } = agreed;
  const known = QUORUMS.find((one) => one === quorum.value);
  const part = known === undefined ? quorum.value : say(`quorum.${known}`);
  const length = readLength(respondWithin.value);
  return (
    <Part title={say('agreed.title')}>
      <Row>
        <ul className="powers">
          <Power from={quorum} setting="quorum">
            {members === 1 ? say('agreed.needed-alone', { part }) : say('agreed.needed', { part, needed, members })}
          </Power>
          <Power from={respondWithin} setting="respondWithin">
            {say('agreed.respond', {
              length: length === null ? respondWithin.value : say(`length.${length.unit}`, { count: length.count }),
            })}
          </Power>
          <Power from={methods} setting="methods">
            {tellEffect({ kind: 'agreement', setting: 'methods', value: methods.value }, say)}
          </Power>
          <Power from={waysOutAfter} setting="waysOutAfter">
            {say('effect.waysOutAfter', { count: Number(waysOutAfter.value) })}
          </Power>
          <Power from={waysOut} setting="waysOut">
            {tellEffect({ kind: 'agreement', setting: 'waysOut', value: waysOut.value }, say)}
          </Power>
          <Power from={retention} setting="retention">
            {tellRetention(retention.value, say)}
          </Power>
          <Power from={FOUNDING}>{say('agreed.voice')}</Power>
          <Power from={delegation} setting="delegation">
            {say('effect.delegation', { most: delegation.value === 'off' ? 0 : Number(delegation.value) })}
          </Power>
          <Power from={FOUNDING}>{say('agreed.who')}</Power>
          <Power from={name} setting="name">
            {say('agreed.name', { name: name.value })}
          </Power>
        </ul>
        {takesPart && (
          <p className="small">
            <Link to={['decisions', 'new']}>{say('agreed.change')}</Link>
          </p>
        )}
      </Row>
    </Part>
  );
}

const FOUNDING = { decision: null, clash: [] } as const;

/** One thing that holds, and where it comes from. */
function Power({
  from: { decision, clash },
  setting,
  children,
}: {
  readonly from: Pick<Agreed['name'], 'decision' | 'clash'>;
  /** The setting that it is, where it can be decided twice at once. */
  readonly setting?: Setting;
  readonly children: string;
}) {
  const say = useWords();
  const others = clash.map(({ value }) => tellEffect({ kind: 'agreement', setting: setting ?? '', value }, say));
  return (
    <li>
      <p className="written">{children}</p>
      <OriginOf decision={decision} />
      {setting !== undefined && others.length > 0 && (
        <p className="small clash">
          <Words
            text="agreed.clash"
            with={{ others: others.join(' '), link: (inner) => <Link to={['decisions', 'clash', setting]}>{inner}</Link> }}
          />
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
