import { OperatingError } from '../ports/errors.ts';

/** What somebody reads whose store does not give back what was put into it. @param reason in code's words */
export function storeDamaged(reason: string): OperatingError {
  return new OperatingError(
    'StoreDamaged',
    `What this device has stored of a cell cannot be read back (${reason}). The file is left as it is. The other members have everything: restore a backup, or join again.`,
  );
}
