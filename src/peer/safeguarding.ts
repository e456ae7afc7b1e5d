import * as v from 'valibot';
import { accept } from '../bytes/verdict.ts';
import { fields, passphrase, writing } from '../practices/input.ts';
import { isoTime, spokenTime } from '../practices/moment.ts';
import { type CallOf, type Operation, onPeer } from './operation.ts';
import type { Peer, Work } from './peer.ts';
import { changeWords, closed, proveWords, showWords } from './recovery-key.ts';
import { isBackupDue, LOCK_TIMES, putOff } from './safeguards.ts';

/** How a person's things are kept safe on this device. */
export interface SafeguardsView {
  /** Whether the recovery words were shown, and whether their person has proved to have them on paper. */
  readonly words: { readonly shown: boolean; readonly written: boolean };
  /** How the recovery key was shared out last, and when (ISO 8601); null: among nobody. */
  readonly entrusted: { readonly people: number; readonly needed: number; readonly time: string } | null;
  /** When the last backup was made, as ISO 8601; null: never. */
  readonly backup: string | null;
  /** Whether it is time for a backup. */
  readonly backupDue: boolean;
  readonly backupReminder: 'monthly' | 'off';
  /** After how many minutes without use Moot locks itself; null: never. */
  readonly lockAfter: number | null;
  /** A backup that is being made or brought back. */
  readonly work: Work | null;
}

function view(peer: Peer): SafeguardsView {
  const kept = peer.safeguards;
  return {
    words: { shown: kept.isShown, written: kept.isWritten },
    entrusted: kept.entrusted === null ? null : { ...kept.entrusted, time: isoTime(kept.entrusted.time) },
    backup: kept.backedUp === 0 ? null : isoTime(kept.backedUp),
    backupDue: isBackupDue(kept, secondsOf(peer)),
    backupReminder: kept.remindAt === null ? 'off' : 'monthly',
    lockAfter: kept.lockAfter === 0 ? null : kept.lockAfter,
    work: peer.work,
  };
}

function secondsOf(peer: Peer): number {
  return Math.floor(peer.parts.clock.now() / 1000);
}

function tellView({ words, entrusted, backup, backupReminder, lockAfter }: SafeguardsView): string {
  const lines = [
    words.written ? 'Your recovery words are on paper.' : 'Your recovery words are not on paper yet: "moot recovery-words" shows them.',
    ...(entrusted === null
      ? []
      : [
          `${entrusted.people} people have shares of them since ${spokenTime(entrusted.time)}: any ${entrusted.needed} together open your backups.`,
        ]),
    backup === null ? 'There is no backup yet.' : `The last backup is of ${spokenTime(backup)}.`,
    backupReminder === 'off' ? 'Nothing reminds you of backups.' : 'Moot reminds you of a backup each month.',
    lockAfter === null ? 'Moot locks only when you say so.' : `Moot locks itself after ${lockAfter} minutes without use.`,
  ];
  return lines.join('\n');
}

const safeguards = onPeer({
  name: 'safeguards',
  changes: false,
  input: fields({}),
  usage: { positional: [], flags: [], switches: [] },
  run: async (peer) => (peer.state === 'open' ? accept(view(peer)) : closed(peer)),
  tell: tellView,
});

const minutes = v.pipe(
  v.picklist(['never', ...LOCK_TIMES.slice(1).map(String)], 'input.lock-after'),
  v.transform((text) => (text === 'never' ? 0 : Number(text))),
);

const setSafeguards = onPeer({
  name: 'set-safeguards',
  changes: true,
  input: fields({
    'lock-after': v.optional(minutes),
    'backup-reminder': v.optional(v.picklist(['monthly', 'later', 'off'], 'input.backup-reminder')),
  }),
  usage: { positional: [], flags: ['lock-after', 'backup-reminder'], switches: [] },
  async run(peer, { 'lock-after': lockAfter, 'backup-reminder': reminder }) {
    if (peer.state !== 'open') return closed(peer);
    const now = secondsOf(peer);
    await peer.guard((was) => {
      const timed = lockAfter === undefined ? was : { ...was, lockAfter };
      if (reminder === 'off') return { ...timed, remindAt: null };
      return reminder === 'later' || (reminder === 'monthly' && was.remindAt === null) ? putOff(timed, now) : timed;
    });
    return accept(view(peer));
  },
  tell: tellView,
});

const changePassphrase = onPeer({
  name: 'passphrase',
  changes: true,
  input: fields({ old: passphrase, new: passphrase }),
  usage: { positional: [], flags: [], switches: [] },
  async run(peer, input) {
    if (peer.state !== 'open') return closed(peer);
    const changed = await peer.changePassphrase(input.old, input.new);
    return changed.ok ? accept({ changed: true }) : changed;
  },
  tell: () => 'Your passphrase is changed. The old one opens nothing any more, except copies of this home that were made before.',
});

// It changes nothing that one sees, but a passphrase belongs into no address.
const words = onPeer({
  name: 'recovery-words',
  changes: true,
  input: fields({ passphrase: v.optional(passphrase) }),
  usage: { positional: [], flags: [], switches: [] },
  run: (peer, input) => showWords(peer, input.passphrase),
  tell: tellWords,
});

const otherWords = onPeer({
  name: 'change-recovery-words',
  changes: true,
  input: fields({ passphrase }),
  usage: { positional: [], flags: [], switches: [] },
  run: (peer, input) => changeWords(peer, input.passphrase),
  tell: (output) =>
    `${tellWords(output)}\nBackups that were made before open with the words of before, and with those only. Make a new one.`,
});

function tellWords({ words: all }: { readonly words: string }): string {
  return `These twelve words open your backups. Whoever has them and a backup of yours can be you: write them on paper, and keep the two apart.\n\n  ${all}\n`;
}

const prove = onPeer({
  name: 'prove-recovery-words',
  changes: true,
  input: fields({ words: writing(1024) }),
  usage: { positional: ['words'], flags: [], switches: [] },
  run: (peer, input) => proveWords(peer, placedWords(input.words)),
  tell: () => 'That is right. Your recovery words are on paper.',
});

/** Words behind their places, such as "3 oven 7 ladder"; all twelve may also come as they are. */
function placedWords(text: string): ReadonlyMap<number, string> {
  const said = text.normalize('NFKD').toLowerCase();
  const placed = [...said.matchAll(/(\d{1,2})\D*?([a-z]+)/g)].map(([, place, word]) => [Number(place), String(word)] as const);
  const plain = [...(said.match(/[a-z]+/g) ?? [])].map((word, at) => [at + 1, word] as const);
  return new Map(/\d/.test(said) ? placed : plain);
}

/** What the API takes and gives of what keeps a person's things safe. */
export interface SafeguardingApi {
  readonly safeguards: CallOf<typeof safeguards>;
  readonly 'set-safeguards': CallOf<typeof setSafeguards>;
  readonly passphrase: CallOf<typeof changePassphrase>;
  readonly 'recovery-words': CallOf<typeof words>;
  readonly 'change-recovery-words': CallOf<typeof otherWords>;
  readonly 'prove-recovery-words': CallOf<typeof prove>;
}

export const SAFEGUARDING_OPERATIONS: readonly Operation[] = [safeguards, setSafeguards, changePassphrase, words, otherWords, prove];
