/** Everything that the bootstrap says to a person. Progress goes to stderr, so that stdout belongs to the program that is started. */
export const WORDS = {
  /** @param {string} version @param {number} megabytes */
  fetchingNode: (version, megabytes) => `Moot runs on Node ${version}. Fetching it for you, this once (${megabytes} MB) …`,
  unpackingNode: 'Checked: it is the one we know. Unpacking …',
  /** @param {string} packages */
  fetchingPackages: (packages) => `Fetching ${packages}, this once …`,
  packagesToUse: 'what Moot is built on',
  packagesToWork: 'what Moot is built on, and the tools to test it',
  buildingPage: 'Building the page …',
  ready: 'Ready.',
  /** @param {number} seconds */
  stillAtIt: (seconds) => `  … still at it (${seconds} s)`,
  waitingForOther: 'Another start is getting things ready in this folder. Waiting for it …',
  /** @param {string} version @param {string} platform */
  noRuntime: (version, platform) =>
    `Moot needs Node 26 or newer; this is Node ${version}, and for ${platform} there is none that we can fetch.\n` +
    'Please install Node 26 (https://nodejs.org/download) and run this again.',
  /** @param {string} name @param {string} expected @param {string} came */
  wrongSum: (name, expected, came) =>
    `${name} is not the file it should be, so it was thrown away and nothing of it was run.\n` +
    `Expected sha512 ${expected}\n    came sha512 ${came}\n` +
    'Please try again; if it comes again, somebody between you and the npm registry may be changing files.',
  /** @param {string} version @param {string} said */
  doesNotRun: (version, said) =>
    `Node ${version} was fetched, but this machine cannot run it${said ? ` (${said})` : ''}.\n` +
    'Please install Node 26 (https://nodejs.org/download) and run this again.',
  /** @param {string} what @param {string} said */
  failed: (what, said) =>
    `That did not work: ${what}\n${said}\nNothing is lost. Is this machine connected to the Internet? It needs to be, for this once; then run this again.`,
  /** @param {string} program */
  notInstalled: (program) => `The program "${program}" is needed and was not found. Please install it and run this again.`,
  /** @param {string} said */
  cannotWrite: (said) => `Moot could not write into its own folder (${said}). Is the disk full, or the folder someone else's?`,
  /** @param {string} name @param {readonly string[]} known */
  unknownProgram: (name, known) => `There is no program "${name}" here. There are: ${known.join(', ')}.`,
};

/** Tells a person something on stderr. @param {string} text */
export function tell(text) {
  process.stderr.write(`${text}\n`);
}

/** Something that a person can act on; its message is all that is shown. */
export class Trouble extends Error {}
