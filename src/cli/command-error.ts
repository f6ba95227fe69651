/** Something that whoever typed the command can mend; shown without a stack. */
export class CommandError extends Error {
  /** What the process ends with: 1 for input that cannot be used, 2 for a command that was typed wrongly. */
  readonly exitCode: 1 | 2;

  constructor(message: string, exitCode: 1 | 2 = 1) {
    super(message);
    this.exitCode = exitCode;
  }
}
