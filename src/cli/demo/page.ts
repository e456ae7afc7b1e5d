import { fill } from '../../practices/wording.ts';

/** Letters in the margin, where the names hang, and on a whole line. */
const MARGIN = 9;
const WIDTH = 100;

type Gaps = Parameters<typeof fill>[1];

/** Where the story is written: a margin with names, and words beside it. */
export class Page {
  readonly #print: (line: string) => void;

  /** @param print takes a line at a time */
  constructor(print: (line: string) => void) {
    this.#print = print;
  }

  /** Begins a part. */
  head(text: string, gaps: Gaps = {}): void {
    this.#print('');
    this.#print(fill(text, gaps));
  }

  /** Somebody does or says something; an empty name for what Moot tells. */
  line(name: string, text: string, gaps: Gaps = {}): void {
    const lines = fill(text, gaps)
      .split('\n')
      .flatMap((line) => wrap(line, WIDTH - MARGIN - 2));
    lines.forEach((line, i) => {
      this.#print(`  ${(i === 0 ? name : '').padEnd(MARGIN)}${line}`);
    });
  }
}

function wrap(text: string, width: number): string[] {
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + 1 + word.length <= width) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines;
}
