import { type Form, onTrial, staying, timeToRespond } from './form.ts';

/** For a few people who act together. */
export const affinityGroup: Form = {
  name: 'affinity-group',
  title: 'Affinity group',
  lede: 'A few people who trust each other and act together.',
  agreements: [
    staying(
      'Deciding',
      'We decide by consent',
      'Nobody is outvoted. Whoever objects says what would go wrong, and we look for words that all of us can live with. Nobody has to give a reason for not taking part in an action.\n\nThere are three days to answer. When it burns, we meet.',
      '6m',
      [timeToRespond('3d')],
    ),
    staying(
      'Roles',
      'Roles go round',
      'For each meeting one of us facilitates and another takes notes, and next time it is somebody else. Before an action we name who speaks outwards, who keeps the phone, and who looks after those who had a hard day.',
      '6m',
    ),
    staying(
      'Talk',
      'What is said here stays here',
      'We tell nobody outside who we are or what we plan, and we do not carry names into other chats. If somebody did it by mistake, they say so the same day, without fear.',
      '6m',
    ),
    staying(
      'Care',
      'We look after each other',
      'After each action we sit together within two days, and everybody says how they are before we talk about how it went. Nobody goes home alone who does not want to. Being tired is a reason to step back, and nobody asks for another.',
      '6m',
    ),
    staying(
      'Conflict',
      'We speak with one another before we speak about one another',
      'Whoever is angry says it to the person within a week, with a third one there if either wants it. If that does not help, two of us whom both trust listen to both sides and propose a way on. Until then neither is asked to leave.',
      '1y',
    ),
    staying(
      'Joining and leaving',
      'Who comes in, and who goes',
      'Somebody new has been to at least two meetings and knows two of us well. All of us are asked. Whoever wants to go just goes; we thank them, and they keep what they know of us to themselves.',
      '1y',
    ),
    onTrial(
      'Money',
      'We share what actions cost',
      'Fares, material and fines go into one pot, and each puts in what they can. Nobody says how much they earn. One of us keeps the list and shows it at each meeting. We try this for three months.',
      '3m',
    ),
  ],
};
