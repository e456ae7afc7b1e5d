import type { Check } from './import-checks.ts';
import { isCode, isTest } from './source.ts';

const EXPORT =
  /^export (?:default )?(?:abstract |async )?(?:(?<value>const|let|function\*?|class)|(?<type>interface|type)) (?<name>[\w$]+)/gm;
const WORD = /[\w$]+/g;
const STRING = /'[^'\n]*'|"[^"\n]*"|`[^`]*`/g;
/** Of a class that is put together, as in `is-${state}`, the part that is written out. */
const PUT_TOGETHER = /([\w-]+-)\$\{/g;

/** What a file exports is used by another; a type, at least beside what it describes. */
export const exportsAreUsed: Check = (sources) => {
  const code = sources.filter(({ path }) => isCode(path) && !path.endsWith('.d.ts'));
  const users = new Map<string, number>();
  for (const source of code) for (const word of new Set(source.code.match(WORD))) users.set(word, (users.get(word) ?? 0) + 1);
  return code.flatMap((source) =>
    [...source.code.matchAll(EXPORT)].flatMap(({ groups = {} }) => {
      const { name = '', type } = groups;
      const isUsed =
        (users.get(name) ?? 0) > 1 || (type !== undefined && (source.code.match(WORD) ?? []).filter((word) => word === name).length > 1);
      return isUsed ? [] : [`${source.path} exports ${name}, which nobody uses`];
    }),
  );
};

/** Every class and every property of its own that the page's styles name is used by the page. */
export const stylesAreUsed: Check = (sources) => {
  const styles = sources.filter(({ path }) => /^web\/.*\.css$/.test(path));
  const texts = sources
    .filter(({ path }) => /^web\/.*\.(?:tsx?|html)$/.test(path) && !isTest(path))
    .map(({ withoutComments }) => withoutComments);
  const strings = texts.flatMap((text) => text.match(STRING) ?? []);
  const words = new Set(strings.flatMap((text) => text.match(/[\w-]+/g) ?? []));
  const beginnings = [...new Set(strings.flatMap((text) => [...text.matchAll(PUT_TOGETHER)].map(([, beginning = '']) => beginning)))];
  const isClass = (name: string): boolean =>
    words.has(name) || beginnings.some((beginning) => name.startsWith(beginning) && words.has(name.slice(beginning.length)));
  const rules = styles.map(({ path, text }) => ({ path, rules: text.replace(/\/\*[\s\S]*?\*\/|'[^']*'|"[^"]*"|url\([^)]*\)/g, '') }));
  const read = new Set(rules.flatMap((one) => [...one.rules.matchAll(/var\((--[\w-]+)/g)].map(([, name = '']) => name)));
  return rules.flatMap(({ path, rules }) => [
    ...named(rules, /\.([a-zA-Z][\w-]*)/g, isClass).map((name) => `${path} has rules for the class ${name}, which nothing bears`),
    ...named(rules, /(--[\w-]+)\s*:/g, (name) => read.has(name)).map((name) => `${path} sets ${name}, which nothing reads`),
  ]);
};

function named(text: string, pattern: RegExp, isUsed: (name: string) => boolean): string[] {
  return [...new Set([...text.matchAll(pattern)].map(([, name = '']) => name))].filter((name) => !isUsed(name));
}
