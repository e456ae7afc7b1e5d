import { type Form, onTrial, staying, timeToRespond } from './form.ts';

/** For colleagues who organise where they work. */
export const unionBranch: Form = {
  name: 'union-branch',
  title: 'Union branch',
  lede: 'Colleagues who stand together where they work.',
  agreements: [
    staying(
      'Deciding',
      'We look for consent, and vote when we must',
      'We try to find something that nobody objects to. Where the day of the answer is set from outside and we do not get there, we vote, and two thirds decide. Whoever was against it is named as such if they wish.\n\nThere are five days to answer, so that all shifts have read it.',
      '6m',
      [timeToRespond('5d')],
    ),
    staying(
      'Roles',
      'Delegates speak for us, and for nothing else',
      'We choose two delegates for a year, from different shifts where we can. They carry what we have decided, and bring back within three days what was said. We can choose others at any time. Nobody meets the management alone.',
      '1y',
    ),
    staying(
      'Talk',
      'Nothing of this on the devices of the firm',
      'We talk here, on our own devices and in our own time. Names of those who are not yet known to be with us are told to nobody. Whoever hears that the management knows something tells it here at once.',
      '6m',
    ),
    staying(
      'Money',
      'The solidarity fund',
      'Each gives one hour of pay a month, whoever is short gives less and says nothing. It is for colleagues who lose pay through what we do together. Two of us look after it together; what goes out we decide, and it stands here.',
      '1y',
    ),
    staying(
      'Conflict',
      'No one is left alone',
      'Whoever gets a warning, a talk or a transfer tells it here, and two of us go along. If two of us are at odds, we settle it among ourselves and not in front of the management: each names somebody they trust, and the four talk.',
      '1y',
    ),
    staying(
      'Joining and leaving',
      'Who is with us',
      'Everybody who works here and hires or fires nobody can join. Two of us vouch for them, and all are asked. Whoever becomes a manager leaves, in friendship. Whoever changes the firm stays until their case is closed.',
      '1y',
    ),
    onTrial(
      'Meetings',
      'Half an hour, twice a month',
      'Every other Tuesday, once before the early shift and once after it, with the same points. It begins with what has improved. Whoever could not be there reads the notes here by the next day. We try this until the next review.',
      '3m',
    ),
  ],
};
