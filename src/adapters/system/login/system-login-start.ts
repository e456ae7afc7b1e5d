import { homedir, tmpdir, userInfo } from 'node:os';
import { isAbsolute, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { defaultHome } from '../default-home.ts';
import { launchdStart } from './launchd.ts';
import { type LoginItem, type LoginWish, loginItem } from './login-item.ts';
import type { LoginStart, RunProgram } from './login-start.ts';
import { runProgram } from './run-program.ts';
import { systemdStart } from './systemd.ts';
import { taskSchedulerStart } from './task-scheduler.ts';

const PROGRAM = fileURLToPath(new URL('../../../../bootstrap/run.js', import.meta.url));

/** What a platform is told apart by. */
export interface Here {
  readonly env: Readonly<Record<string, string | undefined>>;
  /** As `process.platform` gives it. */
  readonly platform: string;
  readonly homedir: string;
  readonly run: RunProgram;
}

/** Whatever starts programs at login on this device, for Moot with one home. */
export function systemLoginStart(wish: Omit<LoginWish, 'usualPlace'>, here: Here = thisDevice()): LoginStart {
  const usualPlace = defaultHome({ ...here.env, MOOT_HOME: undefined }, here.platform, here.homedir);
  return loginStartOf(loginItem({ ...wish, usualPlace }, process.execPath, PROGRAM), here);
}

function thisDevice(): Here {
  return { env: process.env, platform: process.platform, homedir: homedir(), run: runProgram };
}

function loginStartOf(item: LoginItem, { env, platform, homedir: own, run }: Here): LoginStart {
  if (platform === 'darwin') return launchdStart(item, own, userInfo().uid, run);
  if (platform === 'win32') return taskSchedulerStart(item, `${env.USERDOMAIN ?? '.'}\\${userInfo().username}`, tmpdir(), run);
  const config = env.XDG_CONFIG_HOME;
  if (platform === 'linux') return systemdStart(item, config !== undefined && isAbsolute(config) ? config : join(own, '.config'), run);
  const nothing = async (): Promise<void> => {};
  return { item, plan: null, look: async () => ({ state: 'impossible', reason: 'platform-unknown' }), place: nothing, remove: nothing };
}
