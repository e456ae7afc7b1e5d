import type { Texts } from '../practices/practice.ts';

/** What the CLI says by itself. What its commands do and say stands in the catalogues of their own rooms. */
export const texts = {
  'help.about':
    'Moot: a small group runs itself. It decides by consent, talks, and keeps its records, on its own devices, without a server.',
  'help.usage': 'Usage: moot COMMAND … [--json]',
  'help.commands': 'Commands:',
  'help.more': '"moot COMMAND --help" says more of each.',
  'help.flags': 'These go with every command:',
  'help.exit':
    'It ends with 0 when it is done, 1 when a rule refused it, 2 when it was typed wrongly, 3 when something could not be reached.',
  'help.usage-of': 'Usage: moot {usage}',
  'flag.cell': 'which cell is meant, by its name or the first letters of its id, where you are in several',
  'flag.home': "the folder of your home; without it $MOOT_HOME, or the platform's own",
  'flag.json': 'prints one JSON document, for scripts',
  'flag.passphrase-file': 'a file with your passphrase; without it $MOOT_PASSPHRASE, or Moot asks',
  'flag.help': 'this text',
  'flag.version': 'the version of Moot',
  'flag.port': 'the port of the page and the CLI on this device; without it the one used last',
  'flag.listen': 'an address to listen on for other devices, such as /ip4/0.0.0.0/tcp/4001; may come several times',
  'flag.no-open': 'prints the link, and opens no browser',
  'flag.no-lan': 'neither looks for others on the local network nor shows itself there',
  'flag.recovery-file': 'a file with the twelve recovery words; without it $MOOT_RECOVERY, or Moot asks',
  'flag.wait': 'stays until the group has decided',
  'flag.follow': 'stays, and shows what is said as it comes',
  'command.start': 'Starts Moot on this device, and opens its page. Where it runs already, it opens that one.',
  'command.help': 'Shows what there is.',

  'usage.unknown': 'There is no command "{verb}".',
  'usage.nearest': 'There is no command "{verb}". Did you mean "{nearest}"?',
  'usage.flag-unknown': 'Moot does not know {flag} here.',
  'usage.flag-value': '{flag} needs a value after it. One that begins with a dash is written as {flag}=-…',
  'usage.flag-no-value': '{flag} takes no value.',
  'usage.too-many': '"{word}" is one word too many here. What consists of several words stands in quotation marks.',
  'usage.missing': '{field} is missing.',
  'usage.see': 'Usage: moot {usage}',
  'usage.no-port': 'A port is a number from 1 to 65535.',

  'passphrase.ask': 'Passphrase: ',
  'passphrase.wrong': 'That was not it.',
  'passphrase.new':
    'This home is new. Choose a passphrase: it seals all that Moot keeps on this device.\nNobody can reset it, so several words that you will not forget are best.',
  'passphrase.choose': 'New passphrase: ',
  'passphrase.again': 'Once more: ',
  'passphrase.differ': 'The two are not the same. Nothing was done.',
  'passphrase.none':
    'Moot needs your passphrase, and nobody is here to type it. Set MOOT_PASSPHRASE, or name a file with --passphrase-file.',
  'passphrase.file': '{path} cannot be read, so there is no passphrase. Is the name right?',
  'recovery.ask': 'The twelve recovery words: ',
  'recovery.none':
    'Moot needs the recovery words, and nobody is here to type them. Set MOOT_RECOVERY, or name a file with --recovery-file.',
  'recovery.file': '{path} cannot be read, so there are no recovery words. Is the name right?',
  'prompt.left': 'Nothing was done.',

  'reach.lost': 'Moot has stopped meanwhile. What was shown as saved is safe. Start it again with "moot start".',
  'reach.strange':
    'What answers there speaks another language than this Moot. Perhaps the two are of different versions: stop and start the one that runs.',
  'reach.in-use':
    'Another program has {place} open, and does not answer. If that is Moot in another window, wait until it is done or stop it. Nothing was changed.',
  fault: 'This is a fault in Moot, and not of your making. What was shown as saved is safe. Tell those who make it if it comes back.',

  'start.ready': 'Moot is running. Its page: {link}',
  'start.opened': 'Moot is running, and its page opens in your browser. If it does not: {link}',
  'start.already': 'Moot is running already with this home. Its page: {link}',
  'start.already-opened': 'Moot is running already with this home, and its page opens in your browser. If it does not: {link}',
  'start.locked': 'It is locked. "moot unlock" opens it.',
  'start.new': 'It is new here. "moot unlock" chooses a passphrase, then "moot found" founds a cell, or "moot join" joins one.',
  'start.stopping': 'Stopping.',

  'wait.begun': "Waiting for the group's decision. Ctrl-C ends the waiting only here; it goes on whenever Moot runs.",
  'wait.left': 'Nothing is lost: you still stand at the door, and it goes on whenever Moot runs.',
  'wait.member': 'You are a member of {cell}.',
  'wait.refused': 'The cell does not let you in, for a reason that this Moot does not know ({reason}). Ask whoever invited you.',
  'wait.gone': 'The cell is gone from this device, so there is nothing to wait for.',
  'lock.nothing-runs': 'Moot does not run with this home, so it is locked.',
} satisfies Texts;
