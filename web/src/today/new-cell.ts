/** Somebody has asked something so long ago: then a cell is not new any more, though nobody talks in it. In milliseconds. */
const NEW_FOR = 30 * 86_400_000;

/** What a cell has of what it begins with. */
export interface Begun {
  readonly people: number;
  readonly isTalkedIn: boolean;
  /** When what is known of decisions was opened: ISO 8601. */
  readonly opened: readonly string[];
}

/** Whether a cell is new, so that its members are told what to do first. @param now milliseconds since 1970 */
export function isNewCell({ people, isTalkedIn, opened }: Begun, now: number): boolean {
  if (people < 2) return true;
  return !isTalkedIn && opened.every((time) => now - Date.parse(time) <= NEW_FOR);
}
