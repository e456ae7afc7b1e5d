import { useDeceptions } from '../../../names/look-alikes.ts';
import { Notice } from '../../../parts/notice.tsx';
import { Row } from '../../../shell/sheet.tsx';
import { useWords } from '../../../texts/words.tsx';
import type { Decision } from '../standing.ts';

/** What may deceive about the name of somebody who asks to join, before anybody consents. Nothing for other decisions. */
export function Applicant({ decision: { effects } }: { readonly decision: Decision }) {
  const say = useWords();
  const deceptions = useDeceptions();
  return effects.map(({ kind, member }) => {
    const deception = kind === 'admit' ? deceptions.get(String(member)) : undefined;
    if (deception === undefined) return null;
    const words =
      deception.kind === 'alike' ? say('name.alike-at-length', { other: deception.other }) : say(`name.${deception.kind}-at-length`);
    return (
      <Row key={String(member)} className="outcome">
        <Notice voice="heed">{words}</Notice>
      </Row>
    );
  });
}
