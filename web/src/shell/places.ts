import type { IconName } from '../icons/icon.tsx';
import type { TextKey } from '../texts/catalogue.ts';

/** A place of the contents. */
interface PlaceIn {
  readonly name: PlaceName;
  readonly text: TextKey;
  readonly icon: IconName;
  /** Where the contents have it: everywhere, at the side of a desk, or in the bar of a phone. */
  readonly on: 'all' | 'desk' | 'phone';
}

/** First step of an address within a cell. */
export type PlaceName = 'today' | 'talk' | 'decisions' | 'agreements' | 'people' | 'status' | 'settings' | 'more';

/** The places of a cell, in order. */
export const PLACES: readonly PlaceIn[] = [
  { name: 'today', text: 'shell.today', icon: 'notebook-text', on: 'all' },
  { name: 'talk', text: 'shell.talk', icon: 'message-square', on: 'all' },
  { name: 'decisions', text: 'shell.decisions', icon: 'circle-dot', on: 'all' },
  { name: 'agreements', text: 'shell.agreements', icon: 'scroll-text', on: 'desk' },
  { name: 'people', text: 'shell.people', icon: 'users', on: 'all' },
  { name: 'status', text: 'shell.status', icon: 'activity', on: 'desk' },
  { name: 'settings', text: 'shell.settings', icon: 'settings', on: 'desk' },
];

/** What a phone's bar has no room for. */
export const MORE: PlaceIn = { name: 'more', text: 'shell.more', icon: 'menu', on: 'phone' };

/** Whether an entry of the contents is where we are; on a phone, "More" stands for what lies behind it. */
export function isIn(here: PlaceName, entry: PlaceName): boolean {
  return here === entry || (entry === 'more' && PLACES.some(({ name, on }) => name === here && on === 'desk'));
}

/** The place that a first step leads to; null where there is none. */
export function placeOf(step: string | undefined): PlaceName | null {
  if (step === undefined) return 'today';
  return [...PLACES, MORE].find(({ name }) => name === step)?.name ?? null;
}
