/** An operating error: something outside the program failed. The text is for a person and says what is safe and what to do next. */
export class OperatingError extends Error {
  override readonly name: string;
  /** Whether trying again without changing anything can help. */
  readonly passing: boolean;

  /**
   * @param name the error's stable name, such as `DiskFull`; message catalogues and scripts go by it
   * @param message what happened, what is safe, what to do
   */
  constructor(name: string, message: string, options: { passing?: boolean; cause?: unknown } = {}) {
    super(message, { cause: options.cause });
    this.name = name;
    this.passing = options.passing ?? false;
  }
}
