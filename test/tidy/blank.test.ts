// biome-ignore-all lint/suspicious/noTemplateCurlyInString: templates are what is read here
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import { blank } from './blank.ts';
import { readProject } from './source.ts';

test('comments and what is inside literals are blanked, and everything else stays at its place', () => {
  const examples: readonly [source: string, withoutComments: string, code: string][] = [
    ['a; // b', 'a;     ', 'a;     '],
    ['a /* b\nc */ d', 'a     \n     d', 'a     \n     d'],
    ["a('// b');", "a('// b');", "a('    ');"],
    ["'it\\'s' + b", "'it\\'s' + b", "'     ' + b"],
    ['`a ${b(`c ${d} e`)} f` + g', '`a ${b(`c ${d} e`)} f` + g', '`  ${b(`  ${d}  `)}  ` + g'],
    ['`${{ a: 1 }.a} b`', '`${{ a: 1 }.a} b`', '`${{ a: 1 }.a}  `'],
    ['a = /[\'"/]/g; b', 'a = /[\'"/]/g; b', 'a =         ; b'],
    ['a / b / c', 'a / b / c', 'a / b / c'],
    ['(a) / b; // c', '(a) / b;     ', '(a) / b;     '],
    ['return /[/]\\//.test(a)', 'return /[/]\\//.test(a)', 'return        .test(a)'],
  ];
  for (const [source, withoutComments, code] of examples) assert.deepEqual(blank(source), { withoutComments, code });
});

test('every file of the project keeps its length and its balance', () => {
  for (const { path, text, code, withoutComments } of readProject(join(import.meta.dirname, '../..'))) {
    if (!/\.[jt]s$/.test(path)) continue;
    assert.deepEqual([withoutComments.length, code.length], [text.length, text.length], path);
    for (const [open = '', close = ''] of ['()', '[]', '{}'])
      assert.equal(code.split(open).length, code.split(close).length, `${open}${close} in ${path}`);
  }
});
