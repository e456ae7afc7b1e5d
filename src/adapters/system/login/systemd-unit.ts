import type { LoginItem } from './login-item.ts';

/**
 * A systemd user unit. The link to the page, which Moot prints, stays out of the journal: it lets in whoever reads it. Only the first
 * process is asked to end, since it asks the other one itself.
 * Source: systemd.service(5), systemd.kill(5), systemd.unit(5).
 */
export function systemdUnit({ command }: LoginItem): string {
  const [program, ...args] = isTakenForProgram(command[0]) ? command : [...BY_SHELL, ...command];
  const line = [quoted(program), ...args.map((arg) => quoted(arg).replaceAll('$', '$$$$'))].join(' ');
  return `# Written by "moot service install". "moot service remove" takes it away.
[Unit]
Description=Moot
StartLimitIntervalSec=600
StartLimitBurst=5

[Service]
ExecStart=${line}
StandardOutput=null
KillMode=mixed
Restart=on-failure
RestartSec=10

[Install]
WantedBy=default.target
`;
}

/** Becomes the program that is named after it. */
const BY_SHELL = ['/bin/sh', '-c', 'exec "$@"', 'moot'] as const;

/** systemd refuses a program with quotation marks or backslashes in its path, however they are written; among the arguments it takes them. */
function isTakenForProgram(path: string): boolean {
  return !/["'\\]/.test(path);
}

/** One word of a command line, as "Command lines" of systemd.service(5) has it. The name of the program itself knows no variables. */
function quoted(word: string): string {
  const escaped = word.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\n').replaceAll('%', '%%');
  return /^[\w/.:=@,+-]+$/.test(word) ? word : `"${escaped}"`;
}
