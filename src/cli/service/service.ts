import type { LoginWish } from '../../adapters/system/login/login-item.ts';
import type { LoginStart } from '../../adapters/system/login/login-start.ts';
import { systemLoginStart } from '../../adapters/system/login/system-login-start.ts';
import { SERVICE_ACTIONS } from '../../daemon/login/service-task.ts';
import { type ServiceView, tellService, viewService } from '../../daemon/login/service-view.ts';
import { fill } from '../../practices/wording.ts';
import { portOf, readCommandLine, usageStop } from '../arguments.ts';
import type { Call } from '../call.ts';
import { findDaemon } from '../daemon-line.ts';
import { EXIT, type ExitCode, Stop } from '../exit.ts';
import { texts as shared } from '../texts.ts';
import { texts } from './texts.ts';

const OPTIONS = {
  yes: { type: 'boolean' },
  port: { type: 'string' },
  listen: { type: 'string', multiple: true },
  'no-lan': { type: 'boolean' },
} as const;

/** Makes what starts programs at login out of what was typed. */
export type MakeLoginStart = (wish: Omit<LoginWish, 'usualPlace'>) => LoginStart;

/** `moot service`: whether Moot starts at login; installs that, after a question, or removes it. It needs no home, and opens none. */
export async function service(call: Call, make: MakeLoginStart = systemLoginStart): Promise<ExitCode> {
  const { words, values } = readCommandLine(call.rest, OPTIONS);
  const [word = 'status', surplus] = words;
  if (surplus !== undefined) throw usageStop('too-many', { word: surplus });
  const action = SERVICE_ACTIONS.find((one) => one === word);
  if (action === undefined) throw usageStop('no-service-action', { word });
  const listen = (values.listen ?? []) as string[];
  const login = make({ place: call.place, listen, lan: values['no-lan'] !== true, port: portOf(values.port as string | undefined) });
  if (action === 'install') await install(call, login, values.yes === true);
  if (action === 'remove') await remove(call, login, values.yes === true);
  if (action === 'status') show(call, await viewService(login), null);
  return EXIT.done;
}

async function install(call: Call, login: LoginStart, isSure: boolean): Promise<void> {
  const view = await viewService(login);
  const { state, reason, plan } = view;
  if (reason !== null || plan === null) throw new Stop(EXIT.refused, reason ?? 'login-platform-unknown', tellService(view));
  if (state === 'on') return show(call, view, null);
  const shown = plan.text.trimEnd().replaceAll(/^/gm, '  ');
  await ask(call, isSure, fill(texts[`service.will-write.${plan.by}`], { where: plan.where, text: shown }), texts['service.ask-install']);
  const runs = (await findDaemon(call.place)) !== null;
  await login.place(!runs);
  show(call, await viewService(login), runs ? texts['service.installed'] : texts['service.installed-started']);
}

async function remove(call: Call, login: LoginStart, isSure: boolean): Promise<void> {
  const view = await viewService(login);
  if (view.plan === null || view.state === 'off') return show(call, view, null);
  await ask(call, isSure, fill(texts['service.will-remove'], { where: view.plan.where }), texts['service.ask-remove']);
  await login.remove();
  show(call, await viewService(login), texts['service.removed']);
}

/** Says what will be done, and asks whether to. @throws Stop when that is not wanted, or nobody is there to say so */
async function ask({ terminal }: Call, isSure: boolean, what: string, question: string): Promise<void> {
  if (!isSure && !terminal.isInteractive) throw new Stop(EXIT.usage, 'no-yes', `${what}\n${texts['service.no-yes']}`);
  terminal.tell(what);
  if (isSure) return;
  const answer = await terminal.ask(question);
  if (answer === null || !/^\s*y(es)?\s*$/i.test(answer)) throw new Stop(EXIT.left, 'left', shared['prompt.left']);
}

function show({ terminal, flags }: Call, view: ServiceView, done: string | null): void {
  terminal.print(flags.json ? JSON.stringify(view) : (done ?? tellService(view)));
}
