import type { ReactNode } from 'react';
import { NameHint } from '../../../names/name-hint.tsx';
import { Row } from '../../../shell/sheet.tsx';
import { Words } from '../../../texts/words.tsx';
import { useMoments } from '../../../time/moment.ts';
import type { Agreement } from '../agreement.ts';

type Said = Agreement['concernsSaid'][number];

/** What people said of an agreement, each with who and when. @param mark what hangs beside it */
export function SaidRows({ said, mark }: { readonly said: readonly Said[]; readonly mark: ReactNode }) {
  const { when } = useMoments();
  return said.map(({ id, member, memberId, text, time }) => (
    <Row key={id} mark={mark} className="item">
      <p className="by">
        <Words text="agreement.by" with={{ name: member, when: when(time), b: bold }} /> <NameHint member={memberId} />
      </p>
      <p className="written said-words" dir="auto">
        {text}
      </p>
    </Row>
  ));
}

function bold(inner: ReactNode[]): ReactNode {
  return <b key="b">{inner}</b>;
}
