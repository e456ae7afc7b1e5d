import { useOperation } from '../api/operations.ts';
import { useWords } from '../texts/words.tsx';
import { useMoments } from '../time/moment.ts';
import { lastMet } from './last-met.ts';

/** Gives the words for when devices were last met, by their ids: "now", "yesterday 18:40". */
export function useLastMet(): (ids: readonly string[]) => string {
  const say = useWords();
  const { when } = useMoments();
  const { data: reach } = useOperation('reach', {});
  return (ids) => {
    if (reach === undefined) return '';
    const met = lastMet(reach.devices.filter(({ device }) => ids.includes(device)));
    if (met === 'here') return say('people.this-device');
    if (met === 'now') return say('people.now');
    return met.time === null ? say('people.never-met') : when(met.time);
  };
}
