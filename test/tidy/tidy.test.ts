import assert from 'node:assert/strict';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { IMPORTERS, MOST_LINES, PRACTICE_FILES, WORK_PACKAGES } from './borders.ts';
import { nothingIsDead } from './dead-files.ts';
import { exportsAreUsed, stylesAreUsed } from './dead-names.ts';
import {
  allowedSkipsAreReal,
  exportsAreDocumented,
  filesAreShort,
  lockNamesNoRegistry,
  namesTellSomething,
  practicesHaveOneShape,
  textsSpeakOfTheProject,
} from './form-checks.ts';
import {
  type Check,
  everythingHasARoom,
  onlyAgreedPackages,
  packagesAreDeclared,
  packagesStayInTheirRooms,
  practicesDoNotKnowEachOther,
  pureRoomsArePure,
  roomsImportOnlyEarlierRooms,
  thePageKnowsTypesAlone,
} from './import-checks.ts';
import { makeSource, readProject } from './source.ts';

/** A check, files in which it must find nothing, and files each of which it must find fault with. */
interface Rule {
  readonly check: Check;
  readonly good: Readonly<Record<string, string>>;
  readonly bad: Readonly<Record<string, string>>;
}

const lines = (count: number): string => 'x;\n'.repeat(count);
const shape = (folder: string): Record<string, string> =>
  Object.fromEntries(PRACTICE_FILES.map((file) => [`src/practices/${folder}/${file}`, '']));

/** A package.json with the agreed packages and these. */
function manifest(more: Readonly<Record<string, string>>): Record<string, string> {
  const exact = (names: readonly string[]) => Object.fromEntries(names.map((name) => [name, '1.0.0']));
  const used = Object.keys(IMPORTERS).filter((name) => name !== 'node:');
  return { 'package.json': JSON.stringify({ dependencies: { ...exact(used), ...more }, devDependencies: exact(WORK_PACKAGES) }) };
}

