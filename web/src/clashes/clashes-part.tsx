import { Sign } from '../parts/sign.tsx';
import { tellEffect } from '../practices/decisions/effect.ts';
import { useTakesPart } from '../route/cell.ts';
import { Link } from '../route/link.tsx';
import { Item, Part } from '../shell/sheet.tsx';
import { useWords } from '../texts/words.tsx';
import { useClashes } from './use-clashes.ts';

/** Above all decisions: what was decided twice at once. Nothing where nothing was. */
export function ClashesPart() {
  const say = useWords();
  const takesPart = useTakesPart();
  const clashes = useClashes() ?? [];
  if (clashes.length === 0) return null;
  return (
    <Part title={say('clash.part')}>
      {clashes.map(({ setting, holds, open }) => (
        <Item
          key={setting}
          mark={<Sign of="heed" />}
          tone="heed"
          kicker={say('clash.kicker')}
          title={<Link to={['decisions', 'clash', setting]}>{say(`clash.setting.${setting}`)}</Link>}
          note={
            <>
              {say('clash.note', { holds: tellEffect({ kind: 'agreement', setting, value: holds.value }, say) })}{' '}
              {open !== null && <Link to={['decisions', open]}>{say('clash.under-way')}</Link>}
            </>
          }
          {...(open === null && takesPart
            ? {
                actions: (
                  <Link className="button button-plain" to={['decisions', 'clash', setting]}>
                    {say('clash.settle')}
                  </Link>
                ),
              }
            : {})}
        />
      ))}
    </Part>
  );
}
