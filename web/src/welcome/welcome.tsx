import type { KeyringState } from '../../../src/daemon/api.ts';
import { BigRing, Mark } from '../parts/mark.tsx';
import { Sign } from '../parts/sign.tsx';
import { Link } from '../route/link.tsx';
import { LineStrip } from '../shell/line-strip.tsx';
import { usePageTitle } from '../shell/page-title.ts';
import { useWords } from '../texts/words.tsx';
import { EnteringForm } from './entering-form.tsx';

/** The first page: the ways into a cell. @param step `found` or `join` once one of them was taken */
export function Welcome({ state, step }: { readonly state: KeyringState; readonly step: string | undefined }) {
  const how = step === 'found' || step === 'join' ? step : null;
  return (
    <div className="page">
      <LineStrip />
      {how === null ? <Ways /> : <EnteringForm key={how} how={how} isNew={state === 'new'} />}
    </div>
  );
}

function Ways() {
  const say = useWords();
  usePageTitle(say('welcome.title'));
  return (
    <main className="welcome">
      <Mark />
      <BigRing />
      <h1>{say('welcome.title')}</h1>
      <p className="lede">{say('welcome.lede')}</p>
      <div className="ways">
        {(['found', 'join'] as const).map((way) => (
          <Link key={way} className="way" to={['welcome', way]} cell={null}>
            <b>{say(`welcome.${way}`)}</b>
            <span>{say(`welcome.${way}-lede`)}</span>
            <Sign of="onward" />
          </Link>
        ))}
      </div>
      <p className="small soft">{say('welcome.no-server')}</p>
    </main>
  );
}
