import type { texts } from './texts.ts';

type Heading = keyof typeof texts & `help.group.${string}`;

/** What people want to do, and the commands with which they do it, the most usual first. Each command stands in one of these (help.test.ts). */
export const HELP_GROUPS: readonly { readonly heading: Heading; readonly commands: readonly string[] }[] = [
  { heading: 'help.group.begin', commands: ['start', 'found', 'join', 'forms', 'unlock', 'lock', 'service', 'help'] },
  { heading: 'help.group.talk', commands: ['say', 'talk', 'edit', 'unsay', 'channels', 'read'] },
  {
    heading: 'help.group.decide',
    commands: ['propose', 'decisions', 'decision', 'respond', 'vote', 'react', 'answer', 'amend', 'withdraw', 'methods'],
  },
  { heading: 'help.group.round', commands: ['hold', 'give-back', 'step', 'later', 'qualify', 'way-out', 'take-part'] },
  { heading: 'help.group.voice', commands: ['delegate', 'undelegate', 'delegations'] },
  { heading: 'help.group.count', commands: ['ballots', 'tally', 'draw', 'check-draw', 'redraw'] },
  { heading: 'help.group.agreements', commands: ['agreed', 'agreements', 'agreement', 'note', 'renew', 'change', 'end'] },
  { heading: 'help.group.people', commands: ['people', 'invite', 'invitations', 'revoke', 'read-invitation', 'safety-number', 'compare'] },
  { heading: 'help.group.part', commands: ['leave', 'set-aside'] },
  { heading: 'help.group.circles', commands: ['circles', 'circle-found', 'circle-invite', 'circle-leave', 'circle-name'] },
  {
    heading: 'help.group.devices',
    commands: ['devices', 'link', 'take-link', 'linking', 'confirm-link', 'stop-link', 'name-device', 'revoke-device'],
  },
  {
    heading: 'help.group.safe',
    commands: [
      ...['backup', 'restore', 'recovery-words', 'prove-recovery-words', 'change-recovery-words', 'entrust', 'read-shares'],
      ...['passphrase', 'safeguards', 'set-safeguards', 'renew-keys'],
    ],
  },
  { heading: 'help.group.told', commands: ['waiting', 'news', 'digest', 'notices', 'set-notices', 'take-digest'] },
  { heading: 'help.group.look', commands: ['status', 'cells', 'reach', 'doctor', 'storage', 'diagnosis'] },
  { heading: 'help.group.page', commands: ['draft', 'keep-draft', 'visit', 'idle', 'active'] },
];
