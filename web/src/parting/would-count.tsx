import type { Output } from '../api/client.ts';
import { useOperation } from '../api/operations.ts';
import { Part, Row } from '../shell/sheet.tsx';
import { useWords } from '../texts/words.tsx';
import { useMoments } from '../time/moment.ts';
import { SetAsideWords } from './set-aside-rows.tsx';

type Entry = Output<'reach'>['aside'][number]['entries'][number];

/** What would count again, all of it to be read. @param others how much more is proposed than can be told here */
export function WouldCountPart({ entries, others = 0 }: { readonly entries: readonly Entry[]; readonly others?: number }) {
  const say = useWords();
  const { when } = useMoments();
  return (
    <Part title={say('aside.what')}>
      {entries.map((entry) => (
        <Row key={entry.id} word={<time>{when(entry.time)}</time>} className="item">
          <SetAsideWords entry={entry} isWhole />
        </Row>
      ))}
      {others > 0 && (
        <Row className="item">
          <p className="small soft">{say('aside.what-else', { count: others })}</p>
        </Row>
      )}
    </Part>
  );
}

/** On a proposal that what is set aside counts: what it is, for as long as it is set aside. Nothing for other decisions. */
export function WouldCount({ effects }: { readonly effects: Output<'decisions'>[number]['effects'] }) {
  const wanted = new Set<unknown>(effects.flatMap(({ kind, entries }) => (kind === 'readmit' && Array.isArray(entries) ? entries : [])));
  const { data: reach } = useOperation('reach', {}, wanted.size > 0);
  const entries = (reach?.aside ?? []).flatMap((group) => group.entries.filter(({ id }) => wanted.has(id)));
  return entries.length === 0 ? null : <WouldCountPart entries={entries} others={wanted.size - entries.length} />;
}
