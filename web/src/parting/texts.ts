/** Words of parting: removal, leaving, looking on afterwards, what is set aside, and devices that speak no more. */
export const texts = {
  'removal.part': 'Parting',
  'removal.part-lede': 'Who is a member is decided by all. Whoever wants to go can leave by themselves, without a decision.',
  'removal.part-two': 'In a cell of two nobody can be removed: you can only part ways. Either of you can leave, or found another cell.',
  'removal.part-self': 'You need nobody’s leave to go.',
  'removal.to-leave': 'How to leave',
  'removal.under-way': 'The group is being asked whether {name} stays a member.',
  'removal.do': 'Propose that {name} is no longer a member',
  'removal.title': 'Propose to part from {name}',
  'removal.lede':
    'Everybody but {name} is asked. It passes when nobody of them objects and enough can live with it. {name} sees the proposal too, and can answer.',
  'removal.follows': 'What follows, once it is in effect',
  'removal.followed': 'What follows from it',
  'removal.follows-written': 'What {name} wrote until then stays, and decisions that {name} took part in hold.',
  'removal.follows-aside':
    'What {name} writes that nobody had seen by then is set aside. The group can decide that it counts all the same.',
  'removal.follows-keys':
    'The rest of you get new keys, so {name} cannot read what is said from then on. What is on {name}’s devices already stays there: nobody can take it back from them.',
  'removal.follows-again': '{name} may be admitted again, by a new invitation and a decision of the group.',
  'removal.name': 'Part from {name}',
  'removal.why': 'Why?',
  'removal.why-hint': 'Everybody reads it, {name} too. Say what happened and what you have tried, so that {name} can answer it.',
  'removal.why-needed': 'A removal needs its reasons, so that {name} can answer them.',
  'removal.about-you':
    'The group is being asked whether you stay a member. You are not counted in this round, and everybody reads what you say here.',
  'removal.about-you-do':
    'Below you can object with your reasons, or ask. Your objection stands for all to read, and does not hold the decision up.',
  'removal.about': 'This decides whether {name} stays a member. {name} is not asked, and can say something here.',

  'short.propose': 'Propose it',
  'short.proposing': 'Proposing …',
  'short.back': 'Not now',
  'short.consents': 'I consent to it myself',
  'short.done': 'Proposed. Everybody is asked.',
  'short.look': 'Look at the proposal',
  'short.why': 'Why?',
  'short.nothing': 'There is nothing here to propose',
  'short.nothing-lede': 'Perhaps it has been settled meanwhile.',

  'leave.part': 'Leave this cell',
  'leave.lede': 'To leave needs nobody’s leave. You keep on this device what was said and decided until then.',
  'leave.open': 'Leave this cell …',
  'leave.title': 'Leave {cell}?',
  'leave.others': 'The others see that you have left, and when. Your name stays under what you said.',
  'leave.stays': 'What is on this device stays, and you can go on reading it. What is said from then on does not come to you.',
  'leave.devices': 'It is so for all of your devices in this cell.',
  'leave.last': 'You are the last one here: nobody is left who could let anybody in.',
  'leave.two': 'One of you remains alone, and can found another cell or invite others.',
  'leave.back': 'To come back, the others decide again.',
  'leave.do': 'Leave the cell',
  'leave.leaving': 'Leaving …',
  'leave.stay': 'Stay',

  'parted.removed': 'You are no longer a member',
  'parted.left': 'You have left',
  'parted.revoked': 'This device speaks for you no more',
  'parted.suspended': 'Two devices of yours have revoked each other',
  'parted.frozen': 'This device is frozen',
  'parted.replaced': 'The group has given you another device',
  'parted.removed-lede':
    'The group decided so{known, select, true {, {date}} other {}}. What you said and decided with the others until then stays, with your name.',
  'parted.left-lede':
    '{known, select, true {Since {date} you} other {You}} are no member of {cell} any more, by your own wish. What you wrote stays with the others, with your name.',
  'parted.revoked-lede':
    '{known, select, true {Another device of yours revoked it, {date}.} other {Another device of yours revoked it.}} You are a member still, by your other devices.',
  'parted.suspended-lede':
    'This one and another of yours have revoked each other, and nobody’s device can tell which of them is in your hands. So neither speaks for you until the group decides. You are a member still.',
  'parted.frozen-lede':
    'It told two different stories: at one place it wrote two things, as happens when its disk is put back from a copy, or when a copy of it is used elsewhere. So that nobody can be misled, all devices take nothing more from it. You are a member still, and what the group has decided with you holds.',
  'parted.replaced-lede':
    'Somebody asked to come back as you, with a new device, and the group agreed{known, select, true {, {date}} other {}}. So this device speaks for nobody any more, nor do others that you had before.',
  'parted.decision': 'The decision',
  'parted.have': 'What you still have',
  'parted.have-lede':
    'All that was said and decided until then is on this device, sealed under your passphrase. What the others say from now on has other keys, and cannot be read here.',
  'parted.have-own-lede': 'All that was said and decided until then is on this device, sealed under your passphrase.',
  'parted.read-talk': 'Read what was said',
  'parted.read-decisions': 'Read what was decided',
  'parted.read-people': 'See who was there',
  'parted.can': 'What you can do',
  'parted.save': 'Take it with you',
  'parted.save-lede':
    'All talk and decisions that are here, as one file that any program can read. It is not sealed: keep it as you would keep letters.',
  'parted.save-do': 'Save it as a file',
  'parted.saving': 'Putting it together …',
  'parted.saved': 'Saved: {name}',
  'parted.save-failed': 'It could not be put together. Nothing was changed. Try again in a moment.',
  'parted.again': 'Ask to come back',
  'parted.again-lede': 'Somebody in the cell gives you a new invitation, and the group decides. You come back with new keys.',
  'parted.again-do': 'Join with an invitation',
  'parted.again-heed':
    'You were in this cell on this device. Asking again begins with new keys: what is here of it can be read again only once the group lets you in. Take it with you first, if you want to keep it.',
  'parted.another': 'Found another cell',
  'parted.another-lede': 'Whoever wants to come along joins by your invitation. Nobody has to agree.',
  'parted.another-do': 'Found a cell',
  'parted.relink': 'Link this device anew',
  'parted.relink-frozen':
    'On another device of yours, open People, then your own page, and press “Link another device”. This one comes back with new keys, and has everything again.',
  'parted.relink-revoked':
    'If it is in your hands after all: on a device of yours that speaks for you, open People, then your own page, and press “Link another device”. It comes back with new keys.',
  'parted.relink-suspended':
    'If the group has decided that the other one speaks for you, this one does not hear of it, for it is sealed to those who speak. On that device open People, then your own page, and press “Link another device”. This one comes back with new keys.',
  'parted.relink-do': 'I have a link from my other device',
  'parted.restore': 'It was your only device',
  'parted.restore-lede':
    'Bring back a backup on another device or in a fresh home: it takes this one’s place. Without a backup, ask somebody for an invitation and say that you were here before: the group decides on new keys for you, and you stay who you are.',
  'parted.restore-do': 'Join with an invitation',
  'parted.talk-to-them': 'Talk to the others',
  'parted.talk-to-them-lede':
    'Tell them, not through Moot, which device is yours. Any of them can propose that it speaks for you again; or link a third device of yours by one that still speaks.',
  'parted.not-lost': 'You have lost nothing?',
  'parted.not-lost-lede':
    'Then somebody else has your voice in the cell. Tell the others at once, in person or by voice, not through Moot. They can give you a new device, or part from whoever came in your name. If you objected here before you learned of it, they see that as soon as this device meets theirs.',
  'parted.relink-replaced':
    'If it is in your hands again: on the device that speaks for you now, open People, then your own page, and press “Link another device”. This one comes back with new keys.',
  'parted.was-not-you': 'It was not you?',
  'parted.was-not-you-lede':
    'Then somebody else has a device of yours. Tell the others, not through Moot: the group can decide that this one speaks again.',
  'parted.aside': 'Set aside',
  'parted.aside-lede':
    '{count, plural, =1 {One thing that you wrote is} other {# things that you wrote are}} set aside, and {count, plural, =1 {does} other {do}} nothing. The group can decide that {count, plural, =1 {it counts} other {they count}} all the same.',
  'parted.on': 'You look on here',
  'parted.on-removed': 'You are no member any more, so you can read here and not take part.',
  'parted.on-left': 'You have left, so you can read here and not take part.',
  'parted.on-device': 'This device speaks for nobody, so you can read here and not take part.',
  'parted.on-more': 'What you can do',
  'parted.file': 'moot.md',
  'parted.file-head': '{cell}, as this device had it on {when}',
  'parted.file-talk': 'Talk: {channel}',
  'parted.file-decisions': 'Decisions',
  'parted.file-state': '{state}. Proposed by {name}, {when}.',
  'parted.file-gone': '(taken back)',

  'aside.propose': 'Propose that it counts',
  'aside.propose-all': 'Propose that all of it counts',
  'aside.proposed': 'The group is being asked whether it counts.',
  'aside.title': 'Propose that what was set aside counts',
  'aside.lede':
    'Everybody is asked. If it passes, this counts as if it had come in time, and with it what was written before it in the same place. Nobody gets power by it.',
  'aside.what': 'What would count again',
  'aside.what-else': '{count, plural, =1 {One thing more} other {# things more}}, which this device does not tell one by one.',
  'aside.name': 'What {names} wrote counts after all',
  'aside.why-hint': 'Why should it count? What you know of how it came to be set aside helps the others.',
  'aside.deed.unsay': '{name} took a message back',
  'aside.deed.withdraw': '{name} took a proposal back',
  'aside.deed.respond': '{name} responded to a proposal',
  'aside.deed.vote': '{name} voted',
  'aside.deed.invite': '{name} made an invitation',
  'aside.deed.revoke': '{name} took an invitation back',
  'aside.deed.other': '{name} did something that has no words of its own',
  'aside.of': 'Set aside',
  'aside.show': '{count, plural, =1 {Show it} other {Show all # of them}}',

  'gone.none': 'No device speaks for {name} now.',
  'gone.frozen':
    'A device of {name} told two different stories, so it is frozen{known, select, true {, since {when}} other {}}. That happens when a disk is put back from a copy, or when somebody else has a copy of it. {name} is a member still, and what was decided with it holds; what it said from where the stories part is set aside.',
  'gone.frozen-do':
    'Ask {name}, not through Moot, whether they know why. They come back with a new device: linked by another of theirs, from a backup, or by a decision of the group.',
  'gone.frozen-own':
    'Your device {letters} told two different stories, so it is frozen. If you did not put it back from a copy, somebody else may have one: tell the others. To use it again, link it anew from here.',
  'gone.suspended':
    'Two devices of {name} have revoked each other, so neither speaks for {name}. Which of them is in other hands, nobody’s device can tell: the group decides.',
  'gone.suspended-do': 'Ask {name}, not through Moot, to read out the letters of the device that is theirs.',
  'gone.suspended-own': 'Your devices {letters} have revoked each other, so neither speaks for you until the group decides.',
  'gone.suspended-own-do': 'Propose that the one in your hands speaks again.',
  'gone.suspended-own-ask': 'Tell the others, not through Moot, which of them is in your hands: they can propose that it speaks again.',
  'gone.under-way': 'The group is being asked about it.',
  'reinstate.do': 'Propose that {letters} speaks again',
  'reinstate.title': 'Propose that a device of {name} speaks again',
  'reinstate.lede':
    'Everybody is asked. If it passes, the device with the letters {letters} speaks for {name} again, and the others that it revoked stay revoked.',
  'reinstate.name': 'The device {letters} of {name} speaks again',
  'reinstate.why-hint': 'How do you know that it is in {name}’s hands? That you met and compared the letters is the best of reasons.',
  'reinstate.why-needed': 'Say how you know that it is theirs, so that the others can rely on it.',
};
