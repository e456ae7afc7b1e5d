import type { Texts } from '../practices/practice.ts';

/** What the daemon says: about requests, on its page, about its own tasks, and in a terminal. */
export const texts = {
  // To programs that speak to it.
  'request.task-unknown': 'Moot knows nothing that is called "{name}".',
  'request.path-unknown': 'There is nothing at this address.',
  'request.not-ours': 'This request was meant for another name than that of this device, so nothing was told.',
  'request.foreign-origin': 'Another page asked for this, so nothing was told and nothing was changed. Open Moot by its own link.',
  'request.no-session': 'This needs a session. Run "moot start" again: it opens a fresh link.',
  'request.post-only': 'This changes something, so it is taken by POST only.',
  'request.no-json': 'Moot expects a JSON object here, sent as application/json.',
  'request.too-large': 'This is larger than Moot takes at once. Nothing was changed.',
  'request.demonstration-over': 'The demonstration is over, and nothing of it was kept. The start page begins another one.',
  'request.too-many-listeners': 'As many pages as can be are listening already. Close one of them.',
  'request.fault':
    'This is a fault in Moot, and not of your making. What was shown as saved is safe. Tell those who make it if it comes back.',

  // To people, about their input.
  'input.unclear': 'Moot cannot make sense of this.',
  'input.no-passphrase': 'A passphrase is needed here.',
  'refused.without-words': 'A rule of Moot does not allow this. Nothing was changed.',

  // Its own tasks.
  'command.idle': 'Shows whether Moot is about to lock itself for want of use.',
  'command.active': 'Says that somebody is here, so that Moot does not lock itself.',
  'idle.soon': 'Moot locks itself at {time} UTC, unless somebody uses it.',
  'idle.in-use': 'Moot is in use, and does not lock itself at this moment.',
  'idle.stays-open': 'Moot was opened by a passphrase that lies at hand for it, so it does not lock itself.',
  'command.doctor': 'Looks into what may be wrong on this device, and says what to do about it.',
  'command.storage': 'Shows how much room this device gives to Moot, and how much is left.',
  'command.diagnosis': 'Shows how this device stands, for those who mend Moot, without anything that people wrote or are called.',
  'storage.tell': 'Moot {version}. The home {place} takes {used} MB; {free} MB are free.',
  'doctor.all-good': 'All is well.',
  'doctor.some-heed': 'Some things need a look.',
  'doctor.mark.good': 'good',
  'doctor.mark.heed': 'look',
  'doctor.mark.bad': 'BAD ',
  'doctor.version': 'Moot {version}, Node {node}, {platform}.',
  'doctor.home': 'The home is {place}.',
  'doctor.home-open':
    'Others on this device may look into the home, {place}. What lies there is sealed, but names and sizes can be seen. To close it: chmod 700 "{place}"',
  'doctor.space': '{megabytes} MB are free on its disk.',
  'doctor.space-low': 'Only {megabytes} MB are free on its disk. Free about 200 MB, so that Moot can go on saving.',
  'doctor.keyring-new': 'There is no keyring yet. "moot found" or "moot join" makes one.',
  'doctor.keyring-locked': 'The keyring is locked. "moot unlock" opens it; cells can be looked into only then.',
  'doctor.keyring-open': 'The keyring is open.',
  'doctor.stores': 'What is stored of {count} cells can be read.',
  'doctor.store': 'What is stored of one cell can be read.',
  'doctor.store-damaged':
    'The file {file} is damaged ({said}). It is left as it is. The other members have everything: restore your backup, or move the file away and join again with a new invitation.',
  'doctor.clock': 'The clock says {time}.',
  'doctor.clock-behind':
    'The clock says {time}, which is before Moot came to this device. Set it right, or times of responding are measured wrongly.',
  'doctor.clock-apart':
    'The clock says {time}, and somebody in {cell} has written at {other}, by the clock of another device. One of the two is wrong; look at yours.',
  'doctor.cell': '{cell}: {entries} entries. Other devices that it meets: {links} of {others}.',
  'doctor.cell-alone': '{cell}: {entries} entries. There is no other device yet.',
  'doctor.cell-unlinked':
    '{cell}: {entries} entries. It meets no other device at this moment. Are they on, and in the same network? What you write goes on by itself when one is in reach.',
  'doctor.cell-strangers':
    '{cell}: of the devices that are linked, some ({strangers}) are not known here yet. Where two come back from backups, and each lacks keys of the other, any other device of the group makes them known to each other: have one in reach. If there is none any more, found the group anew, as one that goes on from this: "moot found NAME --as YOU --parent CELL".',
  'doctor.cell-waits': '{cell}: still waiting at the door. It goes on by itself while Moot runs.',
  'doctor.cell-fault': '{cell}: {fault}',
  'doctor.listening': '{cell} can be reached at {addresses}.',
  'doctor.not-listening': '{cell} cannot be reached by others at this moment. Is there a network? "moot start" is what listens.',
  'doctor.port-taken':
    '{cell}: another program uses port {place}, which this cell keeps for itself. This device reaches others, but they do not reach it. Moot tries again by itself; close that program, or start Moot with another port (--listen).',
  'doctor.trouble':
    '{cell} cannot look for others on {place} ({reason}). Perhaps a firewall or another program holds it; others can still be reached by their addresses.',

  // The page.
  'page.door-title': 'Come in through the terminal',
  'page.door-lede': 'This page opens with a link that is good once and for ten minutes.',
  'page.door-how': 'In a terminal on this device, in the folder of Moot, run',
  'page.door-then': 'It opens a fresh link. Nothing is shown here until then.',
  'page.link-used-title': 'This link has been used, or is too old',
  'page.link-used-lede': 'Each link is good once and for ten minutes. Nothing is lost.',
  'page.entering': 'Coming in',
  'page.enter': 'Go on to Moot',
  'page.nothing-here-title': 'There is nothing at this address',
  'page.nothing-here-lede': 'Perhaps a letter of it is missing.',
  'page.back': 'Go to the start',
  'page.cells-title': 'Your cells',
  'page.no-cells-title': 'No cell yet',
  'page.no-cells-lede': 'A cell is a group that runs itself. Found one, or join one with an invitation.',
  'page.locked-title': 'Locked',
  'page.locked-lede': 'Your cells are sealed under your passphrase. Nothing is received or sent until it is unlocked.',
  'page.new-title': 'A new home',
  'page.new-lede': 'Nothing is here yet. The first thing is a passphrase. Only it opens what will be here, and nobody can reset it.',
  'page.next': 'What to do next',
  'page.terminal': 'For now Moot is spoken to in a terminal, and this page shows how it stands.',
  'page.place': 'All of it lies in {place}.',
  'page.unlock': 'Unlock',
  'page.choose-passphrase': 'Choose a passphrase',
  'page.found': 'Found a cell',
  'page.join': 'Join a cell that has invited you',
  'page.people': 'See who is in it',
  'page.invite': 'Invite somebody',
  'page.say': 'Say something',
  'page.decisions': 'See what is being decided',
  'page.status': 'See what has arrived where',
  'page.all': 'See all that can be done',

  // In a terminal.
  'daemon.port-taken':
    'Another program uses port {port} of this device. Nothing was changed. Choose another one with --port, or leave --port away.',
  'daemon.kept-port-taken': 'Port {port}, which Moot used last, is taken by another program now. Moot takes a free one.',
} satisfies Texts;
