import { type Form, onTrial, staying, timeToRespond } from './form.ts';

/** For delegates of several cells. */
export const council: Form = {
  name: 'council',
  title: 'Council of cells',
  lede: 'Delegates of several groups, who settle what concerns all of them.',
  agreements: [
    staying(
      'Deciding',
      'The groups decide, and we carry it',
      'We decide here only what our groups have given us to decide; all else we prepare and take home. A consent here is that of a group. If a group objects, it holds.\n\nThere are two weeks to answer, so that every group can meet in between.',
      '6m',
      [timeToRespond('14d')],
    ),
    staying(
      'Roles',
      'Delegates are sent for a time',
      'Each group sends one delegate, and somebody who stands in for them, for half a year and no more than twice in a row. The group can send somebody else at any time. Delegates speak for their group, and say so when they speak for themselves.',
      '6m',
    ),
    staying(
      'Talk',
      'What we say can be read at home',
      'All that is decided here, with reasons and objections, the delegates bring to their groups within a week. What a group told us in confidence stays here. We write so that somebody who was not there understands it.',
      '6m',
    ),
    staying(
      'Money',
      'What we do together, we pay together',
      'Costs are shared by the number of people in each group, unless a group says that it cannot. Before something costs more than 100 the groups are asked. One group keeps the accounts for a year; then another one does.',
      '1y',
    ),
    staying(
      'Conflict',
      'When groups are at odds',
      'They speak with each other first. Then each names a group it trusts, and these two listen and propose something. The others take no side meanwhile. No group is excluded for what it thinks.',
      '1y',
    ),
    staying(
      'Joining and leaving',
      'Groups come and go',
      'A group that wants to join meets two of ours first, and tells how it decides. Every group is asked. Any group can leave at any time; it tells why, if it wants to, and settles what is open within three months.',
      '1y',
    ),
    onTrial(
      'Meetings',
      'Once a month, each time with another group',
      'The group that hosts prepares the points and facilitates. The points are here a week before. We begin with a round on how each group is doing, and end on time. We try this for half a year.',
      '6m',
    ),
  ],
};
