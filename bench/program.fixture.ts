import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** Runs a program of the bench to its end, and gives what it printed. */
export async function runProgram(program: URL, ...args: string[]): Promise<{ code: number | null; out: string; err: string }> {
  const child = spawn(process.execPath, [fileURLToPath(program), ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
  const code = new Promise<number | null>((resolve) => child.on('close', resolve));
  const read = async (stream: typeof child.stdout) => (await stream.setEncoding('utf8').toArray()).join('');
  const [out, err] = await Promise.all([read(child.stdout), read(child.stderr)]);
  return { code: await code, out, err };
}
