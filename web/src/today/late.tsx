import type { Output } from '../api/client.ts';
import { Reach } from '../parts/reach.tsx';
import { Link } from '../route/link.tsx';
import { Row } from '../shell/sheet.tsx';
import { beginningOf } from '../texts/beginning.ts';
import { Words } from '../texts/words.tsx';
import { useMoments } from '../time/moment.ts';

/** Something of the reader's that is not on all devices yet. */
type Late = Output<'reach'>['late']['newest'][number];

/** Something of the reader's that is still on its way: when, what, and how far it has got. */
export function LateRow({ late }: { readonly late: Late }) {
  const { when } = useMoments();
  const { time, reach } = late;
  return (
    <Row word={<time>{when(time)}</time>} className="item">
      <p className="written clipped">
        <Deed late={late} />
      </p>
      <Reach {...reach} />
    </Row>
  );
}

/** What it was, in words that the reader knows again. */
function Deed({ late: { id, kind, text, decision, channel } }: { readonly late: Late }) {
  const to =
    decision !== null
      ? ['decisions', decision.id]
      : channel !== null
        ? ['talk', channel, ...(kind === 'say' ? [id] : [])]
        : ['people', ...(kind === 'voice' ? ['voices'] : [])];
  return (
    <Words
      text={`today.deed.${kind}`}
      with={{ text: beginningOf(text), title: decision?.title ?? '', a: (inner) => <Link to={to}>{inner}</Link> }}
    />
  );
}
