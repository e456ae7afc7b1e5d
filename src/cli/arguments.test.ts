import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { TaskCard } from '../daemon/service.ts';
import { readInput, readTyped, usageLine } from './arguments.ts';
import { EXIT } from './exit.ts';

const say: TaskCard = {
  name: 'say',
  changes: true,
  inCell: true,
  usage: { positional: ['text'], flags: ['channel'], switches: ['loud'] },
  required: ['text'],
  help: '',
  explained: {},
};

/** What `say` makes of these words. */
function inputOf(...args: string[]) {
  const { rest } = readTyped(args);
  return readInput(say, rest, { flags: ['recovery-file'], switches: ['wait'] }).input;
}

test('options of every command stand before or after the verb', () => {
  for (const args of [
    ['--json', '--home', 'say', 'say', 'hello', '--cell', 'Bakery'],
    ['say', 'hello', '--home=say', '--cell=Bakery', '--json'],
    ['--cell', 'Bakery', 'say', '--json', '--home', 'say', 'hello'],
  ]) {
    const typed = readTyped(args);
    assert.equal(typed.verb, 'say');
    assert.deepEqual([typed.flags.json, typed.flags.home, typed.flags.cell], [true, 'say', 'Bakery']);
    assert.deepEqual(readInput(say, typed.rest, { flags: [], switches: [] }).input, { text: 'hello' });
  }
});

test('without a verb there is none', () => {
  assert.equal(readTyped([]).verb, null);
  assert.equal(readTyped(['--json']).verb, null);
  assert.equal(readTyped(['-h']).flags.help, true);
  assert.equal(readTyped(['--version']).flags.version, true);
});

test('words and options become the fields of the input; switches of the CLI itself do not', () => {
  assert.deepEqual(inputOf('say', 'hello there', '--channel', 'oven', '--loud', '--wait', '--recovery-file', 'x'), {
    text: 'hello there',
    channel: 'oven',
    loud: true,
  });
  assert.deepEqual(inputOf('say', '--channel=-oven', '--', '--hello'), { text: '--hello', channel: '-oven' });
  assert.deepEqual(inputOf('say', ''), { text: '' });
  assert.deepEqual(inputOf('say'), {});
});

test('what is typed wrongly is said in words', () => {
  const wrong: readonly (readonly [string[], string, RegExp])[] = [
    [['say', 'a', 'b'], 'too-many', /"b".*quotation marks/s],
    [['say', '--tone', 'x'], 'flag-unknown', /--tone/],
    [['say', '-x'], 'flag-unknown', /-x/],
    [['say', 'a', '--channel'], 'flag-value', /--channel needs a value/],
    [['say', 'a', '--channel', '-oven'], 'flag-value', /--channel=-/],
    [['say', 'a', '--loud=yes'], 'flag-no-value', /--loud takes no value/],
  ];
  for (const [args, reason, words] of wrong)
    assert.throws(() => inputOf(...args), { exit: EXIT.usage, reason, message: words }, args.join(' '));
});

test('the usage shows everything', () => {
  assert.equal(
    usageLine(say, { flags: ['recovery-file'], switches: ['wait'] }),
    'say TEXT [--channel CHANNEL] [--recovery-file RECOVERY-FILE] [--loud] [--wait]',
  );
});

test('a command may take all words behind the first as a list', () => {
  const found: TaskCard = {
    ...say,
    name: 'circle-found',
    required: ['with'],
    usage: { positional: ['name'], flags: [], switches: [], rest: 'with' },
  };
  const read = (...args: string[]) => readInput(found, args, { flags: [], switches: [] }).input;
  assert.deepEqual(read('Oven', 'Bo', 'Cy'), { name: 'Oven', with: ['Bo', 'Cy'] });
  assert.deepEqual(read('Oven'), { name: 'Oven', with: [] });
  assert.deepEqual(read(), { with: [] });
  assert.equal(usageLine(found, { flags: [], switches: [] }), 'circle-found NAME WITH…');
});
