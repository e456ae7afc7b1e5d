import { utf8 } from '../src/bytes/octets.ts';
import { openShare, shareSecret } from '../src/crypto/shared-secret.ts';
import { signingKeys } from '../src/crypto/sign.ts';
import { type Draw, drawContext } from '../src/tally/draw.ts';
import { readTranscript, redrawTranscript, writeTranscript } from '../src/tally/transcript.ts';
import { counting, type Json } from './form.ts';

/** Seeds of the signing keys of devices, each with its member's place: the second member has two. */
const DEVICES = [
  { seed: counting(32, 1), place: 1 },
  { seed: counting(32, 2), place: 2 },
  { seed: counting(32, 3), place: 2 },
  { seed: counting(32, 4), place: 3 },
  { seed: counting(32, 5), place: 4 },
] as const;
const KEYS = DEVICES.map(({ seed }) => signingKeys(seed));
const DRAW: Draw = {
  cell: counting(32, 100),
  id: counting(32, 101),
  recipients: DEVICES.map(({ place }, i) => ({ place, key: KEYS[i]?.publicKey as Uint8Array })),
  threshold: 3,
};
const OPTIONS = ['Rye', 'Spelt', 'Corn', 'Käse'];
/** Of each part: whose it is, and the secret that it was made from. */
const DEALT = [20, 21, 22].map((at) => ({ dealer: counting(32, at), secret: counting(32, at + 30) }));

/** A draw with all that it was made from, and transcripts from which nothing is drawn. */
export function draws(): Json {
  const parts = DEALT.map(({ dealer, secret }) => {
    const context = drawContext(DRAW, dealer);
    const shared = shareSecret(secret, DRAW.recipients, DRAW.threshold, context);
    const opened = [0, 2, 3].map((recipient) => ({
      recipient,
      opened: openShare(shared.shares[recipient] as Uint8Array, KEYS[recipient] as (typeof KEYS)[number], context),
    }));
    return { dealer, shared, openings: opened };
  });
  const transcript = { draw: DRAW, seats: 2, candidates: OPTIONS.map((name) => ({ name, bytes: utf8(name) })), parts, seed: null };
  const drawn = redrawTranscript(transcript);
  if (!drawn.ok) throw new Error(`expected it to be drawn, not ${drawn.reason}`);
  const text = writeTranscript({ ...transcript, seed: drawn.value.seed });
  return {
    valid: [
      {
        keys: DEVICES.map(({ seed }) => seed.toHex()),
        secrets: DEALT.map(({ secret }) => secret.toHex()),
        transcript: JSON.parse(text),
        order: [...drawn.value.order],
      },
    ],
    invalid: spoilt(text),
  };
}

/** Points and scalars that are none: neutral, of order eight, of order eight times the group's, not canonical, no point; and the order of the group. */
const NEUTRAL = `01${'00'.repeat(31)}`;
const NO_POINTS = [
  ['neutral', NEUTRAL],
  ['of small order', '26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05'],
  ['of mixed order', 'fbb3211d177bccefd763d01a88f6473e43e5cf0a0740e44ab5c64460eefd4675'],
  ['not canonical', `ee${'ff'.repeat(30)}7f`],
] as const;
const ORDER = 'edd3f55c1a631258d69cf7a2def9de1400000000000000000000000000000010';

// biome-ignore lint/suspicious/noExplicitAny: a transcript as JSON has it, to be changed in all places.
type Plain = any;

/** Why, where in the transcript, and what stands there instead. */
type Change = readonly [string, readonly (string | number)[], Json];

function spoilt(text: string): Json {
  const { parts, ...plain }: Plain = JSON.parse(text);
  const [first, second, third] = parts;
  const changes: readonly Change[] = [
    ...NO_POINTS.flatMap(([what, bytes]): Change[] => [
      [`a commitment that is ${what}`, ['parts', 0, 'commitments', 0], bytes],
      [`a share that is ${what}`, ['parts', 0, 'shares', 0], bytes],
      [`a key that is ${what}`, ['recipients', 0, 'key'], bytes],
      [`an opened share that is ${what}`, ['parts', 0, 'opened', 0, 'share'], bytes],
    ]),
    ['a response that is the order of the group', ['parts', 0, 'responses', 0], ORDER],
    ['a challenge of zero', ['parts', 0, 'challenge'], '00'.repeat(32)],
    ['a commitment fewer', ['parts', 0, 'commitments'], first.commitments.slice(1)],
    ['shares in another order', ['parts', 0, 'shares'], first.shares.toReversed()],
    ['a part of another dealer', ['parts', 0, 'dealer'], '07'.repeat(32)],
    ['a part twice', ['parts', 1], first],
    ['another draw', ['draw'], plain.cell],
    ['another cell', ['cell'], plain.draw],
    ['another threshold', ['threshold'], 2],
    ['a recipient at another place', ['recipients', 0, 'place'], 4],
    ['two opened shares of one place', ['parts', 0, 'opened', 0], { ...first.opened[1], recipient: 1 }],
    ['too few opened shares', ['parts', 0, 'opened'], first.opened.slice(1)],
    ['an opened share of another part', ['parts', 0, 'opened', 0], second.opened[0]],
    ['a part fewer', ['parts'], [first, second]],
    ['no part', ['parts'], []],
    ['parts in another order, and one twice', ['parts'], [third, first, first]],
    ['another seed', ['seed'], plain.draw],
    ['a candidate twice', ['candidates', 1], plain.candidates[0]],
    ['no fewer seats than candidates', ['seats'], 4],
    ['another format', ['format'], 'moot-draw-2'],
  ];
  return changes.map(([why, path, value]) => {
    const read = readTranscript(JSON.stringify(changed(JSON.parse(text), path, value)));
    const again = read.ok ? redrawTranscript(read.value) : read;
    if (again.ok) throw new Error(`expected ${why} to be refused`);
    return { why, path: [...path], value, reason: again.reason };
  });
}

/** A transcript with something else at one place. */
export function changed(plain: Plain, path: readonly (string | number)[], value: unknown): Plain {
  const last = path.at(-1) as string | number;
  let at = plain;
  for (const step of path.slice(0, -1)) at = at[step];
  at[last] = value;
  return plain;
}
