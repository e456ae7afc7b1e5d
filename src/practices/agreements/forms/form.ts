import type { EffectJson } from '../../../cell/effect.ts';
import type { AfterReview } from '../../../cell/register.ts';

/** One agreement of a form. */
export interface FormAgreement {
  readonly title: string;
  readonly text: string;
  readonly subject: string;
  /** How far ahead its review is, such as `6m`; null: no day is set. */
  readonly review: string | null;
  readonly afterwards: AfterReview;
  /** What it changes in Moot. It is no power: that a cell decides once it is one. */
  readonly effects: readonly EffectJson[];
}

/** Agreements that go together, for a kind of group to start from. Each is changed by decision like any other. */
export interface Form {
  /** As it is typed. */
  readonly name: string;
  readonly title: string;
  /** For whom it is, in one sentence. */
  readonly lede: string;
  readonly agreements: readonly FormAgreement[];
}

/** An agreement that stays until it is changed, and is looked at again after so long. */
export function staying(subject: string, title: string, text: string, review: string, effects: readonly EffectJson[] = []): FormAgreement {
  return { title, text, subject, review, afterwards: 'stay', effects };
}

/** A trial: it lapses after so long unless the group renews it. */
export function onTrial(subject: string, title: string, text: string, review: string): FormAgreement {
  return { title, text, subject, review, afterwards: 'lapse', effects: [] };
}

/** So long people have to respond. @param value such as `3d` */
export function timeToRespond(value: string): EffectJson {
  return { kind: 'agreement', setting: 'respondWithin', value };
}
