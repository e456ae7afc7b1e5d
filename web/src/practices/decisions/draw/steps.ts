import type { Decision } from '../standing.ts';

/** How far a draw is. */
export type DrawState = NonNullable<Decision['draw']>;

/** One step of a draw, as the page shows it. */
export interface DrawStep {
  readonly name: 'put' | 'fixed' | 'opened' | 'checked';
  readonly is: 'done' | 'now' | 'later';
  readonly count: number;
  readonly of: number;
}

const AT: { readonly [step in DrawState['step']]: number } = {
  'putting-in': 0,
  fixing: 1,
  parted: 1,
  opening: 2,
  spoilt: 2,
  checking: 3,
  drawn: 4,
};

/** The steps that people's devices take, each with how many have taken it; in the last this device checks all of it. */
export function stepsOfDraw({ step, put, of, fixed, toFix, opened, toOpen, checked, toCheck }: DrawState): readonly DrawStep[] {
  const at = AT[step];
  const isAt = (i: number): DrawStep['is'] => (i < at ? 'done' : i === at ? 'now' : 'later');
  return [
    { name: 'put', is: isAt(0), count: put, of },
    { name: 'fixed', is: isAt(1), count: fixed, of: toFix },
    { name: 'opened', is: isAt(2), count: opened, of: toOpen },
    { name: 'checked', is: isAt(3), count: checked, of: toCheck },
  ];
}
