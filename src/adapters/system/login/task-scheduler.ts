import { join } from 'node:path';
import { removePrivateFile, writePrivateFile } from '../private-file.ts';
import type { LoginItem } from './login-item.ts';
import { type LoginStart, type LoginState, loginStartFailed, type RunProgram } from './login-start.ts';
import { namesVariable, scheduledTask } from './scheduled-task.ts';

/** Says that what follows is UTF-16, the smaller half of each letter first: `schtasks` reads nothing else. */
const BYTE_ORDER = '\ufeff';

/** The Task Scheduler of Windows. @param person as `DOMAIN\\NAME` @param folder for a file that is read once */
export function taskSchedulerStart(item: LoginItem, person: string, folder: string, run: RunProgram): LoginStart {
  const { name } = item;
  const plan = { by: 'task-scheduler', where: name, text: scheduledTask(item, person) } as const;
  const look = async (): Promise<LoginState> => {
    if (namesVariable(item)) return { state: 'impossible', reason: 'path-with-variable' };
    const { code, out } = await run('schtasks', ['/query', '/tn', name, '/xml']);
    if (code !== 0) return { state: 'off', reason: null };
    return { state: argumentsIn(out) === argumentsIn(plan.text) && !isOff(out) ? 'on' : 'other', reason: null };
  };
  return {
    item,
    plan,
    look,
    async place(now) {
      const file = join(folder, `${name}-task.xml`);
      await writePrivateFile(file, Buffer.from(`${BYTE_ORDER}${plan.text.replaceAll('\n', '\r\n')}`, 'utf16le'));
      try {
        const { code, out, err } = await run('schtasks', ['/create', '/tn', name, '/xml', file, '/f']);
        if (code !== 0) throw loginStartFailed('Windows', err || out);
      } finally {
        await removePrivateFile(file);
      }
      if (now) await run('schtasks', ['/run', '/tn', name]);
    },
    async remove() {
      const { code, out, err } = await run('schtasks', ['/delete', '/tn', name, '/f']);
      if (code !== 0 && (await look()).state !== 'off') throw loginStartFailed('Windows', err || out);
    },
  };
}

/** Windows keeps a task in a form of its own; what is run stays as it was. */
function argumentsIn(xml: string): string | undefined {
  return /<Arguments>(.*?)<\/Arguments>/s.exec(xml)?.[1]?.replaceAll('&quot;', '"').replaceAll('&apos;', "'");
}

/** Whether somebody has turned the task off by hand. */
function isOff(xml: string): boolean {
  return /<Settings>.*<Enabled>false<\/Enabled>.*<\/Settings>/s.test(xml);
}
