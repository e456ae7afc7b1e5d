/** A stretch of a message: words, or an address that can be followed. */
export type Piece =
  | { readonly kind: 'words'; readonly text: string }
  | {
      readonly kind: 'link';
      /** Where it leads, and what is shown of it: nothing else than this. */
      readonly address: string;
    };

const SAFE = new Set(['http:', 'https:', 'mailto:']);
/** Begins an address; it goes on until a space, a quote, a bracket of markup, or a sign that turns or hides writing. */
const ADDRESS = /\b(?:https?:\/\/|mailto:)[^\s"<>\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]+/giu;
/** Signs that end a sentence rather than an address. */
const AFTER = /[.,;:!?'’”»…\])}]+$/u;
const LONGEST = 2000;

/**
 * The address as the browser understands it, with letters that imitate others spelled out ("xn--…"); null where it should not be followed: not of the
 * web or mail, or with a name before the host, which makes one host look like another.
 */
export function safeAddress(written: string): string | null {
  if (written.length > LONGEST || !URL.canParse(written)) return null;
  const { protocol, username, password, href } = new URL(written);
  return SAFE.has(protocol) && username === '' && password === '' ? href : null;
}

/** Takes a message apart into words and addresses. Whoever puts the pieces together again has all of its words. */
export function piecesOf(text: string): readonly Piece[] {
  const pieces: Piece[] = [];
  let told = 0;
  for (const { 0: found, index } of text.matchAll(ADDRESS)) {
    const written = withoutEnd(found);
    const address = safeAddress(written);
    if (address === null) continue;
    if (index > told) pieces.push({ kind: 'words', text: text.slice(told, index) });
    pieces.push({ kind: 'link', address });
    told = index + written.length;
  }
  if (told < text.length) pieces.push({ kind: 'words', text: text.slice(told) });
  return pieces;
}

/** Leaves out what ends the sentence, but not a bracket that was opened within the address. */
function withoutEnd(address: string): string {
  const end = AFTER.exec(address.slice(-16));
  if (end === null) return address;
  const closes = end[0].startsWith(')') && address.includes('(') ? 1 : 0;
  return address.slice(0, address.length - end[0].length + closes);
}
