import { copiedInvitation } from './copied-invitation.ts';
import { doubleAttestation } from './double-attestation.ts';
import { earlyCut } from './early-cut.ts';
import { emptyPromise } from './empty-promise.ts';
import { falseAttestation } from './false-attestation.ts';
import { falseHead } from './false-head.ts';
import { falseTime } from './false-time.ts';
import { flood } from './flood.ts';
import { fork } from './fork.ts';
import { garbledBody } from './garbled-body.ts';
import { garbledSeal } from './garbled-seal.ts';
import type { Mischief } from './mischief.ts';
import { omittedDeps } from './omitted-deps.ts';
import { otherEncoding } from './other-encoding.ts';
import { replayedKnock } from './replayed-knock.ts';
import { strangeAction } from './strange-action.ts';
import { twofold } from './twofold-body.ts';
import { withholding } from './withholding.ts';
import { wrongLane } from './wrong-lane.ts';

/** All that changed devices do in random worlds. */
export const MISCHIEF: readonly Mischief[] = [
  falseAttestation,
  doubleAttestation,
  omittedDeps,
  falseTime,
  falseHead,
  garbledBody,
  garbledSeal,
  wrongLane,
  strangeAction,
  otherEncoding,
  replayedKnock,
  copiedInvitation,
  flood,
  emptyPromise,
  withholding,
  fork,
  earlyCut,
  twofold,
];
