import { shellCommand } from '../../adapters/system/login/login-item.ts';
import type { LoginPlan, LoginStart, LoginState } from '../../adapters/system/login/login-start.ts';
import { fill } from '../../practices/wording.ts';
import { texts } from './texts.ts';

/** Whether Moot starts at login, and what is written so that it does. */
export interface ServiceView {
  readonly state: LoginState['state'];
  /** Why it is impossible, as the name of a refusal; null where it is not. */
  readonly reason: `login-${NonNullable<LoginState['reason']>}` | null;
  /** What starts it, the file or the name of the task, and what stands in it; null where the platform knows none. */
  readonly plan: LoginPlan | null;
  /** What is run at login, as somebody types it into a shell. */
  readonly command: string;
}

/** How Moot stands with whatever starts programs at login. */
export async function viewService(login: LoginStart): Promise<ServiceView> {
  const { state, reason } = await login.look();
  return { state, reason: reason === null ? null : `login-${reason}`, plan: login.plan, command: shellCommand(login.item) };
}

/** The view in words. */
export function tellService({ state, reason, plan, command }: ServiceView): string {
  if (state === 'impossible' || plan === null) {
    const why = texts[`refused.${reason ?? 'login-platform-unknown'}`];
    return `${why}\n${fill(texts['service.by-hand'], { command })}`;
  }
  return fill(texts[`service.${state}`], { who: texts[`service.who.${plan.by}`], where: plan.where });
}
