// The borders of the house, as tables: what `tidy.test.ts` holds everybody to. ARCHITECTURE.md says why they run where they run.

/** The rooms of `src/`, in order: a room imports itself and those before it. */
export const ROOMS = [
  'bytes',
  'crypto',
  'log',
  'tally',
  'cell',
  'practices',
  'sync',
  'ports',
  'adapters',
  'peer',
  'demonstration',
  'daemon',
  'cli',
] as const;

/** Rooms that give the same result on every machine, every time: no clock, chance, locale, environment or platform. */
export const PURE_ROOMS: readonly string[] = ['bytes', 'crypto', 'log', 'tally', 'cell', 'practices', 'sync', 'ports'];

/** Where in `src/` each package may be imported; `node:` stands for all modules of the platform. */
export const IMPORTERS: Readonly<Record<string, readonly string[]>> = {
  'node:': ['src/adapters/', 'src/peer/', 'src/daemon/', 'src/cli/'],
  'libsodium-wrappers-sumo': ['src/crypto/'],
  cborg: ['src/bytes/'],
  '@scure/bip39': ['src/crypto/', 'src/peer/', 'src/daemon/', 'src/cli/'],
  valibot: ['src/practices/', 'src/peer/', 'src/demonstration/', 'src/daemon/', 'src/cli/'],
  libp2p: ['src/adapters/libp2p/'],
  '@libp2p/crypto': ['src/adapters/libp2p/'],
  '@libp2p/identify': ['src/adapters/libp2p/'],
  '@libp2p/noise': ['src/adapters/libp2p/'],
  '@libp2p/tcp': ['src/adapters/libp2p/'],
  '@libp2p/yamux': ['src/adapters/libp2p/'],
  '@multiformats/multiaddr': ['src/adapters/libp2p/'],
  'multicast-dns': ['src/adapters/libp2p/'],
  hono: ['src/daemon/'],
  '@hono/node-server': ['src/daemon/'],
  '@tanstack/react-query': ['web/'],
  '@tanstack/react-virtual': ['web/'],
  i18next: ['web/'],
  'i18next-icu': ['web/'],
  'intl-messageformat': ['web/'],
  qr: ['web/'],
  react: ['web/'],
  'react-aria-components': ['web/'],
  'react-dom': ['web/'],
  'react-i18next': ['web/'],
  vite: ['web/'],
};

/** Packages for those who work on Moot: tests and tools may import them, the program may not. */
export const WORK_PACKAGES: readonly string[] = [
  '@biomejs/biome',
  '@hpke/chacha20poly1305',
  '@hpke/core',
  '@hpke/hybridkem-x-wing',
  '@types/multicast-dns',
  '@types/node',
  '@types/react',
  '@types/react-dom',
  'axe-core',
  'fast-check',
  'playwright-core',
  'tsc',
];

/** Where the libraries are put to work that Moot is measured beside; they have a package.json of their own there. */
export const PEERS = 'bench/peers/';

/** What pure rooms must not touch, and what there is instead. */
export const BANNED_IN_PURE_ROOMS: readonly { readonly call: RegExp; readonly instead: string }[] = [
  { call: /\bDate\b/, instead: 'a time that is handed in (Clock of src/ports/clock.ts)' },
  { call: /\bperformance\s*\./, instead: 'a time that is handed in (Clock of src/ports/clock.ts)' },
  { call: /\b(setTimeout|setInterval|setImmediate)\b/, instead: 'an effect that asks for a timer (Clock.after of src/ports/clock.ts)' },
  { call: /\bqueueMicrotask\b|\bprocess\.nextTick\b/, instead: 'an effect in the returned list: order must not depend on a queue' },
  {
    call: /\bMath\.random\b|\bgetRandomValues\b|\brandomUUID\b|\brandombytes/,
    instead: 'bytes that are handed in (Random of src/ports/random.ts)',
  },
  { call: /(?<![\w$./])crypto\s*\.|\bglobalThis\b/, instead: 'src/crypto/, the only importer of cryptography' },
  { call: /(?<![\w$.])process\s*\./, instead: 'a value that peer/ or later hands in: no environment here' },
  { call: /(?<![\w$.])console\s*\./, instead: 'a returned value; daemon/ and cli/ speak to people' },
  { call: /\blocaleCompare\b/, instead: 'compareBytes or plain < on code units: the same everywhere' },
  { call: /\btoLocale\w*|\bIntl\b/, instead: 'the page or the CLI: only what shows text to people knows a language' },
  { call: /(?<![\w$.])(fetch|XMLHttpRequest|WebSocket)\s*\(/, instead: 'a message for the Network (src/ports/network.ts)' },
  { call: /\b(WeakRef|FinalizationRegistry)\b/, instead: 'a bound of its own: garbage collection must decide nothing' },
];

/** Names that tell nothing of what is in a file. */
export const EMPTY_NAMES: readonly string[] = ['util', 'utils', 'helper', 'helpers', 'manager', 'misc', 'stuff'];

export const MEDIAN_LINES = 140;
export const MOST_LINES = 500;

/** Files of every practice's folder, besides tests and one that bears the folder's name. */
export const PRACTICE_FILES: readonly string[] = ['actions.ts', 'commands.ts', 'fold.ts', 'rules.ts', 'texts.ts', 'view.ts'];

/** What no text of the project says: places on somebody's machine, promises instead of deeds, and talk about how it came to be. */
export const FOREIGN_WORDS: readonly RegExp[] = [
  /(?<![\w.~$}/-])\/(work|root|tmp)\/\w/,
  /\b(TO[D]O|FIX[M]E|XX[X])\b/,
  /\bissue(?:'s|s)? (?:#?\d|text\b|asks\b|says\b|stands\b)/i,
  /\b(?:sub-?agents?|language mode[l]s?|claud[e]|chatgp[t]|LL[M]s?)\b/i,
  /\bas (?:requested|instructed|the brief)\b/i,
];
