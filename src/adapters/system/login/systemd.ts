import { dirname, join } from 'node:path';
import { makePrivateFolder, readPrivateFile, removePrivateFile, writePrivateFile } from '../private-file.ts';
import type { LoginItem } from './login-item.ts';
import { type LoginStart, type LoginState, loginStartFailed, type RunProgram } from './login-start.ts';
import { systemdUnit } from './systemd-unit.ts';

/** The systemd of one person. @param folder for the settings of programs, such as `~/.config` */
export function systemdStart(item: LoginItem, folder: string, run: RunProgram): LoginStart {
  const unit = `${item.name}.service`;
  const plan = { by: 'systemd', where: join(folder, 'systemd', 'user', unit), text: systemdUnit(item) } as const;
  const tell = (...args: string[]) => run('systemctl', ['--user', ...args]);
  const tellSurely = async (...args: string[]): Promise<void> => {
    const { code, out, err } = await tell(...args);
    if (code !== 0) throw loginStartFailed('systemd', err || out);
  };
  const removeFile = async (): Promise<void> => {
    await tell('disable', unit);
    await removePrivateFile(plan.where);
    await tell('daemon-reload');
  };
  return {
    item,
    plan,
    async look(): Promise<LoginState> {
      // It answers only where a person's own systemd runs: not in a container, and not for somebody who became another by `su`.
      if ((await tell('show', '--property=Version')).code !== 0) return { state: 'impossible', reason: 'no-systemd' };
      const kept = await readPrivateFile(plan.where);
      if (kept === null) return { state: 'off', reason: null };
      if (new TextDecoder().decode(kept) !== plan.text) return { state: 'other', reason: null };
      const { out } = await tell('is-enabled', unit);
      return { state: out.trim() === 'enabled' ? 'on' : 'other', reason: null };
    },
    async place(now) {
      await makePrivateFolder(dirname(plan.where));
      await writePrivateFile(plan.where, new TextEncoder().encode(plan.text));
      try {
        await tellSurely('daemon-reload');
        await tellSurely('enable', unit);
        if (now) await tellSurely('start', unit);
      } catch (error) {
        await removeFile();
        throw error;
      }
    },
    remove: removeFile,
  };
}
