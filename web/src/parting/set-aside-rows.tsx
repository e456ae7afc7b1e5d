import { useState } from 'react';
import type { Output } from '../api/client.ts';
import { Button } from '../parts/button.tsx';
import { useDecisions } from '../practices/decisions/latest.ts';
import { useTakesPart } from '../route/cell.ts';
import { Link } from '../route/link.tsx';
import { Row } from '../shell/sheet.tsx';
import { beginningOf } from '../texts/beginning.ts';
import { useWords } from '../texts/words.tsx';
import { useMoments } from '../time/moment.ts';
import { readmissionOf } from './asked-about.ts';

type Entry = Output<'reach'>['aside'][number]['entries'][number];

/** So many are shown before somebody asks for the rest. */
const AT_FIRST = 3;

/** What is set aside, one by one: when, whose, what, and how to have it counted. @param all where to propose all of it at once; null: nowhere */
export function SetAsideRows({ entries, all }: { readonly entries: readonly Entry[]; readonly all: string | null }) {
  const say = useWords();
  const takesPart = useTakesPart();
  const [isWhole, show] = useState(false);
  const shown = isWhole ? entries : entries.slice(0, AT_FIRST);
  const hasMore = shown.length < entries.length;
  const isAll = all !== null && takesPart && entries.length > 1;
  return (
    <>
      {shown.map((entry) => (
        <SetAsideRow key={entry.id} entry={entry} />
      ))}
      {(hasMore || isAll) && (
        <Row className="item">
          <div className="actions bare-actions">
            {hasMore && (
              <Button kind="quiet" onClick={() => show(true)}>
                {say('aside.show', { count: entries.length })}
              </Button>
            )}
            {isAll && <Link to={['status', 'readmit', all]}>{say('aside.propose-all')}</Link>}
          </div>
        </Row>
      )}
    </>
  );
}

function SetAsideRow({ entry }: { readonly entry: Entry }) {
  const say = useWords();
  const takesPart = useTakesPart();
  const { when } = useMoments();
  const { data: decisions } = useDecisions();
  const open = readmissionOf(decisions, entry.id);
  return (
    <Row word={<time>{when(entry.time)}</time>} className="item">
      <SetAsideWords entry={entry} />
      {open !== undefined && (
        <p className="small">
          <Link to={['decisions', open.id]}>{say('aside.proposed')}</Link>
        </p>
      )}
      {open === undefined && takesPart && (
        <p className="small">
          <Link to={['status', 'readmit', entry.id]}>{say('aside.propose')}</Link>
        </p>
      )}
    </Row>
  );
}

/** Deeds without words of their own that have a name here. */
const WORDLESS = ['unsay', 'withdraw', 'respond', 'vote', 'invite', 'revoke'] as const;

/** Whose words something that is set aside is, and how it begins; or what was done. @param isWhole whether all of it is read: whoever wants it back has to know it */
export function SetAsideWords({ entry: { member, deed, text }, isWhole = false }: { readonly entry: Entry; readonly isWhole?: boolean }) {
  const say = useWords();
  const known = WORDLESS.find((one) => one === deed) ?? 'other';
  return (
    <p className={isWhole ? 'written' : 'written clipped'} dir="auto">
      {text === ''
        ? say(`aside.deed.${known}`, { name: member })
        : say('status.aside.said', { name: member, text: isWhole ? text : beginningOf(text) })}
    </p>
  );
}
