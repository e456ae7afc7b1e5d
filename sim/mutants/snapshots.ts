import type { Mutant } from './mutant.ts';

const SNAPSHOTS = 'src/peer/snapshots.ts';
const ON_SNAPSHOTS = ['src/peer/snapshots.test.ts'];

/** What keeps a snapshot from being trusted over what lies in the store: design/log.md, *Snapshots*. */
export const OF_SNAPSHOTS: readonly Mutant[] = [
  {
    takesOut: 'attack 14: a snapshot ends each log where the store does',
    file: SNAPSHOTS,
    text: 'if (rows.length !== length - from || rows.some(({ seq }, i) => seq !== from + i)) return null;',
    instead: '',
    noticedBy: ['sim/stories/stale-snapshot.test.ts'],
  },
  {
    takesOut: 'I2: a snapshot knows all logs that there are',
    file: SNAPSHOTS,
    text: 'if (signed.size !== kept.size || ![...signed].every((log) => kept.has(log))) return false;',
    instead: '',
    noticedBy: ON_SNAPSHOTS,
  },
  {
    takesOut: 'I2: a snapshot that was taken by other rules is not gone by',
    file: 'src/log/snapshot.ts',
    text: ' || fold !== FOLD_VERSION',
    instead: '',
    noticedBy: ['src/log/snapshot.test.ts', ...ON_SNAPSHOTS],
  },
  {
    takesOut: 'I9: a snapshot goes with what is forgotten',
    file: 'src/peer/seat.ts',
    text: '...this.#rest.forgotten(), ',
    instead: '',
    noticedBy: ON_SNAPSHOTS,
  },
  {
    takesOut: 'I9: what was opened ahead by a secret that has gone since is not shown',
    file: 'src/log/ahead.ts',
    text: 'head.ok && keys.get(epoch.id) === epoch',
    instead: 'head.ok',
    noticedBy: ['src/log/ahead.prop.test.ts'],
  },
  {
    takesOut: 'I9: whose time is over is not shown by a snapshot',
    file: SNAPSHOTS,
    text: ' && !isOver(opening)',
    instead: '',
    noticedBy: ON_SNAPSHOTS,
  },
  {
    takesOut: 'I2: what came while talk slept is folded again',
    file: 'src/practices/folding.ts',
    text: '    for (const entry of since) this.#fold(entry, states, inert);\n',
    instead: '',
    noticedBy: ON_SNAPSHOTS,
  },
  {
    takesOut: 'I2: talk is folded in the order in which it came, whether it slept or not',
    file: 'src/log/sleep.ts',
    text: 'return accept(this.#talk.get(id)?.at(seq) ?? null);',
    instead: 'return accept(null);',
    noticedBy: [...ON_SNAPSHOTS, 'seed 137'],
  },
  {
    takesOut: 'I2: what others name stays known while it sleeps',
    file: SNAPSHOTS,
    text: 'if (entry !== undefined) named.set(id, entry);',
    instead: '',
    noticedBy: ON_SNAPSHOTS,
  },
  {
    takesOut: 'I11: while talk sleeps nothing is taken from others that could stand on it',
    file: 'src/peer/seat.ts',
    text: "    if (!this.isAwake) return refusal('asleep');\n",
    instead: '',
    noticedBy: ON_SNAPSHOTS,
  },
];
