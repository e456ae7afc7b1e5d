const LETTERS = 'abcdefghijklmnopqrstuvwxyz234567';

/** Base32 (RFC 4648 section 6) in lower case, without padding: no letter looks like another when read from paper. */
export function encodeBase32(bytes: Uint8Array): string {
  let text = '';
  let bits = 0;
  let value = 0;
  for (const octet of bytes) {
    value = ((value << 8) | octet) & 0xfff;
    for (bits += 8; bits >= 5; bits -= 5) text += LETTERS[(value >> (bits - 5)) & 31];
  }
  return bits > 0 ? text + LETTERS[(value << (5 - bits)) & 31] : text;
}

/** The bytes of such a text in any case, or null when it is none or its last letter holds bits that mean nothing. */
export function decodeBase32(text: string): Uint8Array | null {
  const bytes = new Uint8Array(Math.floor((text.length * 5) / 8));
  let at = 0;
  let bits = 0;
  let value = 0;
  for (const letter of text.toLowerCase()) {
    const index = LETTERS.indexOf(letter);
    if (index < 0) return null;
    value = ((value << 5) | index) & 0xfff;
    bits += 5;
    if (bits >= 8) {
      bits -= 8;
      bytes[at++] = (value >> bits) & 255;
    }
  }
  return bits >= 5 || (value & ((1 << bits) - 1)) !== 0 ? null : bytes;
}
