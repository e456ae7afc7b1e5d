import type { BaseIssue } from 'valibot';
import { OperatingError } from '../ports/errors.ts';
import type { Texts } from '../practices/practice.ts';
import { texts as own } from './texts.ts';

/** Why something was not done, as RFC 9457 has it, with a stable name for scripts. */
export interface Problem {
  readonly type: 'about:blank';
  /** The phrase that belongs to the status (RFC 9457, section 4.2.1). */
  readonly title: string;
  readonly status: ProblemStatus;
  /** What a person reads: what happened, what is safe, what to do. */
  readonly detail: string;
  /** The name of a refusal in kebab case, or of an operating error in capitals such as `DiskFull`. */
  readonly reason: string;
  /** Which field of the input is meant, if one is. */
  readonly field?: string;
}

const TITLES = {
  400: 'Bad Request',
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'Not Found',
  405: 'Method Not Allowed',
  409: 'Conflict',
  413: 'Content Too Large',
  415: 'Unsupported Media Type',
  500: 'Internal Server Error',
  503: 'Service Unavailable',
} as const;
export type ProblemStatus = keyof typeof TITLES;

/** A problem of that status. */
export function problem(status: ProblemStatus, reason: string, detail: string): Problem {
  return { type: 'about:blank', title: TITLES[status], status, detail, reason };
}

/** A problem between a client and this daemon, in the daemon's own words. */
export function requestProblem(status: ProblemStatus, reason: keyof typeof own & `request.${string}`): Problem {
  return problem(status, reason.slice('request.'.length), own[reason]);
}

/** What a rule refused. @param texts where `refused.REASON` stands */
export function refusal(reason: string, texts: Texts): Problem {
  return problem(409, reason, texts[`refused.${reason}`] ?? texts['refused.without-words'] ?? reason);
}

/** What an input's check found first. @param texts where the messages' words stand, such as `input.text-too-long` */
export function inputProblem(issue: BaseIssue<unknown>, texts: Texts): Problem {
  const field = issue.path?.map(({ key }) => String(key)).join('.') ?? '';
  const known = issue.message in texts;
  const text = texts[known ? issue.message : 'input.unclear'] ?? '';
  const reason = known ? issue.message.replace(/^\w+\./, '') : 'unclear';
  if (field === '') return problem(400, reason, text);
  return { ...problem(400, reason, `${field}: ${text}`), field };
}

/** What failed outside of any rule: an operating error with its own words, or a fault in Moot. */
export function failure(error: unknown): Problem {
  if (error instanceof OperatingError) return problem(error.passing ? 503 : 500, error.name, error.message);
  return requestProblem(500, 'request.fault');
}
