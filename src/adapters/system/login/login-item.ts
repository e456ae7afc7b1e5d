import { createHash } from 'node:crypto';

/** What is to start when somebody logs in. */
export interface LoginItem {
  /** Its name among all that starts at login: `moot`, or one of its own for a home that is not the usual one. */
  readonly name: string;
  /** The program, as a full path, and its arguments. */
  readonly command: readonly [program: string, ...args: string[]];
}

/** With what Moot is to start. */
export interface LoginWish {
  /** The home, as a full path. */
  readonly place: string;
  /** Where the home is unless somebody names another. */
  readonly usualPlace: string;
  /** Multiaddrs in place of all interfaces; empty: all. */
  readonly listen: readonly string[];
  readonly lan: boolean;
  /** The port of the page; null: the one used last. */
  readonly port: number | null;
}

/**
 * Moot as it starts at login: its daemon, locked and without a browser. It goes by way of the bootstrap, which brings what an update needs.
 * @param node full path of the Node that runs it @param program full path of `bootstrap/run.js`
 */
export function loginItem({ place, usualPlace, listen, lan, port }: LoginWish, node: string, program: string): LoginItem {
  const network = [...listen.flatMap((address) => ['--listen', address]), ...(lan ? [] : ['--no-lan'])];
  const args = ['start', '--no-open', '--home', place, ...(port === null ? [] : ['--port', String(port)]), ...network];
  return { name: place === usualPlace ? 'moot' : `moot-${shortHash(place)}`, command: [node, program, ...args] };
}

/** The command as somebody types it into a POSIX shell. */
export function shellCommand({ command }: LoginItem): string {
  return command.map((word) => (/^[\w/.:=@,+-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`)).join(' ');
}

function shortHash(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 8);
}
