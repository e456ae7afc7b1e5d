/** One who takes part: where its code is, and what one has to know to read its figures. */
export interface Entrant {
  readonly name: string;
  /** Path of what puts it to work, from this folder. */
  readonly file: string;
  /** Whether it comes from the packages of this folder. */
  readonly isPackage: boolean;
  /** How many entries it is given unless it is told otherwise. */
  readonly entries: number;
  readonly signs: string;
  readonly encrypts: string;
  /** Who checks that the writer may write. */
  readonly rights: string;
  /** What has happened to an entry when we call it durable. */
  readonly durable: string;
  /** How two of them sync here. */
  readonly link: string;
}

const MANY = 10_000;
const FEW = 1000;

/** The one whom the others are measured by. */
export const MOOT: Entrant = {
  name: 'moot',
  file: 'moot.ts',
  isPackage: false,
  entries: MANY,
  signs: 'yes',
  encrypts: 'yes',
  rights: 'every device',
  durable: 'SQLite, fsync',
  link: 'libp2p: TCP, Noise',
};

/** Moot with entries that are harder on it. */
const IN_TURNS: Entrant = { ...MOOT, name: 'moot-turns', file: 'moot-in-turns.ts' };

/** All who take part. OrbitDB fetches entry by entry, so it is given fewer. */
export const ENTRANTS: readonly Entrant[] = [
  MOOT,
  IN_TURNS,
  {
    name: 'cojson',
    file: 'contenders/cojson.ts',
    isPackage: true,
    entries: MANY,
    signs: 'yes',
    encrypts: 'yes',
    rights: 'every device; an admin grants',
    durable: 'SQLite, fsync',
    link: 'WebSocket, plain',
  },
  {
    name: 'autobase',
    file: 'contenders/autobase.ts',
    isPackage: true,
    entries: MANY,
    signs: 'yes',
    encrypts: 'yes, one key',
    rights: 'by the indexer',
    durable: 'RocksDB, no fsync',
    link: 'TCP, Noise',
  },
  {
    name: 'orbitdb',
    file: 'contenders/orbitdb.ts',
    isPackage: true,
    entries: FEW,
    signs: 'yes',
    encrypts: 'no',
    rights: 'every device; fixed list',
    durable: 'LevelDB, no fsync',
    link: 'libp2p: TCP, Noise',
  },
  {
    name: 'automerge',
    file: 'contenders/automerge.ts',
    isPackage: true,
    entries: MANY,
    signs: 'no',
    encrypts: 'no',
    rights: 'none',
    durable: 'files, no fsync',
    link: 'WebSocket, plain',
  },
  {
    name: 'yjs',
    file: 'contenders/yjs.ts',
    isPackage: true,
    entries: MANY,
    signs: 'no',
    encrypts: 'no',
    rights: 'none',
    durable: 'one file, fsync',
    link: 'WebSocket, plain',
  },
  {
    name: 'loro',
    file: 'contenders/loro.ts',
    isPackage: true,
    entries: MANY,
    signs: 'no',
    encrypts: 'no',
    rights: 'none',
    durable: 'one file, fsync',
    link: 'WebSocket, plain',
  },
];
