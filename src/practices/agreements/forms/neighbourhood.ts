import { type Form, onTrial, staying, timeToRespond } from './form.ts';

/** For neighbours who help each other. */
export const neighbourhood: Form = {
  name: 'neighbourhood',
  title: 'Neighbourhood network',
  lede: 'Neighbours who help each other, and look after a street or a house.',
  agreements: [
    staying(
      'Deciding',
      'Whoever does it decides how',
      'Most things need no decision: whoever wants to do something tells it here, asks those whom it touches, and begins if nobody objects. What costs all of us money or binds all of us is decided together.\n\nThere is a week to answer. Not everybody looks every day.',
      '6m',
      [timeToRespond('7d')],
    ),
    staying(
      'Helping',
      'Asking is allowed',
      'Whoever needs something asks here: a drill, a ride, somebody to sit with a child. Nobody keeps count. A no needs no reason. Whoever borrows something brings it back clean and says if it broke.',
      '1y',
    ),
    onTrial(
      'Talk',
      'How we write to each other',
      'We write about what concerns us as neighbours. No advertising, no politics of parties, nothing about people who cannot read it. From ten in the evening until seven it is quiet, but for emergencies. We try this for three months.',
      '3m',
    ),
    staying(
      'Money',
      'The jam jar',
      'At the summer party a jar goes round. What is in it is for things that all of us use. Two of us keep it, and write here what was bought. For anything above 50 we are asked first.',
      '1y',
    ),
    staying(
      'Keys',
      'Keys in good hands',
      'Whoever has a key of somebody else keeps it without a name on it and goes in only when asked, or when there is smoke, water or a cry for help. Then they tell it at once. Whoever moves away gives all keys back.',
      '1y',
    ),
    staying(
      'Conflict',
      'Noise, hedges and all the rest',
      'We ring the bell before we write a note, and write a note before we call anybody. If it stays difficult, one of us who is not involved comes along for a cup of tea. Nobody is talked about here who does not know it.',
      '1y',
    ),
    staying(
      'Joining and leaving',
      'Who belongs to us',
      'Whoever lives here, or has somebody to look after here. Somebody of us brings them, and all are asked. Whoever moves away says goodbye, and may stay on until their boxes are unpacked.',
      '1y',
    ),
  ],
};
