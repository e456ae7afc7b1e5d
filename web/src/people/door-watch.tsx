import { useEffect, useRef } from 'react';
import { useOperation } from '../api/operations.ts';
import { announce } from '../shell/announcer.tsx';
import { useWords } from '../texts/words.tsx';

/** Tells whoever listens to the page who has come to the door, wherever in the cell they are. */
export function DoorWatch() {
  const say = useWords();
  const { data: people } = useOperation('people', {});
  const known = useRef<ReadonlySet<string> | null>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: words do not change while the page is open.
  useEffect(() => {
    if (people === undefined) return;
    const waiting = people.filter(({ state }) => state === 'waiting');
    const before = known.current;
    known.current = new Set(waiting.map(({ id }) => id));
    // Those who waited when the page was opened are told of by Today.
    const fresh = before === null ? [] : waiting.filter(({ id }) => !before.has(id));
    const comers = fresh.filter(({ again }) => again === null);
    if (comers.length > 0) announce(say('people.door-arrived', { count: comers.length, names: comers.map(({ name }) => name).join(', ') }));
    for (const { name, again } of fresh) if (again !== null) announce(say('back.arrived', { name }));
  }, [people]);
  return null;
}
