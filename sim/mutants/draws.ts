import type { Mutant } from './mutant.ts';

const SECRET = 'src/crypto/shared-secret.ts';
const DRAWING = 'src/cell/drawing.ts';
const CONDUCT = 'src/cell/draw-conduct.ts';
const ON_SECRET = ['src/crypto/shared-secret.test.ts', 'vectors/cell.test.ts'];
const ON_DRAWING = ['src/cell/drawing.test.ts'];

/** Draws: design/deciding.md, *Drawing lots*. */
export const OF_DRAWS: readonly Mutant[] = [
  {
    takesOut: 'shares: the proof that what is sealed lies on what is committed to',
    file: SECRET,
    text: "return equalBytes(challenge, challengeOf('moot/share-deal-challenge', statement, shown));",
    instead: "return challengeOf('moot/share-deal-challenge', statement, shown).length === challenge.length;",
    noticedBy: ON_SECRET,
  },
  {
    takesOut: 'shares: the degree of the polynomial',
    file: SECRET,
    text: '|| commitments.length !== threshold) return false;',
    instead: '|| commitments.length < 1) return false;',
    noticedBy: ON_SECRET,
  },
  {
    takesOut: 'shares: the proof that what is opened is what was sealed',
    file: SECRET,
    text: "return equalBytes(challenge, challengeOf('moot/share-open-challenge', openingOf(sealed, key, share, context), [first, second]));",
    instead: "return challengeOf('moot/share-open-challenge', openingOf(sealed, key, share, context), [first, second]).length === 32;",
    noticedBy: ON_SECRET,
  },
  {
    takesOut: 'shares: one encoding for each scalar',
    file: SECRET,
    text: 'return equalBytes(bytes, scalarOf(concatBytes(bytes, new Uint8Array(SIZE))));',
    instead: 'return true;',
    noticedBy: ON_SECRET,
  },
  {
    takesOut: 'shares: points of small or mixed order, and those that are not canonical',
    file: SECRET,
    text: 'return bytes.length === SIZE && sodium.crypto_core_ed25519_is_valid_point(bytes);',
    instead: 'return bytes.length === SIZE;',
    noticedBy: ON_SECRET,
  },
  {
    takesOut: 'shares: one place is one share, though several devices hold it',
    file: SECRET,
    text: 'if (some.length < threshold || new Set(places).size < threshold) return null;',
    instead: 'if (some.length < threshold) return null;',
    noticedBy: ON_SECRET,
  },
  {
    takesOut: 'shares: the proof is bound to cell, draw and dealer',
    file: 'src/tally/draw.ts',
    text: 'return concatBytes(cell, id, dealer);',
    instead: 'return concatBytes(cell, id, dealer).slice(0, 0);',
    noticedBy: ['src/tally/draw.test.ts'],
  },
  {
    takesOut: 'draws: whoever takes part was a member when it was opened, and what they fix are parts of different members, enough of them',
    file: DRAWING,
    text: '|| dealers.size < parts.length || dealers.size < this.quorum) return',
    instead: ') return',
    noticedBy: ON_DRAWING,
  },
  {
    takesOut: 'draws: so many fix the same that one who says two things fixes no two sets',
    file: DRAWING,
    text: 'return Math.max(quorum(agreed, size, size), Math.floor(size / 2) + 1 + (size % 2));',
    instead: 'return quorum(agreed, size, size);',
    noticedBy: ON_DRAWING,
  },
  {
    takesOut: 'draws: never all have to open, so that one who withholds stops nothing',
    file: DRAWING,
    text: 'return Math.min(quorum(agreed, size, size), size - 1);',
    instead: 'return size;',
    noticedBy: ON_DRAWING,
  },
  {
    takesOut: 'draws: two sets that are fixed are a clash',
    file: DRAWING,
    text: "if (fixed.length > 1) return 'clash';",
    instead: '',
    noticedBy: ON_DRAWING,
  },
  {
    takesOut: 'draws: what is fixed is not amended or taken back',
    file: 'src/cell/outcome.ts',
    text: "if (drawnVersion(proposal) !== undefined) return 'passed';",
    instead: '',
    noticedBy: ON_DRAWING,
  },
  {
    takesOut: 'draws: what is fixed stands though it is set aside',
    file: 'src/cell/decisions.ts',
    text: ' || (drawing !== null && drawing.fixedIn(null) !== null);',
    instead: ';',
    noticedBy: ON_DRAWING,
  },
  {
    takesOut: 'draws: nothing is opened before it is fixed',
    file: CONDUCT,
    text: 'const fixed = drawnVersion(proposal);',
    instead: 'const fixed = drawnVersion(proposal) ?? proposal.versions.find(({ drawing }) => (drawing?.fixings.length ?? 0) > 2);',
    noticedBy: [...ON_DRAWING, 'src/cell/drawing.prop.test.ts'],
  },
  {
    takesOut: 'draws: a part that is not sound is named by nobody',
    file: CONDUCT,
    text: 'part.member === member && isOnly(part) && drawing.isSound(part)',
    instead: 'part.member === member && isOnly(part)',
    noticedBy: ON_DRAWING,
  },
  {
    takesOut: 'draws: a device that put in two parts is named by nobody',
    file: CONDUCT,
    text: 'part.member === member && isOnly(part) && drawing.isSound(part)',
    instead: 'part.member === member && drawing.isSound(part)',
    noticedBy: ON_DRAWING,
  },
  {
    takesOut: 'draws: nobody joins a set in which a part is not sound',
    file: CONDUCT,
    text: ' && first.parts.every(isSound));',
    instead: ');',
    noticedBy: ON_DRAWING,
  },
  {
    takesOut: 'draws: what was checked before is believed of the same draw alone, and by the same rules',
    file: 'src/cell/draw-check.ts',
    text: ' || own === null || !equalBytes(own, key)) return;',
    instead: ' || own === null) return;',
    noticedBy: ['src/cell/draw-check.test.ts'],
  },
  {
    takesOut: 'draws: whoever objects holds it up until it is fixed',
    file: CONDUCT,
    text: 'if (objections.length > 0 || (unheard.length > 0 && sinceEnd < 0)) return null;',
    instead: 'if (unheard.length > 0 && sinceEnd < 0) return null;',
    noticedBy: ON_DRAWING,
  },
  {
    takesOut: 'draws: whoever fixed a later version opens no earlier one',
    file: CONDUCT,
    text: 'if (later.some((one) => one.drawing?.fixings.some((fixing) => fixing.member === member))) return null;',
    instead: '',
    noticedBy: ON_DRAWING,
  },
];
