/**
 * What each npm script starts: its file, the arguments that come first, which packages it needs
 * ('use': what Moot runs on; 'work': also what its makers need), and whether it shows the page.
 * @type {Readonly<Record<string, { file: string, first: readonly string[], packages: 'use' | 'work', page?: true }>>}
 */
export const PROGRAMS = {
  start: { file: 'src/cli/main.ts', first: ['start'], packages: 'use', page: true },
  moot: { file: 'src/cli/main.ts', first: [], packages: 'use' },
  demo: { file: 'src/cli/demo.ts', first: [], packages: 'use' },
  test: { file: 'test/run.ts', first: [], packages: 'work', page: true },
  sim: { file: 'sim/main.ts', first: [], packages: 'work' },
  mutants: { file: 'sim/mutants/main.ts', first: [], packages: 'work' },
  fuzz: { file: 'sim/fuzz.ts', first: [], packages: 'work' },
  crash: { file: 'test/crash/main.ts', first: [], packages: 'work' },
  bench: { file: 'bench/main.ts', first: [], packages: 'work' },
  screens: { file: 'test/screens/main.ts', first: [], packages: 'work', page: true },
  'bench:peers': { file: 'bench/peers/main.ts', first: [], packages: 'work' },
  vectors: { file: 'vectors/make.ts', first: [], packages: 'work' },
};
