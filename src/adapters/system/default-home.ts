import { posix, win32 } from 'node:path';

/**
 * The folder of a person's home where none is named: `MOOT_HOME`, else the platform's folder for the data of programs.
 * @param env environment variables
 * @param platform as `process.platform` gives it
 * @param homedir the person's own folder, as `os.homedir()` gives it
 * Sources: XDG Base Directory Specification 0.8 (a relative path there is ignored); Apple, File System Programming Guide; Microsoft, KNOWNFOLDERID.
 */
export function defaultHome(env: Readonly<Record<string, string | undefined>>, platform: string, homedir: string): string {
  const path = platform === 'win32' ? win32 : posix;
  if (env.MOOT_HOME) return path.resolve(env.MOOT_HOME);
  if (platform === 'win32') return path.join(env.LOCALAPPDATA || path.join(homedir, 'AppData', 'Local'), 'Moot');
  if (platform === 'darwin') return path.join(homedir, 'Library', 'Application Support', 'Moot');
  const data = env.XDG_DATA_HOME;
  return path.join(data !== undefined && path.isAbsolute(data) ? data : path.join(homedir, '.local', 'share'), 'moot');
}
