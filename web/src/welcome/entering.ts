import { useState } from 'react';
import { call, type Refusal } from '../api/client.ts';
import { useChange } from '../api/operations.ts';
import { wayOn } from '../route/route.ts';

/** The shortest passphrase that is taken, in letters. */
export const SHORTEST_PASSPHRASE = 8;

/** What is typed on the way in. */
export interface Entry {
  readonly passphrase: string;
  readonly name: string;
  readonly as: string;
  readonly invitation: string;
  /** Name of the form that a new cell starts from; empty: none. */
  readonly form: string;
  /** Whether they were in the cell before, under this name, and have lost their devices. */
  readonly again: boolean;
}

/** The way into a cell: the passphrase first where this device has none, then founding or joining. */
export function useEntering(how: 'found' | 'join', isNew: boolean) {
  const unlock = useChange('unlock');
  const found = useChange('found');
  const join = useChange('join');
  const [isRunning, setRunning] = useState(false);
  const enter = async ({ passphrase, name, as, invitation, form, again }: Entry): Promise<void> => {
    const goOn = wayOn();
    setRunning(true);
    try {
      if (isNew && (await unlock.run({ passphrase })) === null) return;
      const known = again ? { 'as-before': as } : { as };
      const entered =
        how === 'found'
          ? await found.run({ name, as, ...(form === '' ? {} : { form }) })
          : await join.run({ invitation: invitation.trim(), ...known });
      if (entered === null) return;
      const { id } = entered.cell;
      // Where nobody has seen the recovery words yet, they come first.
      const kept = await call('safeguards', {}, null).catch(() => null);
      goOn(kept === null || kept.words.shown ? { cell: id, steps: [] } : { cell: null, steps: ['words', id] });
    } finally {
      setRunning(false);
    }
  };
  const refusal: Refusal | null = unlock.refusal ?? found.refusal ?? join.refusal;
  return { enter, isRunning, refusal };
}
