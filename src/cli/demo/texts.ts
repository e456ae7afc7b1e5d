import type { Texts } from '../../practices/practice.ts';

/** What the teller of the demo says. */
export const stage = {
  title: 'Bakery on the Corner',
  about: 'Five people and five devices, no server, and nobody in charge. All of it really happens, here in the memory of this one program.',

  'devices.head': 'Five devices',
  'devices.about': 'Each makes its own keys and locks them with a passphrase. That takes a moment, so that guessing takes for ever.',
  'devices.ready': 'is ready.',

  'founding.head': 'The founding',
  'founding.done': 'founds the cell {cell}, and is its first member.',

  'joining.head': '{joiner} comes in',
  'joining.invites': 'gives {joiner} an invitation. It opens a conversation, not the door.',
  'joining.knocks': "knocks, and waits for the group's decision.",
  'joining.member': "is a member. {joiner}'s device has all {entries} entries, and has checked each for itself, back to the founding.",

  'talk.head': 'Talk',
  'talk.said': '“{text}”\nOn {on} of {of} devices.',

  'proposal.head': 'A proposal',
  'proposal.made': 'proposes: {title}. “{text}”',
  'proposal.change': 'In effect, it would change one thing by itself: the time to respond, now {before} days, would be {after}.',
  'question.asked': 'asks: “{text}”',
  'question.answered': 'answers {asker}: “{text}”',

  'response.consent': 'consents. {count} of {of} heard.',
  'response.consent-because': 'consents: “{reason}”\n{count} of {of} heard.',
  'response.concern': 'has a concern: “{reason}”\n{count} of {of} heard.',
  'response.object': 'objects: “{reason}”\n{count} of {of} heard.',

  'objection.stands':
    '{agreeing} of {of} can live with it, and {needed} would do. But an objection stands, so none of the {of} devices attests, and nothing changes.',
  'amendment.head': 'The objection is integrated',
  'amendment.made': 'amends it: {title}. “{text}”',
  'amendment.asks': 'This is version {version}, and everybody is asked again.',

  'effect.one': 'In effect: certified by the device of {names}. A cell of one needs no other.',
  'effect.certified': 'In effect: certified by the devices of {names}; {needed} were needed.',
  'effect.everywhere': 'Each of the {devices} devices has checked the certificate for itself: it holds on all of them.',
  'force.head': 'It is in force',
  'force.within': 'There are {days} days to respond, on each of the {devices} devices. Nobody had to switch anything.',

  'stuck.before': 'One objection after the other',
  'stuck.objects': 'objects: “{reason}”',
  'stuck.consent': '{names} consent. {count} of {of} heard.',
  'stuck.amends': 'amends it: “{text}”',
  'stuck.head': 'An objection that new words do not meet',
  'stuck.stands':
    'Version {version}: {agreeing} of {of} can live with it, and {needed} would do. It does not pass: an objection stands after {amendments} amendments.',
  'stuck.offered': 'Now ways out are offered: {ways}. None is taken by itself: somebody has to ask for one.',
  'stuck.way.helping-circle': 'a helping circle',
  'stuck.way.mediation': 'mediation',
  'stuck.way.trial': 'a trial',
  'stuck.way.another-method': 'another way to decide',
  'trial.asks': 'asks for a trial until {until}: “{text}”',
  'trial.head': 'A trial',
  'trial.words': 'This is a trial: when its time is over, we look at it again.',
  'trial.written': 'writes it as one. Version {version} ends by itself on {until}, unless it is renewed before; {owner} looks after it.',
  'trial.concern': 'consents, with a concern that stays with it: “{reason}”',
  'register.has':
    'It stands in the register of each of the {devices} devices, with its {versions} versions, what was said to each, and the certificate.',
  'later.head': '{days} days later',
  'later.passed': 'The clock of each device goes on by so much.',
  'later.due': '{title} is due on all of them: it lapses after {until}. What was said against it comes up with it:',
  'later.concern': 'had a concern: “{text}”',
  'later.notes': 'notes: “{text}”',
  'renew.proposes': 'proposes to go on with it, to be looked at again on {review}.',
  'renew.done': 'It is renewed, in the same words. On each device it is in force, and no trial any more.',

  'safety.head': 'A safety number',
  'safety.compared': '{one} and {other} read it to each other. Both see the same, so nobody stands between them:',

  'same.head': 'All five devices show the same',
  'same.line': '{entries} entries, {members} members, {decisions} decisions, {agreements} agreements, {messages} messages: {fingerprint}',
  'same.done': 'The same people, decisions, certificates, agreements and words on each device, and no server was asked.',

  and: ' and ',
  'fault.refused': 'The demo stopped: {name} could not do "{operation}" ({reason}).',
  'fault.unseen': 'The demo stopped: what should be there did not reach {name} ("{operation}").',
  'fault.number': 'The demo stopped: {one} and {other} see different safety numbers.',
  'fault.differs': 'The demo stopped: {name} sees something else than the others.',
  'fault.too-long': 'The demo stopped: it took too long.',
} satisfies Texts;
