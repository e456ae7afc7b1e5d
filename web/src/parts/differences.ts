/** A part of a text that stayed, came or went. */
export interface Piece {
  readonly kind: 'same' | 'added' | 'removed';
  readonly text: string;
}

/** What stayed, and then what changed. */
interface Change {
  readonly same: string;
  readonly removed: string;
  readonly added: string;
}

/** Above so many pairs of words a change is shown as a whole: comparing them would keep the reader waiting. */
const MOST_PAIRS = 2_000_000;

const SEGMENTER = new Intl.Segmenter('en', { granularity: 'word' });

/** What changed from one text to another, word by word. All but what was added make up `before`, all but what was removed `after`. */
export function differences(before: string, after: string): Piece[] {
  return together(changes(wordsOf(before), wordsOf(after))).flatMap(({ same, removed, added }) =>
    (
      [
        { kind: 'same', text: same },
        { kind: 'removed', text: removed },
        { kind: 'added', text: added },
      ] as const
    ).filter(({ text }) => text !== ''),
  );
}

/** One text in the place of another, as a whole. */
export function replaced(before: string, after: string): Piece[] {
  return [
    { kind: 'removed', text: before },
    { kind: 'same', text: ' ' },
    { kind: 'added', text: after },
  ];
}

/** Words, and what stands between them. */
function wordsOf(text: string): string[] {
  return Array.from(SEGMENTER.segment(text), ({ segment }) => segment);
}

function changes(before: readonly string[], after: readonly string[]): Change[] {
  const shorter = Math.min(before.length, after.length);
  let start = 0;
  while (start < shorter && before[start] === after[start]) start++;
  let end = 0;
  while (end < shorter - start && before[before.length - 1 - end] === after[after.length - 1 - end]) end++;
  const middle = inTheMiddle(before.slice(start, before.length - end), after.slice(start, after.length - end));
  const [first, ...rest] = middle;
  const head = before.slice(0, start).join('');
  const tail = { same: before.slice(before.length - end).join(''), removed: '', added: '' };
  return first === undefined ? [{ ...tail, same: head + tail.same }] : [{ ...first, same: head + first.same }, ...rest, tail];
}

/** By a longest common subsequence of words. */
function inTheMiddle(before: readonly string[], after: readonly string[]): Change[] {
  if (before.length === 0 && after.length === 0) return [];
  if (before.length * after.length > MOST_PAIRS) return [{ same: '', removed: before.join(''), added: after.join('') }];
  const common = commonLengths(before, after);
  const width = after.length + 1;
  const found: Change[] = [];
  let [i, j] = [0, 0];
  while (i < before.length || j < after.length) {
    let [same, removed, added] = ['', '', ''];
    while (i < before.length && j < after.length && before[i] === after[j]) {
      same += before[i++];
      j++;
    }
    while ((i < before.length || j < after.length) && (i === before.length || j === after.length || before[i] !== after[j])) {
      const isRemoved =
        j === after.length || (i < before.length && (common[(i + 1) * width + j] as number) >= (common[i * width + j + 1] as number));
      if (isRemoved) removed += before[i++];
      else added += after[j++];
    }
    found.push({ same, removed, added });
  }
  return found;
}

/** For each pair of places, how many words both texts have in common from there on. */
function commonLengths(before: readonly string[], after: readonly string[]): Uint32Array {
  const width = after.length + 1;
  const lengths = new Uint32Array((before.length + 1) * width);
  for (let i = before.length - 1; i >= 0; i--) {
    for (let j = after.length - 1; j >= 0; j--) {
      const [down, across] = [lengths[(i + 1) * width + j] as number, lengths[i * width + j + 1] as number];
      lengths[i * width + j] = before[i] === after[j] ? (lengths[(i + 1) * width + j + 1] as number) + 1 : Math.max(down, across);
    }
  }
  return lengths;
}

function sizeOf({ removed, added }: Change): number {
  return Math.max(removed.length, added.length);
}

/** Changes with less between them than they are long themselves are read as one: a lone "the" that stayed only disturbs. */
function together(all: readonly Change[]): Change[] {
  const joined: Change[] = [];
  for (const change of all) {
    const last = joined.at(-1);
    if (last === undefined || change.same.length > Math.min(sizeOf(last), sizeOf(change))) joined.push(change);
    else {
      const [removed, added] = [last.removed + change.same + change.removed, last.added + change.same + change.added];
      joined[joined.length - 1] = { same: last.same, removed, added };
    }
  }
  return joined;
}
