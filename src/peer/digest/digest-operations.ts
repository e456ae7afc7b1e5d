import * as v from 'valibot';
import { accept } from '../../bytes/verdict.ts';
import { fields } from '../../practices/input.ts';
import { isoTime } from '../../practices/moment.ts';
import { type CallOf, inCell, type Operation } from '../operation.ts';
import { type Choices, FEW_TIMES, keepChoices, NOTICE_KINDS, type NoticeKind, RHYTHMS, type Rhythm } from './choices.ts';
import { choicesIn, digestOf, takeDigest, waitingIn } from './digest.ts';
import { tellChoices, tellNotices, tellWaiting } from './tell.ts';
import { Told } from './told.ts';

/** Days of the week, as they are written. */
export const DAYS = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'] as const;

/** What somebody wants to be told of a cell on this device, and when. Times are `HH:MM` by the clock of this device. */
export interface NoticesView {
  readonly rhythm: Rhythm;
  readonly at: string;
  readonly day: (typeof DAYS)[number];
  readonly quiet: { readonly from: string; readonly until: string } | null;
  readonly sooner: boolean;
  readonly inQuiet: boolean;
  readonly kinds: readonly NoticeKind[];
  /** When notices come a few times a day. */
  readonly fewTimes: readonly string[];
}

function viewChoices({ rhythm, at, day, quiet, sooner, inQuiet, kinds }: Choices): NoticesView {
  const hours = quiet === null ? null : { from: clockTime(quiet.from), until: clockTime(quiet.until) };
  return {
    rhythm,
    at: clockTime(at),
    day: DAYS[day] ?? 'monday',
    quiet: hours,
    sooner,
    inQuiet,
    kinds,
    fewTimes: FEW_TIMES.map(clockTime),
  };
}

/** @param minute of the day @returns such as `07:05` */
function clockTime(minute: number): string {
  return [Math.floor(minute / 60), minute % 60].map((part) => String(part).padStart(2, '0')).join(':');
}

const none = { positional: [], flags: [], switches: [] };

const waiting = inCell({
  name: 'waiting',
  changes: false,
  input: fields({}),
  usage: none,
  run: async (peer, presence) => accept(await waitingIn(peer, presence)),
  tell: (things) => tellWaiting(things),
});

const digest = inCell({
  name: 'digest',
  changes: false,
  input: fields({}),
  usage: none,
  async run(peer, presence) {
    const { untold, batch, isTime, next } = await digestOf(peer, presence);
    return accept({
      /** How many things its person has not been told of. */
      untold: untold.length,
      /** How many of them are to be told now. */
      due: batch.length,
      /** Whether a moment of telling has come that is over once somebody has taken it, though perhaps nothing is there to be told. */
      isTime,
      /** When to look again even if nothing changes: ISO 8601; null: no need. */
      next: next === null ? null : isoTime(Math.ceil(next / 1000)),
    });
  },
  tell: ({ untold, due }) => `${untold} not told yet, ${due} to be told now.`,
});

const take = inCell({
  name: 'take-digest',
  changes: true,
  input: fields({ seen: v.optional(v.boolean('input.no-yes-or-no')) }),
  usage: { ...none, switches: ['seen'] },
  run: (peer, presence, { seen = false }) => takeDigest(peer, presence, seen),
  tell: (taken) => tellNotices(taken),
});

const notices = inCell({
  name: 'notices',
  changes: false,
  input: fields({}),
  usage: none,
  run: async (peer, presence) => accept(viewChoices(await choicesIn(peer, presence))),
  tell: (choices) => tellChoices(choices),
});

const clock = v.pipe(
  v.string('input.no-text'),
  v.regex(/^(?:[01]\d|2[0-3]):[0-5]\d$/, 'input.no-clock-time'),
  v.transform((text) => Number(text.slice(0, 2)) * 60 + Number(text.slice(3))),
);
const hours = v.pipe(
  v.string('input.no-text'),
  v.transform((text) => text.split('-')),
  v.tuple([clock, clock], 'input.no-quiet-hours'),
  v.transform(([from, until]) => ({ from, until })),
);
const yesOrNo = v.pipe(
  v.picklist(['yes', 'no'], 'input.no-yes-or-no'),
  v.transform((text) => text === 'yes'),
);
const kinds = v.pipe(
  v.string('input.no-text'),
  v.transform((text) => (text === 'nothing' ? [] : text.split(','))),
  v.array(v.picklist(NOTICE_KINDS, 'input.no-notice-kind')),
  v.transform((chosen) => NOTICE_KINDS.filter((kind) => chosen.includes(kind))),
);

const setNotices = inCell({
  name: 'set-notices',
  changes: true,
  input: fields({
    rhythm: v.optional(v.picklist(RHYTHMS, 'input.no-rhythm')),
    at: v.optional(clock),
    day: v.optional(v.picklist(DAYS, 'input.no-day-of-week')),
    quiet: v.optional(v.union([v.literal('none'), hours], 'input.no-quiet-hours')),
    sooner: v.optional(yesOrNo),
    'in-quiet': v.optional(yesOrNo),
    about: v.optional(kinds),
  }),
  usage: { ...none, flags: ['rhythm', 'at', 'day', 'quiet', 'sooner', 'in-quiet', 'about'] },
  run: (peer, presence, { rhythm, at, day, quiet, sooner, 'in-quiet': inQuiet, about }) =>
    presence.seat.notes.inTurn(async () => {
      const { notes } = presence.seat;
      const was = await choicesIn(peer, presence);
      const choices: Choices = {
        rhythm: rhythm ?? was.rhythm,
        at: at ?? was.at,
        day: day === undefined ? was.day : DAYS.indexOf(day),
        quiet: quiet === undefined ? was.quiet : quiet === 'none' ? null : quiet,
        sooner: sooner ?? was.sooner,
        inQuiet: inQuiet ?? was.inQuiet,
        kinds: about ?? was.kinds,
      };
      // Moments that have gone by bring nothing: whoever chooses a moment is told from the next one on.
      const now = peer.parts.clock.now();
      await (await Told.read(notes, now)).from(now).keep(notes);
      await keepChoices(notes, choices);
      peer.choseNotices(presence.seat.cell.id);
      return accept(viewChoices(choices));
    }),
  tell: (choices) => tellChoices(choices),
});

/** What the API takes and gives of what waits, and of notices. */
export interface DigestApi {
  readonly waiting: CallOf<typeof waiting>;
  readonly digest: CallOf<typeof digest>;
  readonly 'take-digest': CallOf<typeof take>;
  readonly notices: CallOf<typeof notices>;
  readonly 'set-notices': CallOf<typeof setNotices>;
}

export const DIGEST_OPERATIONS: readonly Operation[] = [waiting, digest, take, notices, setNotices];
