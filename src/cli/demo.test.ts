import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { Group } from './demo/group.ts';
import { Page } from './demo/page.ts';
import type { Person } from './demo/person.ts';
import { showTheSame } from './demo/same.ts';

const PROGRAM = fileURLToPath(new URL('demo.ts', import.meta.url));

async function runDemo(): Promise<{ code: number | null; out: string; err: string }> {
  const child = spawn(process.execPath, [PROGRAM], { stdio: ['ignore', 'pipe', 'pipe'] });
  const [out, err] = [child.stdout, child.stderr].map(async (stream) => (await stream.setEncoding('utf8').toArray()).join(''));
  const code = await new Promise<number | null>((resolve) => child.on('close', resolve));
  return { code, out: (await out) as string, err: (await err) as string };
}

test('the demo tells how five people found a cell, admit each other and integrate an objection, get stuck over another and find a trial, and ends with five devices that show the same', async () => {
  const { code, out, err } = await runDemo();
  assert.deepEqual({ code, err }, { code: 0, err: '' }, out);
  const told = out.replaceAll(/\s+/g, ' ');
  const inOrder = [
    'Ana founds the cell Bakery on the Corner',
    'Bo is a member.',
    'Cy is a member.',
    'Dina is a member.',
    '4 of 4 heard. In effect: certified by the devices of',
    'Farida is a member.',
    'On 5 of 5 devices.',
    'the time to respond, now 7 days, would be 2.',
    'Cy asks: “',
    'Dina has a concern: “',
    'Farida objects: “',
    '5 of 5 heard. 4 of 5 can live with it, and 4 would do. But an objection stands',
    'This is version 2',
    'Farida consents: “That resolves it.” 1 of 5 heard.',
    '5 of 5 heard. In effect: certified by the devices of',
    'There are 4 days to respond, on each of the 5 devices.',
    'Farida objects: “',
    'Dina amends it: “',
    'Farida consents: “That resolves it.”',
    'Cy objects: “',
    'Dina amends it: “',
    'Cy objects: “',
    'It does not pass: an objection stands after 2 amendments.',
    'Now ways out are offered: a helping circle, mediation, a trial and another way to decide.',
    'Bo asks for a trial until',
    'Dina writes it as one. Version 4 ends by itself on',
    'Cy consents, with a concern that stays with it: “',
    'In effect: certified by the devices of',
    'It stands in the register of each of the 5 devices, with its 4 versions',
    '20 days later',
    'Bread for the night shelter is due on all of them',
    'Cy had a concern: “',
    'Cy notes: “',
    'Bo proposes to go on with it',
    '5 of 5 heard. In effect: certified by the devices of',
    'It is renewed, in the same words.',
  ];
  let at = 0;
  for (const text of inOrder) {
    const found = told.indexOf(text, at);
    assert.notEqual(found, -1, `"${text}" is not told, or not in its place:\n${out}`);
    at = found;
  }
  const shown = [...out.matchAll(/^ +(\w+) +(\d+ entries, 5 members, 7 decisions, 2 agreements, 3 messages: [0-9a-f]{16})$/gm)];
  assert.deepEqual(
    shown.map(([, name]) => name),
    ['Ana', 'Bo', 'Cy', 'Dina', 'Farida'],
  );
  assert.equal(new Set(shown.map(([, , same]) => same)).size, 1);
});

/** Somebody whose device shows these messages and nothing else. */
function showing(name: string, messages: readonly object[]): Person {
  const outputs: Readonly<Record<string, unknown>> = {
    status: { cells: [{ entries: 1, peers: [{ inSync: true }] }] },
    people: [],
    decisions: [],
    agreements: [],
    talk: messages,
  };
  const does = async (operation: string): Promise<never> => outputs[operation] as never;
  return { name, does, sees: does, leaves: async () => {} };
}

test('the demo does not say that devices show the same when one of them shows something else', async () => {
  const lines: string[] = [];
  const group = new Group(new Page((line) => lines.push(line)));
  group.members.push(showing('Ana', [{ text: 'yes' }]), showing('Bo', [{ text: 'no' }]));
  await assert.rejects(showTheSame(group), /Bo sees something else/);
  assert.ok(!lines.join('\n').includes('The same people'));
});
