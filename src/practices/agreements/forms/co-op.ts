import { type Form, onTrial, staying, timeToRespond } from './form.ts';

/** For people who work and earn together. */
export const coOp: Form = {
  name: 'co-op',
  title: 'Co-op',
  lede: 'People who work together, and own together what they work with.',
  agreements: [
    staying(
      'Deciding',
      'We decide by consent, and everyday things by whoever does them',
      'What binds all of us or costs more than 200 we decide together: good enough for now, safe enough to try. Smaller things are decided by whoever does the work, after asking those whom it touches.\n\nThere is a week to answer.',
      '6m',
      [timeToRespond('7d')],
    ),
    staying(
      'Money',
      'The books are open',
      'Every one of us can see all that comes in and goes out, at any time. One of us keeps the books and another one checks them each quarter; after a year both change. Whoever spends the money of the co-op brings the receipt within a week.',
      '1y',
    ),
    staying(
      'Money',
      'What we take out',
      'First the rent, the taxes and the suppliers, then our hours, then the reserve until it carries us for three months. An hour is paid alike whatever the work is. Whoever is short of money says so, and we find something before it gets tight.',
      '6m',
    ),
    staying(
      'Roles',
      'Roles have a name and an end',
      'For each lasting task one of us is responsible for half a year: orders, books, machines, the outside. Being responsible does not mean doing it alone. When the time is over we choose again, and whoever had it shows the next one how it goes.',
      '6m',
    ),
    onTrial(
      'Talk',
      'When we can be reached',
      'What matters for all of us stands here and not in private messages. Nobody has to answer after eight in the evening or on a free day. On Mondays at the beginning of the shift we sit together for half an hour. We try this for three months.',
      '3m',
    ),
    staying(
      'Conflict',
      'Something always grates',
      'We say it early, calmly and to the person. If two of us get stuck, each names somebody they trust, and the four sit down within two weeks. Mistakes at work are talked about as what happened, not as who is like that.',
      '1y',
    ),
    staying(
      'Joining and leaving',
      'Coming in and going out',
      'Whoever wants to join works with us for three months, on the same pay; then all of us are asked. Whoever goes tells it two months ahead where they can, hands over their tasks, and gets back what they had put in within a year.',
      '1y',
    ),
  ],
};
