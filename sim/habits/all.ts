import { makeAgreement, settleClash, tendAgreement } from './agreeing.ts';
import { cheat } from './cheating.ts';
import { foundCircle, leaveCircle, letIn, sayInCircle } from './circling.ts';
import { comeBack } from './coming-back.ts';
import { drawLots, withholdDraw } from './drawing-lots.ts';
import { giveVoice, takeVoiceBack } from './giving-voices.ts';
import { goRound, meetObjection } from './going-round.ts';
import type { Habit } from './habit.ts';
import { bringDevice, reinstate, revokeDevice } from './having-devices.ts';
import { invite, revoke } from './inviting.ts';
import { expel, leave } from './parting.ts';
import { agree, amend, propose, withdraw } from './proposing.ts';
import { answer, changeMind, objectLate, respond } from './responding.ts';
import { backUp, lose } from './safeguarding.ts';
import { slip } from './slipping.ts';
import { edit, read, reply, say, unsay } from './talking.ts';
import { callVote } from './voting.ts';

/** All that members do in random worlds. */
export const HABITS: readonly Habit[] = [
  say,
  reply,
  edit,
  unsay,
  read,
  respond,
  changeMind,
  objectLate,
  answer,
  goRound,
  meetObjection,
  propose,
  agree,
  amend,
  withdraw,
  invite,
  revoke,
  slip,
  cheat,
  expel,
  backUp,
  lose,
  bringDevice,
  revokeDevice,
  reinstate,
  leave,
  foundCircle,
  sayInCircle,
  letIn,
  leaveCircle,
  comeBack,
  makeAgreement,
  tendAgreement,
  settleClash,
  callVote,
  giveVoice,
  takeVoiceBack,
  drawLots,
  withholdDraw,
];
