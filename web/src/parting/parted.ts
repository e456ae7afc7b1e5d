/** Why somebody looks on in a cell: they are out, or this device speaks for nobody. */
export type Parted = 'removed' | 'left' | 'revoked' | 'suspended' | 'frozen' | 'replaced';

const STATES: readonly string[] = ['removed', 'left', 'revoked', 'suspended', 'frozen', 'replaced'] satisfies Parted[];

/** Whether a cell's screens can be looked at, though this device takes part no more. @param state of the cell as `status` has it */
export function isParted(state: string): state is Parted {
  return STATES.includes(state);
}
