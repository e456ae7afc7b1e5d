import type { Mutant } from './mutant.ts';

const DELEGATION = 'src/cell/delegation.ts';
const DELEGATIONS = 'src/cell/delegations.ts';
const COUNT = 'src/cell/count.ts';
const ON_VOICES = ['src/cell/delegations.test.ts'];

/** What keeps voices that are given with whom they belong to: design/deciding.md, “Giving one's voice”. */
export const OF_DELEGATION: readonly Mutant[] = [
  {
    takesOut: 'voices: nobody speaks for more others than agreed',
    file: DELEGATIONS,
    text: 'isBeyond: !rests && before >= at.most',
    instead: 'isBeyond: before > 99',
    noticedBy: ON_VOICES,
  },
  {
    takesOut: 'voices: what comes beyond goes by the order of entries',
    file: DELEGATIONS,
    text: '.sort((a, b) => compareEntries(a.entry, b.entry));',
    instead: '.sort((a, b) => compareEntries(b.entry, a.entry));',
    noticedBy: ON_VOICES,
  },
  {
    takesOut: 'voices: nothing is passed on',
    file: COUNT,
    text: 'standingAnswer(version, other.given.to, seen, late);',
    instead:
      "standingAnswer(version, other.given.to, seen, late) ?? standingAnswer(version, given?.get(other.given.to)?.given.to ?? '', seen, late);",
    noticedBy: ON_VOICES,
  },
  {
    takesOut: 'voices: whoever votes speaks for themselves',
    file: COUNT,
    text: 'const own = standingAnswer(version, voice, seen, late);',
    instead: 'const own = given?.has(voice) ? undefined : standingAnswer(version, voice, seen, late);',
    noticedBy: ON_VOICES,
  },
  {
    takesOut: 'voices: one that is given ends no vote early',
    file: COUNT,
    text: '(silent === 0 && counted.every(({ voice, answer }) => voice === answer.member))',
    instead: 'silent === 0',
    noticedBy: ON_VOICES,
  },
  {
    takesOut: 'voices: what is taken back counts no more',
    file: DELEGATIONS,
    text: 'if (!isKnownAt(one, at) || this.#context.isSetAside(one.entry)) continue;',
    instead: 'if (!isKnownAt(one, at) || this.#context.isSetAside(one.entry) || one.to === null) continue;',
    noticedBy: ON_VOICES,
  },
  {
    takesOut: 'voices: of two devices that know nothing of each other, taking back holds',
    file: DELEGATIONS,
    text: 'return newest.find(({ to }) => to === null) ?? newest[0];',
    instead: 'return newest.find(({ to }) => to !== null) ?? newest[0];',
    noticedBy: ON_VOICES,
  },
  {
    takesOut: 'voices: what is said after the end of a vote changes nothing in it',
    file: DELEGATIONS,
    text: 'return entry.time <= end !== (',
    instead: 'return entry.time <= end + 1e9 !== (',
    noticedBy: ON_VOICES,
  },
  {
    takesOut: 'voices: whose device knew that a vote was still open takes their voice back from it',
    file: DELEGATIONS,
    text: '(version !== null && otherwise.includes(version))',
    instead: '(version === null && otherwise.length > 99)',
    noticedBy: ON_VOICES,
  },
  {
    takesOut: 'voices: each comes back by itself',
    file: DELEGATIONS,
    text: 'at.day <= newest.until',
    instead: 'at.day <= newest.until + 1e6',
    noticedBy: ON_VOICES,
  },
  {
    takesOut: 'voices: half a year later at the latest',
    file: DELEGATION,
    text: 'until - today <= LIMITS.delegationDays',
    instead: 'until >= today',
    noticedBy: ON_VOICES,
  },
  {
    takesOut: 'voices: they are given where the cell has agreed to it',
    file: DELEGATION,
    text: 'return to === null || agreed > 0 ?',
    instead: 'return to === null || agreed >= 0 ?',
    noticedBy: ON_VOICES,
  },
  {
    takesOut: 'voices: a vote goes by what was agreed when it was opened',
    file: 'src/cell/cell.ts',
    text: 'if (most === 0) return new Map();',
    instead: '',
    noticedBy: ON_VOICES,
  },
  {
    takesOut: 'voices: one that nobody could take back rests',
    file: DELEGATIONS,
    text: 'return since !== null && since <= end;',
    instead: 'return since !== null && since > end + 1e9;',
    noticedBy: ON_VOICES,
  },
  {
    takesOut: 'voices: what had ended before stays as it was',
    file: DELEGATIONS,
    text: 'since !== null && since <= end',
    instead: 'since !== null',
    noticedBy: ON_VOICES,
  },
  {
    takesOut: 'voices: where an objection holds a decision up everybody speaks for themselves',
    file: 'src/cell/method.ts',
    text: 'return COUNTING.includes(nameOf(method));',
    instead: "return nameOf(method) !== 'consent';",
    noticedBy: ON_VOICES,
  },
];
