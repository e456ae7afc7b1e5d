import type { Texts } from '../../practices/practice.ts';

/** What `moot service` says and asks. */
export const texts = {
  'service.will-write.systemd':
    'Moot will write the file {where}\n\n{text}\n\nand tell systemd to go by it whenever you log in. Moot starts locked: nothing is read, received or sent until you unlock it.',
  'service.will-write.launchd':
    'Moot will write the file {where}\n\n{text}\n\nand launchd goes by it whenever you log in. Moot starts locked: nothing is read, received or sent until you unlock it.',
  'service.will-write.task-scheduler':
    'Moot will give Windows a task called {where}\n\n{text}\n\nthat runs whenever you log in. Moot starts locked: nothing is read, received or sent until you unlock it.',
  'service.will-remove': 'Moot will take {where} away, and no longer start when you log in. If it runs now, it goes on.',
  'service.ask-install': 'Do that? [y/N] ',
  'service.ask-remove': 'Do that? [y/N] ',
  'service.no-yes': 'Nobody is here to say yes to this, so nothing was done. "--yes" says it.',
  'service.installed': 'From now on Moot starts whenever you log in, locked. "moot start" opens its page.',
  'service.installed-started': 'From now on Moot starts whenever you log in, locked. It runs already: "moot start" opens its page.',
  'service.removed': 'From now on Moot starts only when you start it.',
} satisfies Texts;
