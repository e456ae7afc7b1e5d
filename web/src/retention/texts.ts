/** Words of how long talk is kept. */
export const texts = {
  'retention.kept': 'What is said is kept {length}, counted from the end of its week.',
  'retention.ever': 'for ever',
  'retention.long': 'for {length}',
  'retention.channel': 'in “{name}” {length}',
  'retention.channels': 'But {channels}.',
  'retention.in': 'Where',
  'retention.everywhere': 'In all channels',
  'retention.for': 'How long it is kept',
  'retention.note':
    'Channels with a time of their own keep it. What is older is erased on every device. A longer time brings nothing back; a shorter one erases at once. Copies and backups that somebody has made stay theirs.',
  'retention.gone': 'Messages are kept for {length}, and then erased on every device. The group decides how long.',
  'retention.stays': 'Here nothing is erased: the group has decided so.',
};
