/** What the people of the pictures say and write, besides what the demonstration's past tells of them. */
export const words = {
  rolls: {
    title: 'Rolls for the school kitchen',
    first:
      'We bake forty rolls for the school kitchen every Tuesday and Friday. The flour comes from what the market brings in.\n\nWhoever opens the shop that day loads the van by six in the morning.\n\nWe look at this again in three months.',
    second:
      'We bake thirty rolls for the school kitchen every Tuesday and Friday. The flour comes from what the market brings in.\n\nTwo people load the van by half past six. Whoever opens the shop lights the oven and does not load.\n\nWe look at this again in six weeks.',
    question: 'Does the kitchen bring the crates back?',
    answer: 'Yes, with the next delivery. They have twelve of ours.',
    concern: 'Flour is up a fifth since August. Let us watch what this costs us.',
    objection:
      'Whoever opens also lights the oven, alone, at four. Loading forty by six as well is how Cy got hurt in March. Nobody should do both.',
    resolved: 'That resolves it.',
  },
  flour: {
    title: 'Which flour for the winter loaf',
    text: 'One loaf changes with the season. Put them in your order; what most of us put before the others is baked from Monday on.',
    options: ['Rye with caraway', 'Spelt and walnut', 'Emmer, as the mill has it'],
    reason: 'Walnuts went well last winter, and Cy has a tree full of them.',
  },
  oven: {
    title: 'A second-hand oven',
    text: 'The school in Mill Lane sells its old deck oven. Two decks, ten years old, and they would bring it.',
    question: 'Does the socket in the back room carry a second oven?',
  },
  radio: { title: 'A radio by the oven', text: 'For the hours before six, when nobody speaks anyway.' },
  talk: {
    spring: 'The spring of the shop door is broken. Until it is mended, close it behind you.',
    spelt: 'We are out of spelt until Wednesday. The dark one has rye in its place.',
    van: 'The van is back. It cost less than we feared, the bill is in the drawer.',
    drive: 'I can drive on Friday if somebody else loads.',
    load: 'I load. Six thirty, not a minute before.',
  },
  proposal: {
    title: 'Whoever closes, sweeps',
    text: 'So far it is whoever opens, and they have the oven to think of. Whoever closes sweeps and takes the ashes out.',
  },
} as const;
