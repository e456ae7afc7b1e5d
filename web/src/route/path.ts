/** Where in the page somebody is: `/c/ab12cd34/talk/everyone` is `{ cell: 'ab12cd34', steps: ['talk', 'everyone'] }`. */
export interface Place {
  /** First letters of the id of a cell; null outside of any. */
  readonly cell: string | null;
  readonly steps: readonly string[];
}

/** How many letters of a cell's id stand in an address. */
const CELL_LETTERS = 8;

/** Reads an address. @param path its path, as the browser has it */
export function readPath(path: string): Place {
  const steps = path
    .split('/')
    .filter((step) => step !== '')
    .map(decodeStep);
  const [first, cell, ...inside] = steps;
  return first === 'c' && cell !== undefined ? { cell, steps: inside } : { cell: null, steps };
}

/** Makes an address. @param cell id of a cell, or the first letters of it */
export function writePath({ cell, steps }: Place): string {
  const all = cell === null ? steps : ['c', cell.slice(0, CELL_LETTERS), ...steps];
  return `/${all.map(encodeStep).join('/')}`;
}

/** Browsers take "." and ".." out of an address, also where they are spelled out: these get a sign before them, and so does what has it already. */
function encodeStep(step: string): string {
  return encodeURIComponent(/^(?:\.\.?$|~)/.test(step) ? `~${step}` : step);
}

function decodeStep(step: string): string {
  try {
    return decodeURIComponent(step).replace(/^~/, '');
  } catch {
    return step;
  }
}
