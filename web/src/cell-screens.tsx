import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect } from 'react';
import { useSeen } from './notices/use-seen.ts';
import { Fetching } from './parts/progress.tsx';
import { DoorWatch } from './people/door-watch.tsx';
import { useCell, useCellId } from './route/cell.ts';
import { go } from './route/route.ts';
import { House } from './shell/house.tsx';
import { Nowhere } from './shell/nowhere.tsx';
import { fetchAheadWhenIdle, onDemand } from './shell/on-demand.tsx';
import { WaitingContext } from './shell/page-title.ts';
import { PLACES, type PlaceName, placeOf } from './shell/places.ts';
import { useShortcut } from './shell/shortcuts.tsx';
import { useWords } from './texts/words.tsx';
import { CountsContext } from './today/counts.ts';
import { TodayScreen } from './today/today-screen.tsx';
import { useVisit } from './today/use-visit.ts';
import { useWaiting, useWaitingAnnounced } from './today/use-waiting.ts';

// What is not needed for the first screen is fetched after it, or when somebody goes there.
const TalkScreen = onDemand(() => import('./practices/talk/screens/talk-screen.tsx').then((it) => it.TalkScreen));
const DecisionsScreens = onDemand(() => import('./practices/decisions/screens/decisions-screens.tsx').then((it) => it.DecisionsScreens));
const AgreementsScreens = onDemand(() =>
  import('./practices/agreements/screens/agreements-screens.tsx').then((it) => it.AgreementsScreens),
);
const PeopleScreens = onDemand(() => import('./people/people-screens.tsx').then((it) => it.PeopleScreens));
const StatusScreen = onDemand(() => import('./status/status-screen.tsx').then((it) => it.StatusScreen));
const SettingsScreen = onDemand(() => import('./settings/settings-screen.tsx').then((it) => it.SettingsScreen));
const MoreScreen = onDemand(() => import('./shell/more-screen.tsx').then((it) => it.MoreScreen));
/** In the order in which they are wanted soonest. */
const FETCHED_AHEAD = [TalkScreen, DecisionsScreens, AgreementsScreens, PeopleScreens, StatusScreen, SettingsScreen, MoreScreen];

/** The screens of a cell. @param steps of the address within the cell: the first names the place, the others are the place's own */
export function CellScreens({ steps }: { readonly steps: readonly string[] }) {
  const say = useWords();
  const waits = useWaiting();
  const { counts } = waits;
  const here = placeOf(steps[0]);
  const isNoted = useVisit();
  useWaitingAnnounced(waits, here);
  useSeen(waits.isFetched ? waits.things : undefined, counts.talk ?? 0);
  const [client, cell] = [useQueryClient(), useCellId()];
  useEffect(() => {
    const newestTalk = () => import('./practices/talk/messages.ts').then((it) => it.fetchNewestAhead(client, cell)).catch(() => {});
    return waits.isFetched ? fetchAheadWhenIdle([...FETCHED_AHEAD, { fetchAhead: newestTalk }]) : undefined;
  }, [waits.isFetched, client, cell]);
  return (
    <CountsContext value={counts}>
      <WaitingContext value={counts.today ?? 0}>
        {PLACES.map(({ name, text }) => (
          <GoKey key={name} to={name} text={say('shortcuts.go', { place: say(text) })} />
        ))}
        <DoorWatch />
        <House here={here ?? 'today'}>
          <Screen here={here} steps={steps.slice(1)} isNoted={isNoted} />
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
  agreements: 'a',
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
  const say = useWords();
  const meanwhile = <Fetching>{say('shell.opening')}</Fetching>;
  switch (here) {
    case null:
      return <Nowhere />;
    case 'today':
      return <TodayScreen isNoted={isNoted} />;
    case 'talk':
      return <TalkScreen steps={steps} meanwhile={meanwhile} />;
    case 'decisions':
      return <DecisionsScreens steps={steps} meanwhile={meanwhile} />;
    case 'agreements':
      return <AgreementsScreens steps={steps} meanwhile={meanwhile} />;
    case 'people':
      return <PeopleScreens steps={steps} meanwhile={meanwhile} />;
    case 'status':
      return <StatusScreen meanwhile={meanwhile} />;
    case 'settings':
      return <SettingsScreen steps={steps} meanwhile={meanwhile} />;
    case 'more':
      return <MoreScreen meanwhile={meanwhile} />;
  }
}
