import type { Finding } from './finding.ts';

/** Something that may lie on no disk. */
export interface Secret {
  readonly what: string;
  readonly bytes: Uint8Array;
}

/** A part of a disk. */
export interface Stain {
  readonly where: string;
  readonly bytes: Uint8Array;
}

const ENCODINGS = ['utf8', 'utf16le'] as const;
/** A table of the first four bytes of all secrets, so that nearly every place is passed by with one look. */
const TABLE_BITS = 20;

/** The forms in which a text could lie on a disk: UTF-8, and UTF-16 of either byte order. */
export function formsOf(text: string): Secret[] {
  const forms = ENCODINGS.map((encoding) => new Uint8Array(Buffer.from(text, encoding)));
  forms.push(new Uint8Array(Buffer.from(text, 'utf16le').swap16()));
  return forms.map((bytes) => ({ what: `“${text}”`, bytes }));
}

/** I17 NoPlaintextAtRest: no disk holds, at any place, anything that somebody wrote, or a key. @param secrets of at least four bytes */
export function checkNoPlaintextAtRest(secrets: readonly Secret[], disks: Iterable<Stain>): Finding[] {
  const begins = new Uint8Array(1 << TABLE_BITS);
  const byBegin = new Map<number, Secret[]>();
  for (const secret of secrets) {
    const begin = wordAt(secret.bytes, 0);
    begins[placeOf(begin)] = 1;
    byBegin.set(begin, [...(byBegin.get(begin) ?? []), secret]);
  }
  const findings: Finding[] = [];
  for (const { where, bytes } of disks) {
    let word = bytes.length < 4 ? 0 : wordAt(bytes, 0) << 8;
    for (let at = 0; at + 4 <= bytes.length; at++) {
      word = (word >>> 8) | ((bytes[at + 3] as number) << 24);
      if (begins[placeOf(word)] === 0) continue;
      for (const secret of byBegin.get(word >>> 0) ?? []) {
        if (Buffer.compare(bytes.subarray(at, at + secret.bytes.length), secret.bytes) === 0)
          findings.push({ invariant: 'I17 NoPlaintextAtRest', what: `${secret.what} lies readable in ${where}` });
      }
    }
  }
  return findings;
}

function wordAt(bytes: Uint8Array, at: number): number {
  return (
    ((bytes[at] as number) | ((bytes[at + 1] as number) << 8) | ((bytes[at + 2] as number) << 16) | ((bytes[at + 3] as number) << 24)) >>> 0
  );
}

function placeOf(word: number): number {
  return Math.imul(word, 0x9e3779b1) >>> (32 - TABLE_BITS);
}
