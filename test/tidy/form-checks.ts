import { EMPTY_NAMES, FOREIGN_WORDS, MEDIAN_LINES, MOST_LINES, PRACTICE_FILES } from './borders.ts';
import type { Check } from './import-checks.ts';
import { isCode, isTest, type Source } from './source.ts';

const ALLOWED_SKIPS = 'test/allowed-skips.json';
const LOCK_FILE = /(?:^|\/)package-lock\.json$/;
const LENGTH_COUNTS = /^(?:src|web|sim|bench|bootstrap|test)\//;
const EXPORTED =
  /^export (?:default )?(?:async )?(?:function\*?|(?:abstract )?class|const (?=\w+(?::[^=]*)? = (?:async )?(?:\(|\w+ =>|function)))\s*(\w+)/gm;

/** No file is so long that nobody reads it, and most are short. */
export const filesAreShort: Check = (sources) => {
  const lengths = sources
    .filter(({ path }) => isCode(path) && LENGTH_COUNTS.test(path))
    .map(({ path, text }) => ({ path, lines: lineCount(text) }));
  const median = lengths.map(({ lines }) => lines).sort((a, b) => a - b)[Math.floor(lengths.length / 2)] ?? 0;
  return [
    ...lengths.flatMap(({ path, lines }) => (lines > MOST_LINES ? [`${path} has ${lines} lines; ${MOST_LINES} are the most`] : [])),
    ...(median > MEDIAN_LINES ? [`half of the files have more than ${median - 1} lines; ${MEDIAN_LINES} is the most for a median`] : []),
  ];
};

/** Every exported function and class has a docstring directly above it. */
export const exportsAreDocumented: Check = (sources) =>
  sources
    .filter(({ path }) => isCode(path) && !isTest(path))
    .flatMap((source) => [...source.code.matchAll(EXPORTED)].flatMap((match) => undocumented(source, match)));

function undocumented({ path, text }: Source, match: RegExpMatchArray): string[] {
  const above = text.slice(0, match.index).trimEnd().split('\n');
  while (above.at(-1)?.startsWith('// biome-ignore')) above.pop();
  return above.at(-1)?.endsWith('*/') ? [] : [`${path}:${lineCount(text.slice(0, match.index))} exports ${match[1]} without a docstring`];
}

/** A file's name tells what is in it. */
export const namesTellSomething: Check = (sources) =>
  sources.flatMap(({ path }) =>
    path.split(/[/.\-_]/).some((word) => EMPTY_NAMES.includes(word.toLowerCase())) ? [`${path} has a name that tells nothing`] : [],
  );

/** The project speaks of itself alone, and what is there is done. */
export const textsSpeakOfTheProject: Check = (sources) =>
  sources
    .filter(({ path }) => path !== 'LICENSE' && !LOCK_FILE.test(path))
    .flatMap(({ path, text }) =>
      text.split('\n').flatMap((line, index) => {
        const found = FOREIGN_WORDS.map((words) => words.exec(line)?.[0]).find((words) => words);
        return found ? [`${path}:${index + 1} says "${found}"`] : [];
      }),
    );

/** Every practice's folder has the same files. */
export const practicesHaveOneShape: Check = (sources) => {
  const folders = Map.groupBy(
    sources.map(({ path }) => /^src\/practices\/([^/]+)\/(.+)$/.exec(path)).filter((match) => match !== null),
    ([, folder = '']) => folder,
  );
  return [...folders].flatMap(([folder, matches]) => {
    const files = matches.map(([, , file = '']) => file).filter((file) => !isTest(file) && file !== `${folder}.ts`);
    return [
      ...PRACTICE_FILES.filter((file) => !files.includes(file)).map((file) => `src/practices/${folder}/ lacks ${file}`),
      ...files
        // What grows beyond the six stands in a folder of its own.
        .filter((file) => !file.includes('/') && !PRACTICE_FILES.includes(file))
        .map((file) => `src/practices/${folder}/${file} is no part of a practice's shape`),
    ];
  });
};

/** The lock file names no registry of somebody's machine. */
export const lockNamesNoRegistry: Check = (sources) =>
  sources
    .filter(({ path, text }) => LOCK_FILE.test(path) && text.includes('"resolved"'))
    .map(({ path }) => `${path} says where packages came from`);

/** Every test that may be skipped is there, under its name, and has a reason. */
export const allowedSkipsAreReal: Check = (sources) => {
  const allowed: Record<string, string> = JSON.parse(sources.find(({ path }) => path === ALLOWED_SKIPS)?.text ?? '{}');
  return Object.entries(allowed).flatMap(([name, reason]) => {
    const [file, ...rest] = name.split(': ');
    const title = rest.join(': ').split(' > ').at(-1) ?? '';
    const isThere = title !== '' && sources.some(({ path, text }) => path === file && text.includes(title));
    return [
      ...(isThere ? [] : [`${ALLOWED_SKIPS}: there is no test "${name}"`]),
      ...(reason.trim() ? [] : [`${ALLOWED_SKIPS}: "${name}" has no reason`]),
    ];
  });
};

function lineCount(text: string): number {
  return text.trimEnd().split('\n').length;
}
