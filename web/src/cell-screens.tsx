import { lazy, Suspense, useCallback } from 'react';
import { Fetching } from './parts/progress.tsx';
import { DoorWatch } from './people/door-watch.tsx';
import { useCell } from './route/cell.ts';
import { go } from './route/route.ts';
import { House } from './shell/house.tsx';
import { Nowhere } from './shell/nowhere.tsx';
import { WaitingContext } from './shell/page-title.ts';
import { PLACES, type PlaceName, placeOf } from './shell/places.ts';
import { useShortcut } from './shell/shortcuts.tsx';
import { useWords } from './texts/words.tsx';
import { CountsContext } from './today/counts.ts';
import { TodayScreen } from './today/today-screen.tsx';
import { useVisit } from './today/use-visit.ts';
import { useWaiting, useWaitingAnnounced } from './today/use-waiting.ts';

// What is not needed for the first screen is loaded when somebody goes there.
const TalkScreen = lazy(() => import('./practices/talk/screens/talk-screen.tsx').then((it) => ({ default: it.TalkScreen })));
const DecisionsScreens = lazy(() =>
  import('./practices/decisions/screens/decisions-screens.tsx').then((it) => ({ default: it.DecisionsScreens })),
);
const PeopleScreens = lazy(() => import('./people/people-screens.tsx').then((it) => ({ default: it.PeopleScreens })));
const StatusScreen = lazy(() => import('./status/status-screen.tsx').then((it) => ({ default: it.StatusScreen })));
const SettingsScreen = lazy(() => import('./settings/settings-screen.tsx').then((it) => ({ default: it.SettingsScreen })));
const MoreScreen = lazy(() => import('./shell/more-screen.tsx').then((it) => ({ default: it.MoreScreen })));

/** The screens of a cell. @param steps of the address within the cell: the first names the place, the others are the place's own */
export function CellScreens({ steps }: { readonly steps: readonly string[] }) {
  const say = useWords();
  const waits = useWaiting();
  const { counts } = waits;
  const here = placeOf(steps[0]);
  const isNoted = useVisit();
  useWaitingAnnounced(waits, here);
  return (
    <CountsContext value={counts}>
      <WaitingContext value={counts.today ?? 0}>
        {PLACES.map(({ name, text }) => (
          <GoKey key={name} to={name} text={say('shortcuts.go', { place: say(text) })} />
        ))}
        <DoorWatch />
        <House here={here ?? 'today'}>
          <Suspense fallback={<Fetching>{say('shell.opening')}</Fetching>}>
            <Screen here={here} steps={steps.slice(1)} isNoted={isNoted} />
          </Suspense>
        </House>
      </WaitingContext>
    </CountsContext>
  );
}

/** "g" and then a letter goes to a place. */
function GoKey({ to, text }: { readonly to: PlaceName; readonly text: string }) {
  const { id } = useCell();
  const goThere = useCallback(() => go({ cell: id, steps: to === 'today' ? [] : [to] }), [id, to]);
  useShortcut(`g ${GO_KEYS[to]}`, text, goThere);
  return null;
}

const GO_KEYS: Readonly<Record<PlaceName, string>> = {
  today: 'h',
  talk: 't',
  decisions: 'd',
  people: 'p',
  status: 's',
  settings: 'e',
  more: 'm',
};

/** The screen of a place. */
function Screen({
  here,
  steps,
  isNoted,
}: {
  readonly here: PlaceName | null;
  readonly steps: readonly string[];
  readonly isNoted: boolean;
}) {
  switch (here) {
    case null:
      return <Nowhere />;
    case 'today':
      return <TodayScreen isNoted={isNoted} />;
    case 'talk':
      return <TalkScreen steps={steps} />;
    case 'decisions':
      return <DecisionsScreens steps={steps} />;
    case 'people':
      return <PeopleScreens steps={steps} />;
    case 'status':
      return <StatusScreen />;
    case 'settings':
      return <SettingsScreen steps={steps} />;
    case 'more':
      return <MoreScreen />;
  }
}
