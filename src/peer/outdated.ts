import { OperatingError } from '../ports/errors.ts';

/** What somebody reads whose Moot is too old for what the group has decided: see `Power.isOutdated`. */
export function outdated(): OperatingError {
  return new OperatingError(
    'MootTooOld',
    'The group has decided something that only a newer Moot knows. What is here can be read, and nothing was written. Bring Moot up to date on this device, then go on.',
  );
}
