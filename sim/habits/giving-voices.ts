import type { Habit } from './habit.ts';

/** Somebody gives another their voice for a time. */
export const giveVoice: Habit = {
  name: 'giveVoice',
  often: ({ givesVoices }, gathering) => (givesVoices && !gathering ? 10 : 0),
  act(member) {
    const [to] = member.others();
    if (to === undefined) return;
    const until = member.dice.pick(['', '1d', '30d']);
    void member.does('delegate', { to, until }, `gives their voice to ${to.slice(0, 8)}`);
  },
};

/** Somebody takes their voice back. */
export const takeVoiceBack: Habit = {
  name: 'takeVoiceBack',
  often: ({ givesVoices }, gathering) => (givesVoices && !gathering ? 3 : 0),
  act(member) {
    void member.does('undelegate', {}, 'takes their voice back');
  },
};
