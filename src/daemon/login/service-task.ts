import * as v from 'valibot';
import type { LoginStart } from '../../adapters/system/login/login-start.ts';
import { accept, refuse } from '../../bytes/verdict.ts';
import { fields } from '../../practices/input.ts';
import type { Task } from '../service.ts';
import { type ServiceView, tellService, viewService } from './service-view.ts';

/** What can be done about starting at login. */
export const SERVICE_ACTIONS = ['status', 'install', 'remove'] as const;

/** The form of the task: it works while the keyring is locked too. Whoever asks for it has asked the person. */
export const SERVICE = {
  name: 'service',
  changes: true,
  inCell: false,
  input: fields({ action: v.optional(v.picklist(SERVICE_ACTIONS, 'input.no-service-action'), 'status') }),
  usage: { positional: ['action'], flags: [], switches: [] },
  tell: (output: unknown) => tellService(output as ServiceView),
} as const;

/** The task that lets Moot start at login, or no longer. Moot runs already, so it starts nothing and ends nothing. */
export function serviceTask(login: LoginStart): Task {
  return {
    ...SERVICE,
    async run(input) {
      const { action } = input as v.InferOutput<typeof SERVICE.input>;
      const before = await viewService(login);
      if (action === 'status') return accept(before);
      if (action === 'remove') await login.remove();
      else if (before.reason !== null) return refuse(before.reason);
      else await login.place(false);
      return accept<ServiceView>(await viewService(login));
    },
  };
}
