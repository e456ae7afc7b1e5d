import type { AnyCommand } from '../command.ts';
import { type AnsweringApi, answering } from './commands/answering.ts';
import { type GoingRoundApi, goingRound } from './commands/going-round.ts';
import { type LookingApi, looking } from './commands/looking.ts';
import { type MeetingObjectionsApi, meetingObjections } from './commands/meeting-objections.ts';
import { type ProposingApi, proposing } from './commands/proposing.ts';
import { type RespondingApi, responding } from './commands/responding.ts';
import { type VotingApi, voting } from './commands/voting.ts';
import { type DelegationApi, delegating } from './delegation/commands.ts';
import { type DrawApi, drawing } from './draw/commands.ts';

/** What the API takes and gives of decisions. */
export interface DecisionsApi
  extends ProposingApi,
    RespondingApi,
    VotingApi,
    AnsweringApi,
    GoingRoundApi,
    MeetingObjectionsApi,
    DelegationApi,
    DrawApi,
    LookingApi {}

/** What people can do and look at in decisions. */
export const commands: readonly AnyCommand[] = [
  ...proposing,
  ...responding,
  ...voting,
  ...answering,
  ...goingRound,
  ...meetingObjections,
  ...delegating,
  ...drawing,
  ...looking,
];
