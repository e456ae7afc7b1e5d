import { Notice } from '../parts/notice.tsx';
import { Link } from '../route/link.tsx';
import { Row } from '../shell/sheet.tsx';
import { useWords } from '../texts/words.tsx';
import { useClashes } from './use-clashes.ts';

/** On a decision's page: that another one settled the same at once. Nothing where none did. @param id of the decision */
export function ClashOfDecision({ id }: { readonly id: string }) {
  const say = useWords();
  const clash = useClashes()?.find(({ holds, others }) => holds.decision === id || others.some(({ decision }) => decision === id));
  if (clash === undefined) return null;
  return (
    <Row className="outcome">
      <Notice
        voice="heed"
        actions={
          <Link className="button button-plain" to={['decisions', 'clash', clash.setting]}>
            {say('clash.see')}
          </Link>
        }
      >
        {say('clash.on-decision', { holds: String(clash.holds.decision === id) })}
      </Notice>
    </Row>
  );
}
