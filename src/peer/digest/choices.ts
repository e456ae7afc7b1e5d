import { decodeCbor, encodeCbor } from '../../bytes/cbor.ts';
import { bool, list, nullable, oneOf, record, type Shape, uint } from '../../bytes/shape.ts';
import type { Notes } from '../notes.ts';
import type { QuietHours } from './local-time.ts';

/** How often somebody is told of what waits. `few`: at `FEW_TIMES` of each day. */
export const RHYTHMS = ['never', 'at-once', 'few', 'daily', 'weekly'] as const;
export type Rhythm = (typeof RHYTHMS)[number];

/**
 * What a notice can be about: somebody asks the reader something, stands at the door, answers or names them, or says anything at all; or what they keep for
 * themselves asks for it, such as a backup or a device that is new.
 */
export const NOTICE_KINDS = ['asked', 'door', 'calls', 'talk', 'keeping'] as const;
export type NoticeKind = (typeof NOTICE_KINDS)[number];

/** When notices come a few times a day, in minutes since midnight: at 9:00, 13:00 and 18:00. */
export const FEW_TIMES: readonly number[] = [9 * 60, 13 * 60, 18 * 60];

/** What a person wants to be told of a cell on this device, and when. */
export interface Choices {
  readonly rhythm: Rhythm;
  /** When notices come that come once a day or a week: minutes since midnight, by the clock on the wall. */
  readonly at: number;
  /** On which day of the week, 0 is Sunday. */
  readonly day: number;
  readonly quiet: QuietHours | null;
  /** Whether what cannot wait for the next moment comes before it. */
  readonly sooner: boolean;
  /** Whether what cannot wait for the end of the quiet hours comes in them. */
  readonly inQuiet: boolean;
  readonly kinds: readonly NoticeKind[];
}

/** What holds until somebody has chosen otherwise. */
export const USUAL_CHOICES: Choices = {
  rhythm: 'few',
  at: 18 * 60,
  day: 1,
  quiet: { from: 22 * 60, until: 7 * 60 },
  sooner: true,
  inQuiet: false,
  kinds: ['asked', 'door', 'calls', 'keeping'],
};

const LAST_MINUTE = 1439;
const NOTE = 'notices';

const keptShape: Shape<Choices> = record<Choices>({
  rhythm: oneOf(...RHYTHMS),
  at: uint(LAST_MINUTE),
  day: uint(6),
  quiet: nullable(record<QuietHours>({ from: uint(LAST_MINUTE), until: uint(LAST_MINUTE) })),
  sooner: bool,
  inQuiet: bool,
  kinds: list(oneOf(...NOTICE_KINDS), NOTICE_KINDS.length),
});

/** What was chosen for a cell, by its notes; null where nothing was. */
export async function readChoices(notes: Notes): Promise<Choices | null> {
  const kept = await notes.read(NOTE);
  const value = kept === null ? null : decodeCbor(kept);
  return (value?.ok ? keptShape.read(value.value) : null) ?? null;
}

/** Keeps what was chosen. Resolved means that it is on the disk. */
export function keepChoices(notes: Notes, choices: Choices): Promise<void> {
  return notes.write(NOTE, encodeCbor(keptShape.write(choices)));
}