const RULES: Readonly<Record<string, Rule>> = {
  roomsImportOnlyEarlierRooms: {
    check: roomsImportOnlyEarlierRooms,
    good: {
      'src/log/a.ts': "import { b } from '../bytes/b.ts';\nimport './c.ts'; // import '../cell/d.ts'",
      'src/log/a.test.ts': "import '../../vectors/golden.ts';",
      'sim/a.ts': "import '../src/cli/main.ts';",
    },
    bad: {
      'src/bytes/a.ts': "import { b } from '../log/b.ts';",
      'src/log/b.ts': "import type {\n  C,\n} from '../cell/c.ts';",
      'src/sync/c.ts': "export * from '../ports/clock.ts';",
      'src/cell/d.ts': "const d = await import('../peer/d.ts');",
      'src/peer/e.ts': "import '../../sim/world.ts';",
      'src/log/f.test.ts': "import '../cell/cell.ts';",
    },
  },
  everythingHasARoom: { check: everythingHasARoom, good: { 'src/log/a.ts': '' }, bad: { 'src/a.ts': '', 'src/attic/a.ts': '' } },
  packagesStayInTheirRooms: {
    check: packagesStayInTheirRooms,
    good: {
      'src/crypto/a.ts': "import sodium from 'libsodium-wrappers-sumo';",
      'src/log/a.test.ts': "import 'node:test'; import 'fast-check';",
    },
    bad: {
      'src/cell/a.ts': "import sodium from 'libsodium-wrappers-sumo';",
      'src/log/b.ts': "import { readFile } from 'node:fs/promises';",
      'src/peer/c.ts': "import { createLibp2p } from 'libp2p';",
      'src/sync/d.ts': "import 'cborg';",
      'src/cli/e.ts': "import fc from 'fast-check';",
      'src/cli/f.ts': "import 'left-pad/deep.js';",
    },
  },
  packagesAreDeclared: {
    check: packagesAreDeclared,
    good: {
      'sim/a.ts': "import 'node:fs'; import '@hpke/core'; import 'libp2p';",
      'bench/peers/package.json': '{"dependencies": {"yjs": "1.0.0"}}',
      'bench/peers/contenders/a.ts': "import 'node:fs'; import 'yjs';",
    },
    bad: {
      'sim/b.ts': "import 'lodash';",
      'test/c.ts': "import '@libp2p/interface';",
      'bench/peers/b.ts': "import 'yjs';",
      'bench/peers/contenders/c.ts': "import 'libsodium-wrappers-sumo';",
    },
  },
  onlyAgreedPackages: { check: onlyAgreedPackages, good: manifest({}), bad: manifest({ 'left-pad': '1.0.0' }) },
  'onlyAgreedPackages (version)': { check: onlyAgreedPackages, good: manifest({}), bad: manifest({ hono: '^4.0.0' }) },
  'onlyAgreedPackages (missing)': { check: onlyAgreedPackages, good: manifest({}), bad: { 'package.json': '{}' } },
  thePageKnowsTypesAlone: {
    check: thePageKnowsTypesAlone,
    good: {
      'web/src/api/a.ts': "import type { Api } from '../../../src/daemon/api.ts'; import { b } from './b.ts'; import { use } from 'react';",
      'web/build.ts': "import { join } from 'node:path';",
    },
    bad: {
      'web/src/api/c.ts': "import { texts } from '../../../src/daemon/texts.ts';",
      'web/src/d.tsx': "import { join } from 'node:path';",
      'web/src/e.ts': "import * as v from 'valibot';",
    },
  },
  practicesDoNotKnowEachOther: {
    check: practicesDoNotKnowEachOther,
    good: {
      'src/practices/talk/fold.ts': "import './actions.ts'; import '../practice.ts';",
      'src/practices/all.ts': "import './talk/talk.ts';",
    },
    bad: { 'src/practices/talk/rules.ts': "import { decided } from '../decisions/view.ts';" },
  },
  pureRoomsArePure: {
    check: pureRoomsArePure,
    good: {
      'src/log/a.ts': `// Date.now is not for us\nexport const a = 'Math.random()' + /process\\.env/.source + \`console.log \${b} fetch()\`; log.process.x(desk.fetch());`,
      'src/log/a.test.ts': 'setTimeout(() => Date.now());',
      'src/peer/b.ts': 'Date.now();',
    },
    bad: {
      'src/log/b.ts': 'const now = Date.now();',
      'src/cell/c.ts': 'names.sort((a, b) => a.localeCompare(b));',
      'src/sync/d.ts': `const text = \`\${Math.random()}\`;`,
      'src/bytes/e.ts': 'const id = crypto.getRandomValues(bytes);',
      'src/crypto/f.ts': 'const home = process.env.HOME;',
      'src/practices/talk/view.ts': 'const shown = new Intl.DateTimeFormat();',
      'src/sync/g.ts': 'setTimeout(run, 5);',
      'src/cell/h.ts': "const half = a / b; console.log('x' / 2);",
    },
  },
  filesAreShort: {
    check: filesAreShort,
    good: { 'src/log/a.ts': lines(100), 'src/log/b.ts': lines(140), 'src/log/c.ts': lines(MOST_LINES) },
    bad: { 'src/log/d.ts': lines(MOST_LINES + 1) },
  },
  'filesAreShort (median)': {
    check: filesAreShort,
    good: { 'src/log/a.ts': lines(10), 'src/log/b.ts': lines(10), 'src/log/c.ts': lines(400) },
    bad: { 'src/log/d.ts': lines(141) },
  },
  exportsAreDocumented: {
    check: exportsAreDocumented,
    good: {
      'src/log/a.ts':
        '/** What it gives. */\nexport function a() {}\nfunction inner() {}\nexport const LIMIT = 3;\nexport type B = () => void;',
      'sim/b.ts': '/**\n * Long.\n */\n// biome-ignore lint/x/y: z\nexport default async function* b() {}',
      'src/log/c.test.ts': 'export function c() {}',
    },
    bad: {
      'src/log/d.ts': 'export function d() {}',
      'src/log/e.ts': '/** Of something else. */\nconst x = 1;\nexport async function e() {}',
      'src/log/f.ts': '// a comment\nexport class F {}',
      'src/log/g.ts': 'export const g = (x: number): number => x;',
      'bootstrap/h.js': 'export function h() {}',
    },
  },
  namesTellSomething: {
    check: namesTellSomething,
    good: { 'src/log/order.ts': '', 'src/practices/commons/fold.ts': '' },
    bad: { 'src/log/utils.ts': '', 'src/peer/peer-manager.ts': '', 'test/helpers/a.ts': '', 'design/misc.md': '' },
  },
  textsSpeakOfTheProject: {
    check: textsSpeakOfTheProject,
    good: { 'README.md': 'Good enough for now, safe enough to try. Put it in ~/work/moot, or at https://example.org/home/x/y.' },
    bad: {
      'README.md': `Lies in ${'/wo'}rk/main.`,
      'ARCHITECTURE.md': `See ${'/ro'}ot/moot.`,
      'src/log/a.ts': `// ${'TO'}DO later`,
      'CHANGELOG.md': `As ${'issue'} 2 asks.`,
    },
  },
  practicesHaveOneShape: {
    check: practicesHaveOneShape,
    good: { ...shape('talk'), 'src/practices/talk/talk.ts': '', 'src/practices/talk/fold.test.ts': '', 'src/practices/practice.ts': '' },
    bad: { 'src/practices/pool/fold.ts': '' },
  },
  'practicesHaveOneShape (extra file)': {
    check: practicesHaveOneShape,
    good: shape('talk'),
    bad: { 'src/practices/talk/extra.ts': '' },
  },
  lockNamesNoRegistry: {
    check: lockNamesNoRegistry,
    good: { 'package-lock.json': '{"version": "1", "integrity": "sha512-x"}' },
    bad: {
      'package-lock.json': '{"resolved": "https://registry.example/x.tgz"}',
      'bench/peers/package-lock.json': '{"resolved": "https://registry.example/x.tgz"}',
    },
  },
  allowedSkipsAreReal: {
    check: allowedSkipsAreReal,
    good: { 'test/allowed-skips.json': '{"sim/a.test.ts: radio > by ear: far": "Needs a radio."}', 'sim/a.test.ts': "test('by ear: far')" },
    bad: { 'test/allowed-skips.json': '{"sim/a.test.ts: radio > by eye": "Needs a radio."}' },
  },
  'allowedSkipsAreReal (reason)': {
    check: allowedSkipsAreReal,
    good: { 'sim/a.test.ts': "test('by ear')" },
    bad: { 'test/allowed-skips.json': '{"sim/a.test.ts: by ear": " "}' },
  },
  nothingIsDead: {
    check: nothingIsDead,
    good: {
      'bootstrap/run.js': '',
      'src/cli/main.ts': "import './used.ts'; start('../daemon/worker.ts');",
      'src/cli/used.ts': '',
      'src/daemon/worker.ts': '',
      'src/daemon/worker.test.ts': "import '../../test/world.ts';",
      'test/world.ts': '',
    },
    bad: { 'src/log/alone.ts': "import '../log/friend.ts';", 'src/log/friend.ts': '', 'test/orphan.ts': '' },
  },
  exportsAreUsed: {
    check: exportsAreUsed,
    good: {
      'src/log/a.ts': 'export function a(order: Order) {}\nexport interface Order {}\nfunction alone() {}',
      'src/log/b.test.ts': "import { a } from './a.ts';",
    },
    bad: {
      'src/log/c.ts': 'export function c() {\n  c();\n}',
      'src/log/d.ts': "// c\nexport const d = 'c';",
      'src/log/e.ts': 'export type E = number;',
    },
  },
  stylesAreUsed: {
    check: stylesAreUsed,
    good: {
      'web/src/a.css': '/* .old */ .row, .is-late:not(.item) { --gap: 1.5rem; margin: var(--gap); }',
      'web/src/a.tsx': `type S = 'late'; <i className={\`item is-\${s}\`} />; <b className="row" />`,
    },
    bad: { 'web/src/b.css': '.old {}', 'web/src/c.css': '.row { --pad: 1rem; }', 'web/src/d.css': '.is-gone {}' },
  },
};

const PROJECT = readProject(join(import.meta.dirname, '../..'));

for (const [name, { check, good, bad }] of Object.entries(RULES)) {
  describe(name, () => {
    const sources = (files: Readonly<Record<string, string>>) => Object.entries(files).map(([path, text]) => makeSource(path, text));
    // A rule named "check (something)" gives further examples for the same check.
    if (!name.includes('(')) test('holds', () => assert.deepEqual(check(PROJECT), []));
    test('finds no fault with what is good', () => assert.deepEqual(check(sources(good)), []));
    for (const path of Object.keys(bad)) {
      test(`finds fault with the example ${path}`, () => {
        const complaints = check(sources({ ...good, ...bad }));
        assert.ok(complaints.length > 0);
        assert.ok(complaints.some((complaint) => complaint.includes(path) || Object.keys(bad).length === 1));
      });
    }
  });
}

test('the project is read whole', () => {
  const paths = PROJECT.map(({ path }) => path);
  for (const path of ['package.json', 'bootstrap/run.js', 'src/ports/clock.ts', 'test/tidy/tidy.test.ts'])
    assert.ok(paths.includes(path), path);
  assert.ok(!paths.some((path) => path.includes('node_modules')));
});
