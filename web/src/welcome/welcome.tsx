import type { KeyringState } from '../../../src/daemon/api.ts';
import { begin, ENTRANCE } from '../demonstration/visiting.ts';
import { BigRing, Mark } from '../parts/mark.tsx';
import { Sign } from '../parts/sign.tsx';
import { Link } from '../route/link.tsx';
import { LineStrip } from '../shell/line-strip.tsx';
import { usePageTitle } from '../shell/page-title.ts';
import { useWords } from '../texts/words.tsx';
import { FoundingForm } from './founding-form.tsx';
import { useHeldInvitation } from './invitation-address.ts';
import { JoiningForm } from './joining-form.tsx';
import { LinkingForm } from './linking-form.tsx';
import { RestoringForm } from './restoring-form.tsx';

/** The first page: the ways into a cell. @param step `found`, `join`, `link` or `restore` once one of them was taken */
export function Welcome({ state, step }: { readonly state: KeyringState; readonly step: string | undefined }) {
  const held = useHeldInvitation();
  const isNew = state === 'new';
  return (
    <div className="page">
      <LineStrip />
      {step === 'found' ? (
        <FoundingForm isNew={isNew} />
      ) : step === 'join' ? (
        <JoiningForm key={held} held={held} isNew={isNew} />
      ) : step === 'link' ? (
        <LinkingForm isNew={isNew} />
      ) : step === 'restore' ? (
        <RestoringForm isNew={isNew} />
      ) : (
        <Ways />
      )}
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
        <Link className="way" to={['welcome', 'link']} cell={null}>
          <b>{say('take.way')}</b>
          <span>{say('take.way-lede')}</span>
          <Sign of="onward" />
        </Link>
        <Link className="way" to={['welcome', 'restore']} cell={null}>
          <b>{say('restore.way')}</b>
          <span>{say('restore.way-lede')}</span>
          <Sign of="onward" />
        </Link>
        {/* It begins while the page is loaded anew. */}
        <a className="way" href={ENTRANCE} onClick={() => void begin()}>
          <b>{say('welcome.look')}</b>
          <span>{say('welcome.look-lede')}</span>
          <Sign of="onward" />
        </a>
      </div>
      <p className="small soft">{say('welcome.no-server')}</p>
    </main>
  );
}
