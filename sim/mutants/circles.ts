import type { Mutant } from './mutant.ts';

const CIRCLES = 'src/cell/circles.ts';
const EPOCHS = 'src/cell/epochs.ts';
const ON_CIRCLES = ['src/cell/circles.test.ts'];
const ON_TALK = ['src/practices/talk/circles/circles.test.ts'];

/** What keeps circles to those who are in them: design/circles.md. */
export const OF_CIRCLES: readonly Mutant[] = [
  {
    takesOut: 'circles: whoever founds one is in it',
    file: CIRCLES,
    text: 'fresh.size < 2 || !isAscending(members) || !fresh.has(author)',
    instead: 'fresh.size < 2 || !isAscending(members)',
    noticedBy: ON_CIRCLES,
  },
  {
    takesOut: 'circles: only those who are in one let others in',
    file: CIRCLES,
    text: "if (!asked.includes(author)) return refuse('not-of-the-circle');\n    if (asked.includes(member))",
    instead: 'if (asked.includes(member))',
    noticedBy: ON_CIRCLES,
  },
  {
    takesOut: 'circles: whoever joins needs the word of all whom those knew to be there who let them in',
    file: CIRCLES,
    text: 'one.asked.every((member) =>',
    instead: 'one.asked.some((member) =>',
    noticedBy: ON_CIRCLES,
  },
  {
    takesOut: 'circles: who left decides no more',
    file: CIRCLES,
    text: ' || hasGone(member, one)',
    instead: '',
    noticedBy: ON_CIRCLES,
  },
  {
    takesOut: 'circles: a word that did not know of somebody having left does not bring them back',
    file: CIRCLES,
    text: 'isIn(seen, entry) && leaves.every((left) => hasSeen(entry, left))',
    instead: 'isIn(seen, entry)',
    noticedBy: ON_CIRCLES,
  },
  {
    takesOut: 'I8 in circles: nobody brings one an epoch from outside',
    file: CIRCLES,
    text: "return this.isMemberBefore(epoch.circle, member, entry, charter) ? null : refuse('not-of-the-circle');",
    instead: 'return null;',
    noticedBy: ON_CIRCLES,
  },
  {
    takesOut: 'I8 in circles: an epoch that was handed over without an entry is never written under',
    file: EPOCHS,
    text: 'circle === WHOLE_CELL && areReaders(first) && isNewEnough(null)',
    instead: 'isNewEnough(null)',
    noticedBy: ON_CIRCLES,
  },
  {
    takesOut: 'I8 in circles: nobody writes under an epoch from before somebody left',
    file: 'src/cell/cell.ts',
    text: 'return knowsWhoIsOut && this.circles.hasSeenLeaves(circle, brought, seen);',
    instead: 'return knowsWhoIsOut;',
    noticedBy: ON_CIRCLES,
  },
  {
    takesOut: 'I8 in circles: a device is handed the epochs of the circles that its member is in, and of no others',
    file: 'src/cell/cell.ts',
    text: 'this.epochs.unsealedTo(device, (circle) => this.readersOf(circle).has(device)).filter(',
    instead: 'this.epochs.unsealedTo(device, () => true).filter(',
    noticedBy: [...ON_CIRCLES, 'seed 21'],
  },
  {
    takesOut: 'I8 in circles: whoever comes into the cell is welcomed into no circle',
    file: 'src/peer/welcome.ts',
    text: 'circle === WHOLE_CELL || (reader.ok && seat.cell.readersOf(circle).has(reader.value.device))',
    instead: 'reader.ok || circle === WHOLE_CELL',
    noticedBy: ['src/peer/circles.test.ts', 'seed 16'],
  },
  {
    takesOut: 'I13 in circles: what a reader lacks is sealed anew, by an entry that others carry',
    file: EPOCHS,
    text: 'if (lacking.size === 0 || (first ?? this.#device) !== this.#device) return [];',
    instead: 'if (lacking.size < 99) return [];',
    noticedBy: ON_CIRCLES,
  },
  {
    takesOut: 'I13 in circles: whoever said that they could not open an epoch is sealed it again',
    file: EPOCHS,
    text: 'readers.has(device) && (told === undefined || hasSeen(entry, told))',
    instead: 'readers.has(device)',
    noticedBy: ON_CIRCLES,
  },
  {
    takesOut: 'I13 in circles: what could not be read is opened once its key is there',
    file: 'src/peer/reopening.ts',
    text: 'return this.#practices.unopened.size > 0;',
    instead: 'return false;',
    noticedBy: ['src/peer/circles.test.ts'],
  },
  {
    takesOut: 'I1 in circles: what stands on words that could not be read is made of them anew',
    file: 'src/practices/folding.ts',
    text: 'opened(): void {\n    this.#turns = -1;',
    instead: 'opened(): void {',
    noticedBy: ON_TALK,
  },
  {
    takesOut: 'circles: only those who are in one speak in it',
    file: 'src/practices/talk/rules.ts',
    text: "cell.isFromInside(entry) ? accept(null) : refuse('not-of-the-circle')",
    instead: 'accept(null)',
    noticedBy: ON_TALK,
  },
  {
    takesOut: 'circles: what is said in one stays in its channel',
    file: 'src/practices/talk/rules.ts',
    text: "chain.opening.lane === 'talk' && circle === circleOf(chain.opening.topic)",
    instead: "chain.opening.lane === 'talk'",
    noticedBy: ON_TALK,
  },
  {
    takesOut: 'attack 5: what is said in a circle, or beside the record, decides nothing for the cell',
    file: 'src/cell/cell.ts',
    text: "if (entry.chain.opening.lane !== 'record' || entry.circle !== WHOLE_CELL) return 'not-ours';",
    instead: '',
    noticedBy: ON_CIRCLES,
  },
  {
    takesOut: 'attack 5: nor does what is said in a circle where the votes are',
    file: 'src/cell/cell.ts',
    text: "if (entry.chain.opening.lane !== 'record' || entry.circle !== WHOLE_CELL) return 'not-ours';",
    instead: "if (entry.chain.opening.lane !== 'record') return 'not-ours';",
    and: [{ file: 'src/log/admission.ts', text: "} else if (chain.scope === 'record') return 'circle-in-record';", instead: '}' }],
    noticedBy: ['src/log/refusal.test.ts'],
  },
];
