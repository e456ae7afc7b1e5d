import type { Output } from '../api/client.ts';
import { useOperation } from '../api/operations.ts';
import { Notice } from '../parts/notice.tsx';
import { useDecisions } from '../practices/decisions/latest.ts';
import { ToProposal } from '../practices/decisions/parts/under-way.tsx';
import { useTakesPart } from '../route/cell.ts';
import { Link } from '../route/link.tsx';
import { Part, Row } from '../shell/sheet.tsx';
import { useWords } from '../texts/words.tsx';
import { removalOf } from './asked-about.ts';

/** On a member's page: how one parts from them, by a decision of all; on one's own, how one leaves. */
export function PartingPart({ person: { id, name, you } }: { readonly person: Output<'people'>[number] }) {
  const say = useWords();
  const takesPart = useTakesPart();
  const { data: people } = useOperation('people', {});
  const { data: decisions } = useDecisions();
  if (!takesPart || people === undefined || decisions === undefined) return null;
  const members = people.filter(({ state }) => state === 'member').length;
  const open = removalOf(decisions, id);
  const toLeave = <Link to={['settings', 'leave']}>{say('removal.to-leave')}</Link>;
  return (
    <Part title={say('removal.part')}>
      <Row className="stack">
        {open !== undefined && (
          <Notice voice="heed" actions={<ToProposal id={open.id} />}>
            {you ? say('removal.about-you') : say('removal.under-way', { name })}
          </Notice>
        )}
        {you && (
          <p className="soft">
            {say('removal.part-self')} {toLeave}
          </p>
        )}
        {!you && open === undefined && (
          <>
            <p className="soft">
              {say(members === 2 ? 'removal.part-two' : 'removal.part-lede')} {members === 2 && toLeave}
            </p>
            {members > 2 && (
              <div className="actions">
                <Link className="button button-plain" to={['people', id, 'remove']}>
                  {say('removal.do', { name })}
                </Link>
              </div>
            )}
          </>
        )}
      </Row>
    </Part>
  );
}
