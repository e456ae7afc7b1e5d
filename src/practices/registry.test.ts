import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { actionKind } from '../cell/action.ts';
import { VillageOfDesks } from './desk.fixture.ts';
import { COMMANDS, EFFECTS, PRACTICES, TEXTS } from './registry.ts';

/** Source files whose reasons people can come to read when they run a command. */
function filesWithReasons(): string[] {
  const here = import.meta.dirname;
  const practices = readdirSync(here, { recursive: true, encoding: 'utf8' })
    .filter((name) => /(rules|find-id|membership|terms-input|view)\.ts$|commands(\.ts|\/)/.test(name) && name.endsWith('.ts'))
    .map((name) => join(here, name));
  return [
    ...practices,
    ...['agreement.ts', 'duration.ts', 'readmit.ts', 'register.ts', 'reinstate.ts', 'remove.ts', '../bytes/name.ts'].map((name) =>
      join(here, '../cell', name),
    ),
  ];
}

/** Reasons that only entries of a strange or older Moot meet: nobody reads them. */
const ONLY_IN_THE_FOLD = new Set([
  'talk-out-of-lane',
  'message-in-another-week',
  'message-unknown',
  'question-unknown',
  'decision-outside-record',
  'version-unknown',
  'proposal-unknown',
  'agreement-unread',
  'note-outside-record',
]);

test('every refusal that a command can give has a text', () => {
  const reasons = filesWithReasons().flatMap((file) =>
    [...readFileSync(file, 'utf8').matchAll(/refuse\('([a-z-]+)'\)/g)].map((match) => match[1] as string),
  );
  assert.ok(reasons.length > 30);
  for (const reason of reasons) if (!ONLY_IN_THE_FOLD.has(reason)) assert.ok(TEXTS[`refused.${reason}`], `no text for ${reason}`);
});

test('every fault of an input has a text', () => {
  const here = import.meta.dirname;
  const commands = readdirSync(join(here, 'decisions/commands')).map((name) => `decisions/commands/${name}`);
  const files = ['input.ts', 'terms-input.ts', 'talk/commands.ts', 'agreements/commands.ts', ...commands].map((name) =>
    readFileSync(join(here, name), 'utf8'),
  );
  const keys = files.flatMap((source) => [...source.matchAll(/'((?:input|refused)\.[a-z-]+)'/g)].map((match) => match[1] as string));
  assert.ok(keys.length > 10);
  for (const key of keys) assert.ok(TEXTS[key], `no text for ${key}`);
});

test('every command has its help, and can be typed as its input asks', () => {
  assert.ok(COMMANDS.size >= 13);
  for (const command of COMMANDS.values()) {
    assert.ok(TEXTS[`command.${command.name}`], command.name);
    const { entries } = command.input as unknown as { readonly entries: object };
    const { positional, flags, switches, repeated = [], rest } = command.usage;
    const open = rest === undefined ? [] : [rest];
    assert.ok(repeated.every((flag) => flags.includes(flag)));
    assert.deepEqual([...positional, ...flags, ...switches, ...open].sort(), Object.keys(entries).sort(), command.name);
  }
});

test('texts are sentences for people, and no text is longer than it has to be', () => {
  for (const [key, text] of Object.entries(TEXTS)) {
    assert.ok(text.length > 0 && text.length < 200, key);
    if (/^(refused|command|input)\./.test(key)) assert.match(text, /[.:}"]$/, key);
    assert.doesNotMatch(text, /!|please|invalid|success|oops|user/i, key);
  }
});

test('an effect that is not known is answered with those that are', () => {
  assert.equal(
    TEXTS['refused.effect-unknown'],
    'Moot does not know this effect. It knows these: agreement, end, readmit, register, reinstate, remove.',
  );
  assert.deepEqual(EFFECTS.names(), ['admit', 'agreement', 'end', 'readmit', 'recover', 'register', 'reinstate', 'remove']);
});

test('what no practice knows is kept and does nothing', () => {
  const { village, desks } = new VillageOfDesks('Ana', 'Bo');
  const [ana, bo] = desks as [(typeof desks)[0], (typeof desks)[0]];
  for (const kind of ['gardening/plant', 'talk/whistle', 'decisions/shout', 'talk', 'constructor', '']) {
    const action = actionKind<string>(kind, { write: (text) => text, read: () => undefined }).write('x');
    ana.put({ action });
    ana.put({ action, lane: 'talk', topic: 'everyone', turn: 2976 });
  }
  village.meet();
  for (const { device } of [ana, bo]) assert.ok(device.inert.length >= 12 && device.refused.length === 0);
  assert.ok(bo.device.inert.filter((reason) => reason === 'kind-unknown').length >= 6);
});

test('practices are named like their folders, and their kinds begin with their names', () => {
  for (const practice of PRACTICES) {
    const actions = readFileSync(join(import.meta.dirname, practice.name, 'actions.ts'), 'utf8');
    for (const [, kind = ''] of actions.matchAll(/actionKind[^(]*\('([^']+)'/g)) assert.ok(kind.startsWith(`${practice.name}/`), kind);
  }
});
