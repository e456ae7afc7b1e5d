import type { ReactNode } from 'react';
import { Notice } from '../../../parts/notice.tsx';
import { Link } from '../../../route/link.tsx';
import { Row } from '../../../shell/sheet.tsx';
import { useWords } from '../../../texts/words.tsx';

/** The way to a proposal by which something is being decided. */
export function ToProposal({ id }: { readonly id: string }) {
  const say = useWords();
  return (
    <Link className="button button-plain" to={['decisions', id]}>
      {say('short.look')}
    </Link>
  );
}

/** In the place of a short proposal: that it is made already, and the way to it. */
export function UnderWay({ id, children }: { readonly id: string; readonly children: ReactNode }) {
  return (
    <Row className="after-items">
      <Notice voice="ask" actions={<ToProposal id={id} />}>
        {children}
      </Notice>
    </Row>
  );
}
