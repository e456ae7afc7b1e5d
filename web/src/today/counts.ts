import { createContext } from 'react';
import type { PlaceName } from '../shell/places.ts';

/** How many things wait in each place. */
export type Counts = { readonly [Of in PlaceName]?: number };

/** How many things wait in each place of the open cell. */
export const CountsContext = createContext<Counts>({});
