/** A cell has at most seven people in these worlds. Their names hold letters of several scripts; two differ by case alone, and two not at all. */
export const NAMES = [
  'Anneliese',
  'Bartholomäus',
  'Chinyere',
  'Дмитрий',
  'Esperanza',
  'Fumiko-さくら',
  'Guðrún',
  'ANNELIESE',
  'Chinyere',
] as const;

const PLACES = ['garden', 'kitchen', 'workshop', 'cellar', 'library', 'roof', 'bakery', 'boat shed'];
const DOINGS = ['paint', 'share', 'repair', 'open', 'clean', 'insulate', 'heat', 'lend out'];
const REMARKS = [
  'Good morning from the',
  'Who has the key of the',
  'I shall be late in the',
  'There is soup in the',
  'Somebody left a coat in the',
];

/** Words that nobody else would say by accident: each holds a number of its own, so that a scan for it finds nothing else. */
export class Words {
  #said = 0;
  readonly #pick: <T>(items: readonly T[]) => T | undefined;

  /** @param pick chooses one of several */
  constructor(pick: <T>(items: readonly T[]) => T | undefined) {
    this.#pick = pick;
  }

  /** Something to say. */
  remark(): string {
    return `${this.#pick(REMARKS)} ${this.#pick(PLACES)}, ${this.#number()}`;
  }

  /** Something to decide. */
  title(): string {
    return `We ${this.#pick(DOINGS)} the ${this.#pick(PLACES)}, ${this.#number()}`;
  }

  /** What some call a circle of theirs. */
  circle(): string {
    return `Those of the ${this.#pick(PLACES)}, ${this.#number()}`;
  }

  /** Why somebody objects, or what they ask. */
  reason(): string {
    return `Because of the neighbours of the ${this.#pick(PLACES)}, ${this.#number()}`;
  }

  #number(): string {
    return `nr ${++this.#said}`;
  }
}
