/** What people of the bakery answer, by occasion: several ways to say it, so that nobody says the same twice in a row. */
export const answers = {
  greeting: [
    'Good to see you. The first tray is out, sit down with us for a moment.',
    'Hello. You come just in time, there is coffee.',
    'Hello to you too. My hands are full of flour, so only briefly.',
  ],
  'greeting-too': ['Hello from the till as well.', 'Hello. I wave from behind the shelves.', 'Good that you are here.'],
  'how-are-you': ['Tired, and content. Thank you for asking. And you?', 'Well, thank you. The new flour is a joy to work with.'],
  thanks: ['Gladly.', 'You are welcome. Next time it is the other way round.', 'With pleasure.'],
  sorry: ['It is all right, things like that happen to all of us.', 'No harm done.'],
  goodbye: ['See you. Take a roll along for the way.', 'Until next time.'],
  offer: [
    'Thank you, that helps a lot. The shelter opens its side door at seven, ring twice.',
    'Wonderful, then that is settled. I put your name on the board by the oven.',
  ],
  idea: [
    'I like it. Put it under Decisions, so that all of us are asked and it does not get lost.',
    'I could live with that. Make a proposal of it, then everybody is heard.',
  ],
  'what-to-do': [
    'Under Today stands what waits for you. Otherwise: propose something, ask somebody, or come along to the market.',
    'There is always something. Look under Today first, and then the crates want to be carried.',
  ],
  who: ['We are a bakery, and nobody is the boss of it. What concerns all of us, we decide together.'],
  yes: ['Good.', 'Then we do it like that.'],
  no: ['All right. Say what would make it better, if you like.', 'Then not. Good that you say so.'],

  shelter: [
    'On Friday they were twenty-two. The side door opens at seven, ring twice.',
    'They are glad about the dark bread most of all, it lasts until the next day.',
  ],
  crates: ['Two crates fit on the cargo bicycle. It stands in the yard, and the lock opens with the number of the house.'],
  oven: [
    'It stays cold tonight, I put in the new part. From tomorrow on both burners should hold.',
    'Close its door gently until then, or the left burner goes out again.',
  ],
  money: [
    'I am going through the bills this week. Then I can say what a roll really costs us.',
    'The flour is nearly half of it. The rest is rent, and the hours that we do not count.',
  ],
  sundays: [
    'It is not that I have anything against Sundays. I only cannot stand there alone, and that is what it would come to.',
    'If we find one more person for the counter, I take my objection back.',
  ],
  market: ['Saturdays from nine, by the fountain. A third pair of hands is always welcome.', 'Last time all was gone by half past eleven.'],
  guel: [
    'She is quick, and she stays kind when it gets loud. I would trust her with my own dough.',
    'We baked two summers side by side. I would like to have her here.',
  ],
  bread: [
    'Flour, water, salt, and one night of patience. Come by at five in the morning and I show you.',
    'The dough tells you when it is ready. I press it with one finger, and if it comes back slowly it may go in.',
  ],
  sign: ['I was at the painter’s. He begins anew for the price of the paint, I tell the others at the next meeting.'],
  meeting: ['We sit together on Thursdays after closing time. Whoever comes first cooks.'],
  keys: ['Emre and I have one each. If you need one for the early shift, tell me the evening before.'],
  van: ['It should be out of the garage at noon. If you need it, write your name on the board by the oven.'],
  rolls: ['Sixty of them, every morning but Monday. By seven only the ones with seeds are left.'],

  'asked-by-name': ['Let me think about it, I tell you this evening.', 'I would have to look it up. Give me an hour.'],
  'told-by-name': ['I read it. Thank you for telling me.', 'Good that you tell me, I keep it in mind.'],
  question: [
    'I would have to ask the others. Somebody knows it by this evening.',
    'I do not know that one. Let us take it along to Thursday.',
    'Ana may know, she was here before all of us.',
  ],
  statement: [
    'That makes sense to me.',
    'Good that you say it.',
    'I had not looked at it from that side.',
    'I read it. Let me sleep on it for a night.',
  ],

  'emre-is-off': ['Emre’s device is off since last night, the van is in the garage. He reads it as soon as he switches it on.'],
  'emre-is-back': ['Back, and the van as well. I am reading what has been going on here.'],
  'crates-taken': ['I can carry two of the crates over on foot. Is anybody coming along?'],
  'guel-hello': ['Thank you for letting me in. I bring the rye along tomorrow, it has been fed already.'],
  'hana-hello': ['Hello, I am Hana. Thank you for the invitation, and for saying yes.'],
  'about-objection': [
    'I have read your objection on “{title}”. Let us talk it over before the round ends, I would not want to go over your head.',
  ],
  'taken-back': ['I have taken “{title}” back. We find something better together.'],
} satisfies Readonly<Record<string, readonly string[]>>;

/** An occasion for which there are answers. */
export type Occasion = keyof typeof answers;

/** What people of the bakery write in rounds. */
export const reasons = {
  consent: ['', '', '', 'Gladly.', 'Good enough to try.', 'I am with you.'],
  'consent-admission': ['', '', 'I look forward to it.', 'There is room at the table.'],
  'concern-load': ['As long as it does not land on the same two people again.'],
  'concern-small': ['I can live with it. I would begin small, with one week.'],
  'concern-unanswered': ['My question is still open. I can live with it all the same.'],
  'concern-name': ['The sign painter will sigh. I can live with it.'],
  'question-who': ['Who does it, and who steps in when they are ill?'],
  'question-cost': ['What does it cost us, roughly?'],
  'question-works': ['How do we notice whether it works?'],
  'object-empty': ['From the title alone I cannot tell what would change. Two sentences more, and I can say yes.'],
  'object-for-good': [
    'There is no day on which we look at it again, so it would stay for good, even if it does not work. Put one in, six weeks from now perhaps, and I am with you.',
  ],
  'object-parting': ['We have not sat down with them about it, all of us together. Write down when we do, and what would have to change.'],
  advice: ['Try it small first, and tell us on Thursday how it went.', 'I would ask the people at the mill, they did the same last year.'],
  resolved: ['That resolves it. Thank you.', 'Thank you, with that I can live well.'],
  answered: ['Thank you, that answers it.'],
  'answer-five-days': ['Whoever works the whole market weekend still has two evenings then. That is the whole idea.'],
  'answer-sundays': ['I do not know it yet. I am asking around, and then I put it in new words.'],
  'answer-admission': ['We baked two summers side by side. She is quick, and she stays kind when it gets loud.'],
  answer: ['I would say: we try it, and in six weeks we look at it together.'],
  amendment: ['We try it for three months. Then we look at it together, and whatever does not fit we change.'],
} satisfies Readonly<Record<string, readonly string[]>>;

/** A kind of reason in a round. */
export type ReasonKind = keyof typeof reasons;
