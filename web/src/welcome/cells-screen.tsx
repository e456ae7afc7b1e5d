import { Mark } from '../parts/mark.tsx';
import { Sign } from '../parts/sign.tsx';
import type { CellHere } from '../route/cell.ts';
import { Link } from '../route/link.tsx';
import { LineStrip } from '../shell/line-strip.tsx';
import { usePageTitle } from '../shell/page-title.ts';
import { useWords } from '../texts/words.tsx';

/** The cells on this device, to choose one. */
export function CellsScreen({ cells }: { readonly cells: readonly CellHere[] }) {
  const say = useWords();
  usePageTitle(say('shell.cells'));
  return (
    <div className="page">
      <LineStrip />
      <main className="welcome is-form">
        <Mark />
        <h1>{say('shell.cells')}</h1>
        <div className="ways">
          {cells.map(({ id, name, state }) => (
            <Link key={id} className="way" to={[]} cell={id}>
              <b dir="auto">{name}</b>
              <span>{say(`shell.cell-state.${state}`)}</span>
              <Sign of="onward" />
            </Link>
          ))}
        </div>
        <div className="actions">
          <Link className="button button-plain" to={['welcome']} cell={null}>
            {say('shell.another-cell')}
          </Link>
        </div>
      </main>
    </div>
  );
}
