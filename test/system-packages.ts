import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';

/** Programs that some tests need and npm cannot bring: the program, the Debian package that has it, and what for. */
const SYSTEM_PACKAGES = [
  { program: 'ip', debian: 'iproute2', purpose: 'joining two devices by a cable of their own' },
  { program: 'chromium', debian: 'chromium', purpose: 'opening the page as people do' },
] as const;

/** A place of programs for administrators, which the path of others often lacks. */
const ALSO_IN = ['/usr/sbin', '/sbin'];

/** Whether a program is nowhere to be found. */
function isMissing(program: string): boolean {
  const folders = [...(process.env.PATH ?? '').split(delimiter), ...ALSO_IN];
  return !folders.some((folder) => existsSync(join(folder, program)));
}

/**
 * Installs what is missing where that needs no question: on Debian and its kin, by root or a user who may become it without a password.
 * Elsewhere it says exactly what to install. Tests that go without are skipped with that reason.
 */
export function bringSystemPackages(tell: (text: string) => void): void {
  const wanted = SYSTEM_PACKAGES.filter(({ program }) => isMissing(program));
  if (wanted.length === 0) return;
  const names = wanted.map(({ debian }) => debian);
  for (const { debian, purpose } of wanted) tell(`The tests need ${debian} for ${purpose}.`);
  const asRoot = howToBecomeRoot();
  if (asRoot && existsSync('/usr/bin/apt-get')) {
    tell(`Installing ${names.join(' ')} …`);
    aptGet(asRoot, ['update', '-q']);
    aptGet(asRoot, ['install', '-qy', '--no-install-recommends', ...names]);
  }
  const still = wanted.filter(({ program }) => isMissing(program));
  for (const { debian } of still)
    tell(`Could not install ${debian}. On Debian or Ubuntu: sudo apt-get install ${debian}. Its tests are skipped.`);
}

function aptGet(asRoot: readonly string[], args: readonly string[]): void {
  const [program = '', ...rest] = [...asRoot, 'env', 'DEBIAN_FRONTEND=noninteractive', 'apt-get', ...args];
  spawnSync(program, rest, { stdio: ['ignore', 2, 2], timeout: 300_000 });
}

/** What to put before a command so that it runs as root, or null where that would ask for a password. */
function howToBecomeRoot(): readonly string[] | null {
  if (process.getuid?.() === 0) return [];
  return spawnSync('sudo', ['-n', 'true'], { stdio: 'ignore' }).status === 0 ? ['sudo', '-n'] : null;
}
