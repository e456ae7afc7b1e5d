import { OperatingError } from '../../../ports/errors.ts';
import type { LoginItem } from './login-item.ts';

/** How Moot stands with whatever starts programs at login. */
export interface LoginState {
  /** `on`: starts at login. `other`: something of that name is there, but not as it would be made now. `impossible`: see `reason`. */
  readonly state: 'on' | 'off' | 'other' | 'impossible';
  /** Why it is impossible. */
  readonly reason: 'no-systemd' | 'path-with-variable' | 'platform-unknown' | null;
}

/** What is written, and where. */
export interface LoginPlan {
  readonly by: 'systemd' | 'launchd' | 'task-scheduler';
  /** The file, or for Windows the name of the task. */
  readonly where: string;
  /** All that stands in it. */
  readonly text: string;
}

/** Whatever starts programs when somebody logs in, of one platform, with one item of ours. */
export interface LoginStart {
  readonly item: LoginItem;
  /** Null where the platform knows none. */
  readonly plan: LoginPlan | null;
  look(): Promise<LoginState>;
  /** Places it. @param now starts it at once too. Rejects with `LoginStartFailed`, or the disk's errors; then nothing is placed. */
  place(now: boolean): Promise<void>;
  /** Takes it away; what runs goes on. What is not there is taken away already. Rejects as `place` does. */
  remove(): Promise<void>;
}

/** Runs a program of the system and gives how it ended; one that is not there ends with 127. */
export type RunProgram = (
  program: string,
  args: readonly string[],
) => Promise<{ readonly code: number; readonly out: string; readonly err: string }>;

/** The error of a system that did not take what it was told. @param said its own words */
export function loginStartFailed(who: string, said: string): OperatingError {
  const words = said.trim().split('\n')[0] ?? '';
  const text = `${who} did not take it${words === '' ? '' : `: ${words}`}. Nothing was changed. Start Moot by hand as before.`;
  return new OperatingError('LoginStartFailed', text);
}
