import { createInterface } from 'node:readline/promises';

/** Where the CLI reads and writes. */
export interface Terminal {
  /** Whether somebody is there to answer a question. */
  readonly isInteractive: boolean;
  /** What the call gives, on stdout: it is all that scripts read. Ends with a new line. */
  print(text: string): void;
  /** What a person should know besides, on stderr. */
  tell(text: string): void;
  /** Asks for a line; null if the person leaves. */
  ask(question: string): Promise<string | null>;
  /** Asks for a line without showing what is typed; null if the person leaves. */
  askSecretly(question: string): Promise<string | null>;
}

/** The terminal of this process. Questions go to stderr, so that stdout holds only what was asked for. */
export const systemTerminal: Terminal = {
  get isInteractive() {
    return process.stdin.isTTY === true && process.stderr.isTTY === true;
  },
  print: (text) => void process.stdout.write(`${text}\n`),
  tell: (text) => void process.stderr.write(`${text}\n`),
  async ask(question) {
    const lines = createInterface({ input: process.stdin, output: process.stderr });
    try {
      const left = new Promise<null>((resolve) => lines.once('close', () => resolve(null)));
      return await Promise.race([lines.question(question), left]);
    } finally {
      lines.close();
    }
  },
  askSecretly,
};

/** Ctrl-C and Ctrl-D. */
const LEAVING = ['\u0003', '\u0004'];

function askSecretly(question: string): Promise<string | null> {
  const { stdin, stderr } = process;
  stderr.write(question);
  stdin.setRawMode(true);
  stdin.setEncoding('utf8');
  stdin.resume();
  return new Promise((resolve) => {
    let typed = '';
    const end = (result: string | null): void => {
      stdin.off('data', take);
      stdin.setRawMode(false);
      stdin.pause();
      stderr.write('\n');
      resolve(result);
    };
    const take = (chunk: unknown): void => {
      for (const letter of String(chunk)) {
        const ends = LEAVING.includes(letter) || letter === '\r' || letter === '\n';
        if (ends) {
          end(LEAVING.includes(letter) ? null : typed);
          return;
        }
        if (letter === '\u007f' || letter === '\b') typed = [...typed].slice(0, -1).join('');
        else if (letter === '\u0015') typed = '';
        else if (letter >= ' ') typed += letter;
      }
    };
    stdin.on('data', take);
  });
}
