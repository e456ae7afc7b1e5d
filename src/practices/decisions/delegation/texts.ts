import type { Texts } from '../../practice.ts';

/** The words of voices that are given to others. */
export const texts = {
  'command.delegate':
    'Gives your voice to somebody for a time: where votes are counted, theirs counts for you too, unless you vote yourself. Everybody sees it.',
  'command.undelegate': 'Takes your voice back at once, in all that has not ended.',
  'command.delegations': 'Shows who speaks for whom, and until when.',
  'field.delegate.to': 'who speaks for you, by name',
  'field.delegate.until': 'the last day, such as 2027-05-21, or 2w, 90d, 3m from today; half a year at most',
  'field.delegate.subject': 'only in votes on agreements about this, such as “Money”; else in all that is counted',
  'field.undelegate.subject': 'only what you gave for this; else all of it',

  'refused.delegation-not-agreed':
    'The group has not agreed that people speak for others. Propose it first, with the effect {"kind": "agreement", "setting": "delegation", "value": "1"}',
  'refused.delegation-to-oneself': 'Your voice is with you already. Name somebody else.',
  'refused.delegation-over': 'This day is over. Name one that lies ahead.',
  'refused.delegation-too-long': 'A voice is given for half a year at most. It can be given again then.',
  'refused.delegation-day-unclear': 'Say until when, such as 2027-05-21, or 2w, 90d, 3m from today: give it with --until.',
  'refused.delegation-subject-unknown': 'No agreement here is about this. "moot delegations" shows what they are about.',
  'refused.delegation-none': 'You have given your voice to nobody, so there is nothing to take back.',
  'refused.value-no-voices': 'Say "off", or for how many others one person can speak: a digit from 1 to 9.',

  'voices.given': '{to} speaks for you {about}, until {until}.',
  'voices.yours': 'Whenever you vote yourself, that counts instead. "moot undelegate" takes your voice back at once.',
  'voices.taken-back': 'Your voice is yours again {about}: {to} does not speak for you any more in what has not ended.',
  'voices.not-agreed':
    'Everybody speaks for themselves here. To let people speak for others for a time, the group decides so: propose it with the effect {"kind": "agreement", "setting": "delegation", "value": "1"}',
  'voices.on-one': 'One person can speak for one other.',
  'voices.on': 'One person can speak for {most} others.',
  'voices.from': ' Decided in {id}.',
  'voices.none': 'Nobody has given their voice to somebody else. "moot delegate NAME --until 3m" does.',
  'voices.line': '{to} speaks for {member} {about}, until {until}.',
  'voices.about-all': 'in all that is counted',
  'voices.about': 'on “{subject}”',
  'voices.subjects': 'Voices can be given for one subject: {subjects}.',
  'voices.beyond': 'It counts for nobody: {to} speaks for as many others as you have agreed on.',
  'voices.rests': 'It rests, for one of them has no device that speaks for them.',
  'voices.off': 'It rests, for nobody speaks for others here now.',
  'voices.passed-by': '{to} has given their own voice to {other}. It goes no further: only when {to} votes themselves does it count.',
  'voices.vote-waits': '{to} speaks for {member} here, and has not voted.',
  'voices.vote-beyond': '{member} gave their voice to {to}, who speaks for as many others as you have agreed on: it counts for nobody.',
  'voices.vote-rests': '{member} gave their voice to {to}. It rests here: one of them has no voice in this.',
} satisfies Texts;
