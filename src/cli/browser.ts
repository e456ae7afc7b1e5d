import { spawn } from 'node:child_process';

/** Whether there is a screen on which a browser could open. */
export function hasScreen(env: Readonly<Record<string, string | undefined>>, platform: string): boolean {
  if (platform === 'darwin' || platform === 'win32') return env.SSH_CONNECTION === undefined;
  return Boolean(env.DISPLAY || env.WAYLAND_DISPLAY);
}

/** The program that opens a link in the person's own browser, and its arguments. */
export function browserCommand(link: string, platform: string): readonly [program: string, args: readonly string[]] {
  if (platform === 'darwin') return ['open', [link]];
  if (platform === 'win32') return ['rundll32', ['url.dll,FileProtocolHandler', link]];
  return ['xdg-open', [link]];
}

/** Opens a link in the person's browser. Where that fails, nothing happens: the link has been printed too. */
export function openBrowser(link: string): void {
  const [program, args] = browserCommand(link, process.platform);
  const child = spawn(program, args, { detached: true, stdio: 'ignore' });
  child.on('error', () => {});
  child.unref();
}
