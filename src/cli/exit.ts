import type { Problem } from '../daemon/problem.ts';

/** How a call ends, for scripts: done, refused by a rule, typed wrongly, or out of reach (also where the disk or the network fails). */
export const EXIT = {
  done: 0,
  refused: 1,
  usage: 2,
  unreachable: 3,
  /** Something waits, where a script asked for that by `--exit-code`; as `git diff` and `cmp` do, but apart from what is refused. */
  waits: 4,
  /** Ctrl-C, by the custom of shells. */
  left: 130,
} as const;
export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

/** Ends a call early. The message is for a person. */
export class Stop extends Error {
  readonly exit: ExitCode;
  /** A stable name, for scripts. */
  readonly reason: string;
  /** The word or option that is meant; null where it is none. */
  readonly field: string | null;

  constructor(exit: ExitCode, reason: string, message: string, field: string | null = null) {
    super(message);
    this.exit = exit;
    this.reason = reason;
    this.field = field;
  }
}

/** The end of a call that a problem brings about. */
export function stopFor({ status, reason, detail, field }: Problem): Stop {
  if (status === 409) return new Stop(EXIT.refused, reason, detail);
  return new Stop(status < 500 && status !== 401 && status !== 403 ? EXIT.usage : EXIT.unreachable, reason, detail, field ?? null);
}
