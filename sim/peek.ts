/** Just enough of CBOR (RFC 8949) to look into messages that are known to be good, without the code that they come from. */
class Peek {
  readonly #bytes: Uint8Array;
  #at = 0;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }

  /** The head of the next item. For byte strings the caller takes the content. */
  head(): { readonly major: number; readonly argument: number } {
    const first = this.#bytes[this.#at++] as number;
    const info = first & 31;
    let argument = info;
    if (info >= 24 && info <= 27) {
      argument = 0;
      for (let i = 0; i < 1 << (info - 24); i++) argument = argument * 256 + (this.#bytes[this.#at++] as number);
    }
    return { major: first >> 5, argument };
  }

  /** The content of a byte string, or null for anything else that has none. */
  content(): Uint8Array | null {
    const { major, argument } = this.head();
    if (major !== 2) return null;
    this.#at += argument;
    return this.#bytes.subarray(this.#at - argument, this.#at);
  }
}

/** An entry on a wire. */
export interface SeenEntry {
  /** Log id in hexadecimal. */
  readonly log: string;
  readonly seq: number;
  readonly bytes: Uint8Array;
}

/** Numbers of messages between devices of a cell (design/sync.md). */
const [HELLO, PARTS, CARDS] = [0, 4, 6];

/** The entries in a message of purpose 'cell': there are some in messages `parts` alone. */
export function entriesIn(message: Uint8Array): SeenEntry[] {
  if (message[1] !== PARTS) return [];
  const peek = new Peek(message);
  peek.head();
  peek.head();
  const seen: SeenEntry[] = [];
  for (let parts = peek.head().argument; parts > 0; parts--) {
    peek.head();
    const log = (peek.content() as Uint8Array).toHex();
    let seq = peek.head().argument;
    for (let entries = peek.head().argument; entries > 0; entries--) seen.push({ log, seq: seq++, bytes: peek.content() as Uint8Array });
    peek.content();
  }
  return seen;
}

/** The sealed address cards in a message of purpose 'cell'. */
export function cardsIn(message: Uint8Array): Uint8Array[] {
  if (message[1] !== CARDS) return [];
  const peek = new Peek(message);
  peek.head();
  peek.head();
  const count = peek.head().argument;
  return Array.from({ length: count }, () => peek.content() as Uint8Array);
}

/** The salt in a greeting, or null for other messages. */
export function helloSaltIn(message: Uint8Array): Uint8Array | null {
  if (message[1] !== HELLO) return null;
  const peek = new Peek(message);
  peek.head();
  peek.head();
  peek.head();
  return peek.content();
}

/** The salt of an entry in its compact form: version, epoch tag, salt. */
export function saltOfEntry(bytes: Uint8Array): Uint8Array {
  const peek = new Peek(bytes);
  peek.head();
  peek.head();
  peek.content();
  return peek.content() as Uint8Array;
}

/** The salt of a sealed card: epoch tag, salt. */
export function saltOfCard(bytes: Uint8Array): Uint8Array {
  const peek = new Peek(bytes);
  peek.head();
  peek.content();
  return peek.content() as Uint8Array;
}

/** What a keyring was sealed with: version, salt of the passphrase, salt of this writing. */
export function saltOfKeyring(bytes: Uint8Array): Uint8Array {
  const peek = new Peek(bytes);
  peek.head();
  peek.head();
  peek.content();
  return peek.content() as Uint8Array;
}
