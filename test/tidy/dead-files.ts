import { PROGRAMS } from '../../bootstrap/programs.js';
import type { Check } from './import-checks.ts';
import { isCode, isTest, type Source } from './source.ts';

const ENTRY_POINTS: readonly string[] = [
  'web/build.ts',
  'web/src/main.tsx',
  'bootstrap/run.js',
  'bootstrap/moot.js',
  ...Object.values(PROGRAMS).map(({ file }) => file),
];

/** Every file of the program can be reached from one of its entry points; every other file at least from a test. */
export const nothingIsDead: Check = (sources) => {
  const code = sources.filter(({ path }) => isCode(path) && !path.endsWith('.d.ts'));
  const byPath = new Map(code.map((source) => [source.path, source]));
  const alive = reachable(byPath, ENTRY_POINTS);
  const tested = reachable(
    byPath,
    [...ENTRY_POINTS, ...byPath.keys()].filter((path) => ENTRY_POINTS.includes(path) || isTest(path)),
  );
  return code.flatMap(({ path }) => {
    if (/^(?:src|web)\//.test(path) && !isTest(path)) return alive.has(path) ? [] : [`${path} is used by no program`];
    return tested.has(path) ? [] : [`${path} is used by nothing`];
  });
};

function reachable(byPath: ReadonlyMap<string, Source>, from: readonly string[]): ReadonlySet<string> {
  const reached = new Set<string>();
  const queue = [...from];
  for (let path = queue.pop(); path !== undefined; path = queue.pop()) {
    const source = byPath.get(path);
    if (!source || reached.has(path)) continue;
    reached.add(path);
    queue.push(...source.imports, ...source.mentions);
  }
  return reached;
}
