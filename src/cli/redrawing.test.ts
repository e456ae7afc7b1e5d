import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { utf8 } from '../bytes/octets.ts';
import { hash } from '../crypto/hash.ts';
import { openShare, shareSecret } from '../crypto/shared-secret.ts';
import { signingKeys } from '../crypto/sign.ts';
import { type Draw, drawContext, redraw } from '../tally/draw.ts';
import { writeTranscript } from '../tally/transcript.ts';
import { callOn } from './call.fixture.ts';

const place = mkdtempSync(join(tmpdir(), 'moot-redraw-'));
after(() => rmSync(place, { recursive: true }));

const id = (name: string): Uint8Array => hash('test/redraw', utf8(name));
const NAMES = ['Ana', 'Bo', 'Cy', 'Dee'];
const KEYS = NAMES.map((name) => signingKeys(id(name)));

/** A draw of four that was written down. */
function written(): { readonly text: string; readonly drawn: readonly string[] } {
  const recipients = KEYS.map(({ publicKey }, i) => ({ place: i + 1, key: publicKey }));
  const draw: Draw = { cell: id('cell'), id: id('draw'), recipients, threshold: 3 };
  const parts = NAMES.map((name) => {
    const context = drawContext(draw, id(name));
    const shared = shareSecret(id(`secret of ${name}`), recipients, 3, context);
    const openings = KEYS.slice(1).map((keys, i) => ({
      recipient: i + 1,
      opened: openShare(shared.shares[i + 1] as Uint8Array, keys, context),
    }));
    return { dealer: id(name), shared, openings };
  });
  const candidates = NAMES.map((name) => ({ name, bytes: id(name) }));
  const drawn = redraw(
    draw,
    parts,
    candidates.map(({ bytes }) => bytes),
  );
  assert.ok(drawn.ok);
  const text = writeTranscript({ draw, seats: 1, candidates, parts, seed: drawn.value.seed });
  return { text, drawn: drawn.value.order.map((i) => NAMES[i] as string) };
}

function file(name: string, text: string): string {
  writeFileSync(join(place, name), text);
  return join(place, name);
}

test('a draw that was written down is drawn again without a home, for people and for scripts', async () => {
  const { text, drawn } = written();
  const path = file('draw.json', text);
  const told = (await callOn(join(place, 'no home'), ['redraw', path])).out.join('\n');
  assert.match(
    told,
    new RegExp(`^Drawn: ${drawn[0]}\nWhoever cannot is followed by: ${drawn.slice(1).join(', ')}\n4 parts, each opened by 3`),
  );
  const { exit, out, err } = await callOn(place, ['redraw', path, '--json']);
  assert.deepEqual([exit, err], [0, []]);
  const { drawn: first, next, parts, threshold } = JSON.parse(out.join());
  assert.deepEqual([[...first, ...next], parts, threshold], [drawn, 4, 3]);
});

test('what was changed, or is no draw, is told with what to do', async () => {
  const { text } = written();
  const changed = (name: string, edit: (plain: ReturnType<typeof JSON.parse>) => void): string => {
    const plain = JSON.parse(text);
    edit(plain);
    return file(name, JSON.stringify(plain));
  };
  for (const [args, exit, reason, words] of [
    [[], 2, 'missing', /moot redraw FILE/],
    [[file('a.json', text), 'more'], 2, 'too-many', /one word too many/],
    [[join(place, 'none')], 3, 'file', /Is the name right/],
    [[file('b.json', '{}')], 2, 'transcript-unread', /no draw/],
    [[file('c.json', ' '.repeat((1 << 20) + 1))], 2, 'transcript-too-long', /too long/],
    [[changed('d.json', (plain) => plain.parts.pop())], 2, 'seed-differs', /another seed/],
    [[changed('e.json', (plain) => plain.parts[0].opened.pop())], 2, 'part-shut', /too few shares/],
    [[changed('f.json', (plain) => plain.parts[0].shares.reverse())], 2, 'part-unsound', /does not fit together/],
  ] as const) {
    const { exit: ended, err, out } = await callOn(place, ['redraw', ...args, '--json']);
    assert.deepEqual([ended, out, JSON.parse(err.join()).error.reason], [exit, [], reason]);
    assert.match(JSON.parse(err.join()).error.message, words);
  }
});
