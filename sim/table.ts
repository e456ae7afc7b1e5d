import { MISCHIEF } from './mischief/all.ts';

/** What has to have happened in two hundred worlds: what never happens is not tested. */
const EXPECTED: readonly string[] = [
  ...MISCHIEF.map(({ name }) => `mischief: ${name}`),
  'certificate',
  'standing objection',
  'removal',
  'several removals',
  'entry set aside',
  'device lost',
  'restore',
  'confirm-link',
  'revoke-device',
  'suspended devices',
  'leave',
  'late objection, review',
  'crash',
  'crash between write and send',
  'crash between write and answer',
  'circle-found',
  'circle-invite',
  'circle-leave',
  'partition',
  'heal',
  'link broken',
  'message lost',
  'segment repeated',
  'disk full',
  'clock jumps',
  'concurrent admission',
  'concurrent epochs',
  'change of mind',
  'amend',
  'withdraw',
  'answer',
  'edit',
  'unsay',
  'revoke',
  'knock while the inviter is away',
  'refused: DiskFull',
  'refused: admit-only-at-the-door',
  'refused: already-decided',
  'refused: already-member',
  'refused: already-revoked',
  'refused: effect-unknown',
  'refused: id-unknown',
  'refused: invitation-expired',
  'refused: invitation-incomplete',
  'refused: invitation-revoked',
  'refused: invitation-used-up',
  'refused: message-empty',
  'refused: message-taken-back',
  'refused: name-taken',
  'refused: not-admitted',
  'refused: not-your-message',
  'refused: objection-without-reason',
  'refused: only-the-proposer-amends',
  'refused: only-the-proposer-withdraws',
  'refused: proposal-withdrawn',
  'refused: title-empty',
  'refused: value-no-fraction',
  'refused: value-out-of-bounds',
  'refused: within-too-short',
];

/** How often each thing happened, as lines. */
export function tableOf(counts: ReadonlyMap<string, number>): string {
  const names = [...counts.keys()].sort();
  const width = Math.max(0, ...names.map((name) => name.length));
  return names.map((name) => `  ${name.padEnd(width)}  ${String(counts.get(name)).padStart(7)}`).join('\n');
}

/** What should have happened and did not. */
export function missingFrom(counts: ReadonlyMap<string, number>): string[] {
  return EXPECTED.filter((what) => (counts.get(what) ?? 0) === 0);
}
