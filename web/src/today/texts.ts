/** Words of Today. */
export const texts = {
  'today.title':
    '{count, plural, =0 {Nothing waits for you} =1 {One thing waits for you} =2 {Two things wait for you} =3 {Three things wait for you} =4 {Four things wait for you} =5 {Five things wait for you} =6 {Six things wait for you} =7 {Seven things wait for you} =8 {Eight things wait for you} =9 {Nine things wait for you} =10 {Ten things wait for you} =11 {Eleven things wait for you} =12 {Twelve things wait for you} other {# things wait for you}}',
  'today.waits': 'What waits',
  'today.until': 'until {when}',
  'today.since': 'since {when}',
  'today.turn': 'Your turn in the round',
  'today.door': 'Somebody is at the door',
  'today.question': '{name} asks you',
  'today.review': 'Time to look again',
  'today.respond': 'Respond',
  'today.answer': 'Answer',
  'today.look': 'Look at it',
  'today.heard': '{proposer} proposes it. {count} of {of} heard.',
  'today.question-on': 'A question on: {title}',
  'today.objects': '{names} {count, plural, =1 {objects} other {object}} to what was decided.',
  'today.new': 'New to you',
  'today.new-messages':
    '{count, plural, =1 {One new message} =2 {Two new messages} =3 {Three new messages} =4 {Four new messages} =5 {Five new messages} =6 {Six new messages} =7 {Seven new messages} =8 {Eight new messages} =9 {Nine new messages} =10 {Ten new messages} =11 {Eleven new messages} =12 {Twelve new messages} other {# new messages}}',
  'today.in-channel': '{count} in {channel}',
  'today.on-its-way': 'Still on its way',
  'today.here': 'Here now',
  'today.nobody-here': 'Nobody else at this moment.',
  'today.alone': 'You are the first here. A cell begins with the second person.',
  'today.invite': 'Invite somebody',
};
