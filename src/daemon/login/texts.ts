import type { Texts } from '../../practices/practice.ts';

/** What there is to say of starting Moot at login. */
export const texts = {
  'command.service':
    'Says whether Moot starts by itself when you log in to this device; "install" makes it so, after a question, and "remove" ends it.',
  'field.service.action': 'status, install or remove; without it status',
  'input.no-service-action': 'This is "status", "install" or "remove".',
  'service.on': 'Moot starts whenever you log in to this device, locked until somebody unlocks it. {who} does it, by {where}.',
  'service.off': 'Moot starts only when you start it. "moot service install" changes that, after a question.',
  'service.other':
    '{who} has something for Moot, {where}, but not as it would be made now: it was turned off or changed, or Moot was moved. "moot service install" makes it anew.',
  'service.who.systemd': 'systemd',
  'service.who.launchd': 'launchd',
  'service.who.task-scheduler': 'The Task Scheduler of Windows',
  'service.by-hand': 'This is the command that your desktop, or a script of yours, can run when you log in:\n\n  {command}',
  'refused.login-no-systemd':
    'Nothing here starts programs for you when you log in (systemd does, where somebody logs in at a desktop or by SSH), so it cannot start Moot. Nothing was changed.',
  'refused.login-path-with-variable':
    'A folder on the way to Moot or to its home has a percent sign or “$(” in its name, which Windows would read as something else. Nothing was changed. Give the folder another name.',
  'refused.login-platform-unknown': 'Moot does not know what starts programs at login on this system. Nothing was changed.',
} satisfies Texts;
