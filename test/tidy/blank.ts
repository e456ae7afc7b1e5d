/** A source text with parts of it blanked out, every other character at its place. */
export interface Blanked {
  /** Without comments. */
  readonly withoutComments: string;
  /** Without comments and without what is inside strings, templates and regular expressions. */
  readonly code: string;
}

const REGEX_MAY_FOLLOW = /(?:^|[([{,;=:?!&|+\-*%<>~^]|=>|\b(?:return|typeof|case|in|of|yield|await|throw|do|else|default))\s*$/;

/**
 * Blanks comments and literals of a JavaScript or TypeScript source, so that a search of what is left finds code alone. It reads characters, not
 * grammar; a regular expression is told from a division by what stands before it.
 */
export function blank(source: string): Blanked {
  let withoutComments = '';
  let code = '';
  let at = 0;
  /** Open braces inside each template expression that is open. */
  const templates: number[] = [];

  const take = (length: number, kind: 'code' | 'literal' | 'comment'): void => {
    const text = source.slice(at, at + length);
    const empty = text.replaceAll(/[^\n]/g, ' ');
    withoutComments += kind === 'comment' ? empty : text;
    code += kind === 'code' ? text : empty;
    at += length;
  };
  const takeUntil = (end: RegExp, kind: 'literal' | 'comment'): void => {
    end.lastIndex = at;
    const found = end.exec(source);
    take((found ? found.index + found[0].length : source.length) - at, kind);
  };
  const takeTemplate = (): void => {
    takeUntil(/(?:\\[\s\S]|[^\\`$]|\$(?!\{))*/y, 'literal');
    const opens = source.startsWith('${', at);
    take(opens ? 2 : 1, 'code');
    if (opens) templates.push(0);
  };

  while (at < source.length) {
    const char = source.charAt(at);
    const innermost = templates.length - 1;
    if (source.startsWith('//', at)) takeUntil(/$/gm, 'comment');
    else if (source.startsWith('/*', at)) takeUntil(/\*\//g, 'comment');
    else if (char === "'" || char === '"') {
      take(1, 'code');
      takeUntil(char === "'" ? /(?:\\[\s\S]|[^\\'\n])*/y : /(?:\\[\s\S]|[^\\"\n])*/y, 'literal');
      take(1, 'code');
    } else if (char === '`') {
      take(1, 'code');
      takeTemplate();
    } else if (char === '}' && templates[innermost] === 0) {
      templates.pop();
      take(1, 'code');
      takeTemplate();
    } else if (char === '/' && REGEX_MAY_FOLLOW.test(code.slice(-40))) {
      takeUntil(/\/(?:\\.|\[(?:\\.|[^\]\\\n])*\]|[^/\\[\n])+\/[a-z]*/y, 'literal');
    } else {
      if (innermost >= 0 && char === '{') templates[innermost] = (templates[innermost] ?? 0) + 1;
      if (innermost >= 0 && char === '}') templates[innermost] = (templates[innermost] ?? 0) - 1;
      take(1, 'code');
    }
  }
  return { withoutComments, code };
}
