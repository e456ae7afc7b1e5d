import { utf8 } from '../bytes/octets.ts';
import { accept, refuse, type Verdict } from '../bytes/verdict.ts';
import { MOST_RECIPIENTS } from '../crypto/shared-secret.ts';
import { type Draw, type Drawn, type OpenPart, redraw } from './draw.ts';

/** All that it takes to draw again, outside of any cell. */
export interface Transcript {
  readonly draw: Draw;
  readonly seats: number;
  /** What is drawn from, as people know it: by its bytes it is drawn. */
  readonly candidates: readonly { readonly name: string; readonly bytes: Uint8Array }[];
  readonly parts: readonly OpenPart[];
  /** What was drawn where this was written; null where nothing was. */
  readonly seed: Uint8Array | null;
}

/** The longest transcript that is read, in characters; a draw of twenty members with forty devices takes less. */
export const TRANSCRIPT_CHARACTERS = 1 << 20;

const FORMAT = 'moot-draw-1';
const isNewer = (format: unknown): boolean => typeof format === 'string' && /^moot-draw-\d+$/.test(format);
const MOST_PARTS = 64;

/** A transcript as a text: JSON whose octets are hexadecimal. */
export function writeTranscript({ draw, seats, candidates, parts, seed }: Transcript): string {
  const hexes = (all: readonly Uint8Array[]) => all.map((one) => one.toHex());
  const plain = {
    format: FORMAT,
    cell: draw.cell.toHex(),
    draw: draw.id.toHex(),
    threshold: draw.threshold,
    seats,
    candidates: candidates.map(({ name, bytes }) => ({ name, bytes: bytes.toHex() })),
    recipients: draw.recipients.map(({ place, key }) => ({ place, key: key.toHex() })),
    parts: parts.map(({ dealer, shared, openings }) => ({
      dealer: dealer.toHex(),
      commitments: hexes(shared.commitments),
      shares: hexes(shared.shares),
      challenge: shared.challenge.toHex(),
      responses: hexes(shared.responses),
      opened: openings.map(({ recipient, opened: { share, challenge, response } }) => ({
        recipient,
        share: share.toHex(),
        challenge: challenge.toHex(),
        response: response.toHex(),
      })),
    })),
    seed: seed?.toHex() ?? null,
  };
  return `${JSON.stringify(plain, null, 1)}\n`;
}

/** Reads a transcript. Refuses `transcript-unread`, `transcript-too-new`, `transcript-too-long`. */
export function readTranscript(text: string): Verdict<Transcript> {
  if (text.length > TRANSCRIPT_CHARACTERS) return refuse('transcript-too-long');
  try {
    const read = fields(JSON.parse(text));
    if (read.format !== FORMAT) return refuse(isNewer(read.format) ? 'transcript-too-new' : 'transcript-unread');
    return accept({
      draw: {
        cell: id(read.cell),
        id: id(read.draw),
        threshold: count(read.threshold),
        recipients: items(read.recipients, MOST_RECIPIENTS).map((one) => ({ place: count(one.place), key: id(one.key) })),
      },
      seats: count(read.seats),
      candidates: items(read.candidates, MOST_PARTS).map(({ name, bytes }) => ({ name: words(name), bytes: octets(bytes) })),
      parts: items(read.parts, MOST_PARTS).map(partOf),
      seed: read.seed === null ? null : id(read.seed),
    });
  } catch {
    // Whatever is missing, too many or of another form: it is no transcript.
    return refuse('transcript-unread');
  }
}

/**
 * Draws again. Refuses as `redraw` does; `seed-differs` where another seed was written down; and `threshold-wrong` or `candidates-wrong` where what it was drawn by cannot be.
 */
export function redrawTranscript({ draw, seats, candidates, parts, seed }: Transcript): Verdict<Drawn> {
  const places = new Set(draw.recipients.map(({ place }) => place)).size;
  if (draw.threshold < 1 || draw.threshold > places || parts.length === 0) return refuse('threshold-wrong');
  if (new Set(candidates.map(({ bytes }) => bytes.toHex())).size < candidates.length || seats >= candidates.length || seats < 1)
    return refuse('candidates-wrong');
  const drawn = redraw(
    draw,
    parts,
    candidates.map(({ bytes }) => bytes),
  );
  return drawn.ok && seed !== null && drawn.value.seed.toHex() !== seed.toHex() ? refuse('seed-differs') : drawn;
}

function partOf({ dealer, commitments, shares, challenge, responses, opened }: Fields): OpenPart {
  const ids = (value: unknown) => list(value, MOST_RECIPIENTS).map(id);
  return {
    dealer: id(dealer),
    shared: { commitments: ids(commitments), shares: ids(shares), challenge: id(challenge), responses: ids(responses) },
    openings: items(opened, MOST_RECIPIENTS * 2).map((one) => ({
      recipient: count(one.recipient),
      opened: { share: id(one.share), challenge: id(one.challenge), response: id(one.response) },
    })),
  };
}

type Fields = { readonly [name: string]: unknown };

/** Thrown within this file alone, and caught where it is read. */
function unread(): never {
  throw new TypeError('no transcript');
}

function fields(value: unknown): Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Fields) : unread();
}

function list(value: unknown, most: number): readonly unknown[] {
  return Array.isArray(value) && value.length <= most ? value : unread();
}

function items(value: unknown, most: number): readonly Fields[] {
  return list(value, most).map(fields);
}

function count(value: unknown): number {
  return typeof value === 'number' && Number.isInteger(value) && value >= 0 && value <= MOST_RECIPIENTS ? value : unread();
}

function words(value: unknown): string {
  return typeof value === 'string' && utf8(value).length <= 1024 ? value : unread();
}

function octets(value: unknown): Uint8Array {
  return typeof value === 'string' && /^(?:[0-9a-f]{2}){1,512}$/.test(value) ? Uint8Array.fromHex(value) : unread();
}

function id(value: unknown): Uint8Array {
  const read = octets(value);
  return read.length === 32 ? read : unread();
}
