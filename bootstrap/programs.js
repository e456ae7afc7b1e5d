/**
 * What each npm script starts: its file, the arguments that come first, and which packages it needs
 * ('use': what Moot runs on; 'work': also what its makers need).
 * @type {Readonly<Record<string, { file: string, first: readonly string[], packages: 'use' | 'work' }>>}
 */
export const PROGRAMS = {
  start: { file: 'src/cli/main.ts', first: ['start'], packages: 'use' },
  moot: { file: 'src/cli/main.ts', first: [], packages: 'use' },
  demo: { file: 'src/cli/demo.ts', first: [], packages: 'use' },
  test: { file: 'test/run.ts', first: [], packages: 'work' },
  sim: { file: 'sim/main.ts', first: [], packages: 'work' },
  fuzz: { file: 'sim/fuzz.ts', first: [], packages: 'work' },
  bench: { file: 'bench/main.ts', first: [], packages: 'work' },
  vectors: { file: 'vectors/make.ts', first: [], packages: 'work' },
};
