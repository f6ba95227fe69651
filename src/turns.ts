/** Work that can be left where it yields, and gone on with. What it computes does not depend on whether it was. */
export type Work<Result> = Generator<undefined, Result, undefined>;

/** Does work in one go. */
export function atOnce<Result>(work: Work<Result>): Result {
  for (;;) {
    const step = work.next();
    if (step.done === true) return step.value;
  }
}
