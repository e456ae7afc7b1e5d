import type { Id } from '../bytes/id.ts';

/** Letters that steer a terminal or turn the direction of text; tabs and ends of lines are told apart below. */
const STEERING = /[\p{Cc}\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/gu;

/** A text of the catalogue with its gaps filled. @param gaps what stands for each `{name}` */
export function fill(text: string, gaps: Readonly<{ [name: string]: string | number }>): string {
  return text.replace(/\{(\w+)\}/g, (gap, name: string) => (name in gaps ? String(gaps[name]) : gap));
}

/** What somebody wrote, on one line of a terminal, unable to steer it. */
export function oneLine(text: string): string {
  return text.replace(/\s+/gu, ' ').trim().replace(STEERING, '\ufffd');
}

/** What somebody wrote, line by line, each behind `indent`, so that no line passes for Moot's own. */
export function manyLines(text: string, indent: string): string {
  return text
    .split(/\r\n|[\n\r\v\f\u0085\u2028\u2029]/u)
    .map((line) => indent + line.replaceAll('\t', ' ').replace(STEERING, '\ufffd'))
    .join('\n');
}

/** As many letters of an id as a person has to read or type in a cell of any likely size. */
export function shortId(id: Id): string {
  return id.slice(0, 8);
}
