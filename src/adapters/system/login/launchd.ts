import { dirname, join } from 'node:path';
import { makePrivateFolder, readPrivateFile, removePrivateFile, writePrivateFile } from '../private-file.ts';
import { agentLabel, launchAgent } from './launch-agent.ts';
import type { LoginItem } from './login-item.ts';
import { type LoginStart, type LoginState, loginStartFailed, type RunProgram } from './login-start.ts';

/** The launchd of one person. It reads its folder at each login. @param homedir the person's own folder @param uid their number */
export function launchdStart(item: LoginItem, homedir: string, uid: number, run: RunProgram): LoginStart {
  const label = agentLabel(item);
  const plan = { by: 'launchd', where: join(homedir, 'Library', 'LaunchAgents', `${label}.plist`), text: launchAgent(item) } as const;
  return {
    item,
    plan,
    async look(): Promise<LoginState> {
      const kept = await readPrivateFile(plan.where);
      if (kept === null) return { state: 'off', reason: null };
      if (new TextDecoder().decode(kept) !== plan.text) return { state: 'other', reason: null };
      const { out } = await run('launchctl', ['print-disabled', `gui/${uid}`]);
      return { state: new RegExp(`"${label}" => (?:true|disabled)`).test(out) ? 'other' : 'on', reason: null };
    },
    async place(now) {
      await makePrivateFolder(dirname(plan.where));
      await writePrivateFile(plan.where, new TextEncoder().encode(plan.text));
      const enabled = await run('launchctl', ['enable', `gui/${uid}/${label}`]);
      if (now) {
        // What an earlier one has loaded would be in the way.
        await run('launchctl', ['bootout', `gui/${uid}/${label}`]);
      }
      const { code, out, err } = now && enabled.code === 0 ? await run('launchctl', ['bootstrap', `gui/${uid}`, plan.where]) : enabled;
      if (code === 0) return;
      await removePrivateFile(plan.where);
      throw loginStartFailed('launchd', err || out);
    },
    remove: () => removePrivateFile(plan.where),
  };
}
