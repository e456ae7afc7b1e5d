import { OperatingError } from './errors.ts';

/** What a person reads when the disk does not do as asked, by the error's stable name. `place` is the file or folder that it is about. */
const texts = {
  DiskFull: () =>
    'The disk of this device is full, so Moot cannot save. What was shown as saved is safe. Free about 200 MB, then try again.',
  DiskFailing: (place: string) =>
    `The disk of this device could not read or write ${place}. What was shown as saved had been written before. ` +
    'Check the disk and how it is connected, copy what matters to you, then start Moot again.',
  NoAccess: (place: string) =>
    `Moot may not read or write ${place}, so nothing was changed. Give your account on this device the right to write there, ` +
    'or choose another place, then try again. With --home all that Moot keeps is in another folder.',
  NoPlace: (place: string) =>
    `There is no such place as ${place}, so nothing was changed. Make its folder, or choose another place, then try again.`,
  StoreBusy: (place: string) =>
    `${place} is open already, perhaps in another program. Nothing was changed. Close it there, then try again.`,
  StoreClosed: (place: string) => `${place} has been closed on this device. What was shown as saved is safe. Open it again to go on.`,
  StoreDamaged: (place: string) =>
    `${place} is damaged, so Moot cannot use it. It is left as it is. The devices of the others in the group hold everything: ` +
    'restore your backup, or move this file away and join again with a new invitation. A failing disk often begins like this.',
  StoreTooNew: (place: string) =>
    `${place} was written by a newer Moot than this one. Nothing was changed. Bring Moot up to date on this device, then try again.`,
  EntryExists: (place: string) =>
    `Something was about to be written to ${place} over what is saved there already, so nothing was written. What was shown as saved is safe. ` +
    'This is a fault in Moot: start it again, and tell those who make it if it comes back.',
  HomeInUse: (place: string) => `Moot is running already with ${place}. Use it there, or stop it first. Nothing was changed.`,
  HomeClosed: (place: string) => `Moot has let go of ${place}. What was shown as saved is safe. Start Moot again to go on.`,
} satisfies Record<string, (place: string) => string>;

/** Stable names of what can go wrong with the disk. */
export type DiskErrorName = keyof typeof texts;

const passing: ReadonlySet<DiskErrorName> = new Set(['StoreBusy', 'HomeInUse']);

/** The operating error of that name about `place`, in words for a person; `cause` is what the platform said. */
export function diskError(name: DiskErrorName, place: string, cause?: unknown): OperatingError {
  return new OperatingError(name, texts[name](place), { passing: passing.has(name), cause });
}
