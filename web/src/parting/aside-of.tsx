import type { Output } from '../api/client.ts';
import { useOperation } from '../api/operations.ts';
import { Part } from '../shell/sheet.tsx';
import { useWords } from '../texts/words.tsx';
import { SetAsideRows } from './set-aside-rows.tsx';

/** On somebody's page: what of theirs is set aside. Nothing where there is nothing. */
export function AsideOf({ person: { id } }: { readonly person: Output<'people'>[number] }) {
  const say = useWords();
  const { data: reach } = useOperation('reach', {});
  const entries = (reach?.aside ?? []).flatMap((group) => group.entries).filter(({ memberId }) => memberId === id);
  if (entries.length === 0) return null;
  return (
    <Part title={say('aside.of')}>
      <SetAsideRows entries={entries} all={null} />
    </Part>
  );
}
