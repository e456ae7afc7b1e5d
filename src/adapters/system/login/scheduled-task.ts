import type { LoginItem } from './login-item.ts';
import { xmlText } from './xml.ts';

/** Runs a program of the console without its window. */
const WITHOUT_WINDOW = '%SystemRoot%\\System32\\conhost.exe';

/**
 * A task that Windows runs when one person logs on, with no more rights than they have, for as long as it takes.
 * @param person whose logon it is, as `DOMAIN\\NAME`
 * Source: Microsoft, Task Scheduler Schema.
 */
export function scheduledTask({ name, command }: LoginItem, person: string): string {
  const who = xmlText(person);
  return `<?xml version="1.0" encoding="UTF-16"?>
<Task version="1.2" xmlns="http://schemas.microsoft.com/windows/2004/02/mit/task">
  <RegistrationInfo>
    <Description>Written by "moot service install". "moot service remove" takes it away.</Description>
    <URI>\\${xmlText(name)}</URI>
  </RegistrationInfo>
  <Triggers>
    <LogonTrigger>
      <UserId>${who}</UserId>
    </LogonTrigger>
  </Triggers>
  <Principals>
    <Principal id="Author">
      <UserId>${who}</UserId>
      <LogonType>InteractiveToken</LogonType>
      <RunLevel>LeastPrivilege</RunLevel>
    </Principal>
  </Principals>
  <Settings>
    <MultipleInstancesPolicy>IgnoreNew</MultipleInstancesPolicy>
    <DisallowStartIfOnBatteries>false</DisallowStartIfOnBatteries>
    <StopIfGoingOnBatteries>false</StopIfGoingOnBatteries>
    <ExecutionTimeLimit>PT0S</ExecutionTimeLimit>
  </Settings>
  <Actions Context="Author">
    <Exec>
      <Command>${xmlText(WITHOUT_WINDOW)}</Command>
      <Arguments>${xmlText(['--headless', ...command.map(windowsWord)].join(' '))}</Arguments>
    </Exec>
  </Actions>
</Task>
`;
}

/**
 * One word of a command line as Windows programs take it apart: backslashes are doubled before a quotation mark, and at the end of a quoted word.
 * Source: Microsoft, CommandLineToArgvW.
 */
function windowsWord(word: string): string {
  if (/^[\w/.:=@,+\\-]+$/.test(word)) return word;
  return `"${word.replaceAll(/(\\*)"/g, '$1$1\\"').replace(/(\\+)$/, '$1$1')}"`;
}

/** Whether Windows would take a part of the command for the name of a variable: it knows no way to say that it is none. */
export function namesVariable({ command }: LoginItem): boolean {
  return command.some((word) => /%[^%]+%|\$\(/.test(word));
}
