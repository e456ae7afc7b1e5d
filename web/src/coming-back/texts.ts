/** Words of coming back: a member who has lost every device, and those who decide on their new one. */
export const texts = {
  'back.was-here': 'I was in this cell before and have lost my devices',
  'back.join-lede':
    'You ask for a new device in the place of all that you had, and the group decides. You stay who you were: your name, your voice, what you wrote.',
  'back.join-hint':
    'If you have a backup, bring that back instead. If one of your devices is in your hands still, link this one from there: both need nobody.',
  'back.name': 'The name that you had in it',
  'back.name-hint': 'As the others see it. They will want to hear that it is you.',
  'back.do': 'Ask to come back',
  'back.number-title': 'Let somebody hear that it is you',
  'back.number-lede':
    'Call one of the others, or go and see them, and read them this number. Their device shows it too. So they know that this device is yours, and not one of somebody who only says your name.',
  'back.refused-name': 'Nobody in the cell has that name. Ask whoever invited you how they see it, then ask once more.',
  'back.refused-two':
    'In a cell of two, the other alone cannot give you a device: one person would hold both voices. Let them found a new cell that goes on from this one, and invite you there.',
  'back.at-door': 'Somebody who says that they are {name}',
  'back.at-door-note':
    'They say that they have lost their devices. Check by voice or in person before you agree. {known, plural, =0 {} other {They came by an invitation of {inviter}. }}<link>{count} of {of} heard</link>',
  'back.arrived': 'Somebody is at the door who says that they are {name} and have lost their devices.',
  'back.claim':
    'Somebody says that they are {name}, and that they have lost their devices. Before you agree, hear their voice or see them, and let them read you this number. It has to be the same on their device.',
  'back.claim-you':
    'Somebody says that they are you, and asks for a device with your voice. If you have not lost yours, object here: your one word stops it. Tell the others, too.',
  'back.claim-you-lost': 'If it is you who asks, on a new device, you need do nothing here.',
  'back.number-yours': 'The number of this device',
  'back.number': 'The number of their device',
  'back.follows': 'What follows, once it is in effect',
  'back.follows-same': '{name} stays who they were: the name, the voice, and all that they wrote.',
  'back.follows-old':
    'All devices that {name} had speak for nobody any more, so whoever has found or taken one is out. What such a device wrote that nobody had seen is set aside; the group can decide that it counts all the same.',
  'back.follows-circles': 'In circles, those who are in them decide whether {name} reads along again.',
  'back.follows-object':
    'If a device of {name} objects before that, it is not decided. If you then cannot tell who is who, you can part from {name}, and admit them anew.',
  'back.today': 'Somebody says that they are you',
  'back.today-note': 'They ask for a device with your voice. If you have lost nothing, object before the others agree.',
  'back.today-door': 'Somebody says that they are {name}',
  'back.since': 'With a new device since {date}, in place of all before.',
  'effect.recover': '{name} has a new device; those before speak for nobody. {name} stays who they are.',
};
