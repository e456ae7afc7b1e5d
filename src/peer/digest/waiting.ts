/**
 * What can wait for somebody. `turn`: they are asked; `anew`: about a new version of what they have responded to; `door`: somebody asks to join; `objection`: to
 * their open proposal; `review`: an objection to what they proposed and was decided; `about-you`: whether they stay a member, or whether somebody who says that
 * they are them is; `own`: they are asked about what they propose themselves; `question`: about their proposal; `help`: they are asked into a helping circle, or to
 * mediate; `stuck`: a round is stuck, and nobody has asked for a way out of it yet; `wish`: somebody would like a trial, or another method, of what they propose; `qualify`: whether an objection of theirs names a harm; `clash`: two
 * decisions settled the same at once; `suspended`: a member's devices have revoked each other; `circle`: somebody is to join a circle of theirs; `agreement`: one to
 * look at; `call`: an unread message that answers or names them; `words`, `backup`: what they keep for themselves.
 */
export type WaitingKind =
  | DecisionWaitingKind
  | 'question'
  | 'help'
  | 'wish'
  | 'qualify'
  | 'clash'
  | 'suspended'
  | 'circle'
  | 'agreement'
  | 'call'
  | 'words'
  | 'backup';

/** Those that a decision as a whole is the reason of. */
export type DecisionWaitingKind = 'turn' | 'anew' | 'door' | 'objection' | 'review' | 'about-you' | 'stuck' | 'own';

/** One thing that waits for somebody. */
export interface Waiting {
  /** The same for the same thing, on each device and each day: ids and numbers, no words. */
  readonly key: string;
  readonly kind: WaitingKind;
  /** Since when it waits, by the clocks of those who wrote: ISO 8601; null where nobody wrote it. */
  readonly since: string | null;
  /** Until when, by this device: ISO 8601; null where it has no end. */
  readonly until: string | null;
  /** What it is about: the title of a decision or an agreement, the words of a question or a message, a name; empty for what they keep for themselves. */
  readonly title: string;
  /** Name of who asks; null where nobody does. */
  readonly from: string | null;
  /** Where it stands: a place of the page, and ids in it, such as `decisions`, a decision and a question. */
  readonly at: readonly string[];
}
