import { OperatingError } from '../ports/errors.ts';

/** What somebody reads whose device speaks for no member: it waits, was revoked, or its member is out. */
export function notAMember(): OperatingError {
  return new OperatingError('NotAMember', 'This device is not a member of the cell, or has not met the others yet. Nothing was written.');
}
