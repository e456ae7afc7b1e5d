import { WHOLE_CELL } from '../../src/log/lane.ts';
import type { Opening } from '../../src/log/opening.ts';
import type { Seat } from '../../src/peer/seat.ts';
import { stateOf } from '../../src/practices/registry.ts';
import { talk } from '../../src/practices/talk/talk.ts';
import type { Finding } from './finding.ts';

/** Something that a device told its person was saved. */
export interface Saved {
  readonly who: string;
  /** Of the device that said so. */
  readonly place: number;
  readonly verb: string;
  readonly input: { readonly [field: string]: unknown };
  readonly value: { readonly [field: string]: unknown };
  /** The opening of the log in which it lies, if it is an entry. */
  readonly log: Opening | null;
}

/** What of all this is to be there in the end: what devices that are out now said counts for nothing, and what they took back is gone as well. */
export function savedFor(saved: readonly Saved[], isOut: (place: number) => boolean): Saved[] {
  const gone = new Set(saved.filter(({ verb, place }) => verb === 'unsay' && isOut(place)).map(({ value }) => value.id));
  return saved.filter(({ place, value }) => !isOut(place) && !gone.has(value.id));
}

/**
 * NothingSavedIsLost: whatever a person was told is saved is there in the end, on every device, with its words.
 * @param isKept whether nobody may have erased what lay in a log, by its opening
 */
export function checkNothingSavedIsLost(
  saved: readonly Saved[],
  seat: Seat,
  isKept: (opening: Opening) => boolean = () => true,
): Finding[] {
  return saved
    .filter((one) => (one.log === null || isKept(one.log)) && !isThere(one, seat))
    .map(({ who, verb, input }) => ({
      invariant: 'NothingSavedIsLost',
      what: `what ${who} did is gone: ${verb} ${JSON.stringify(input)}`,
    }));
}

function isThere({ verb, input, value }: Saved, { cell, practices, record }: Seat): boolean {
  const { versions, proposals } = cell.decisions;
  const id = String(value.id);
  const message = stateOf(practices, talk).messages.get(id);
  const entry = record.entry(id);
  // What was said in a circle is there for everybody, and has its words for those who read it: see CirclesAreReadByTheirOwn.
  if (['say', 'edit', 'unsay'].includes(verb) && (entry?.circle ?? WHOLE_CELL) !== WHOLE_CELL) return true;
  // A message counts no more because its device is out, and with it goes what another one changed of it.
  if (['edit', 'unsay'].includes(verb) && entry !== undefined && cell.quarantine.reasonFor(entry) !== null) return true;
  switch (verb) {
    case 'say':
      return message !== undefined && (message.edited !== null || message.takenBack !== null || message.text === input.text);
    case 'edit':
      return message !== undefined && (message.edited !== null || message.takenBack !== null);
    case 'unsay':
      return message !== undefined && message.takenBack !== null && message.text === '';
    case 'propose':
      return versions.get(id)?.content.title === input.title;
    case 'change':
    case 'renew':
    case 'end':
      return versions.has(id);
    case 'amend':
      return versions.get(String(value.hash))?.content.text === input.text;
    case 'withdraw':
      return proposals.get(id)?.withdrawn !== null;
    case 'respond':
    case 'answer':
    case 'vote':
    case 'note':
      return entry !== undefined;
    case 'invite':
      return cell.invitations.get(id) !== undefined;
    case 'revoke':
      // Somebody who cheats may have given out the same key again; and what one cannot name, for its device told two stories, is set aside.
      return [...cell.invitations.all()].some((one) => one.id === id && cell.invitations.stateOf(one, 0) === 'revoked');
    default:
      return true;
  }
}
