import assert from 'node:assert/strict';
import { test } from 'node:test';
import { TASK_CARDS } from '../daemon/open-service.ts';
import { generalHelp, OWN_COMMANDS } from './help.ts';
import { HELP_GROUPS } from './help-groups.ts';

test('each command stands in one group of the help, and nothing else does', () => {
  const grouped = HELP_GROUPS.flatMap(({ commands }) => commands);
  assert.deepEqual([...grouped].sort(), [...OWN_COMMANDS, ...TASK_CARDS].map(({ name }) => name).sort());
});

test('the help shows of each command what must be typed, and one sentence', () => {
  const lines = generalHelp(TASK_CARDS).split('\n');
  const after = (text: string) => lines[lines.indexOf(text) + 1];
  assert.match(lines.find((line) => line.includes(' propose ')) ?? '', /^ {2}propose TITLE +Asks the group to decide something\.$/);
  assert.ok(lines.some((line) => /^ {2}found NAME --as AS +Founds/.test(line)));
  assert.ok(lines.some((line) => /^ {2}forms \[FORM\] +Shows/.test(line)));
  assert.ok(lines.some((line) => /^ {2}circle-found NAME WITH… +Founds/.test(line)));
  assert.match(after('To talk:') ?? '', /^ {2}say TEXT /);
  for (const line of lines) assert.ok(line.length <= 98, line);
});
