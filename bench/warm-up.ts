/** How long a server, or a function, is called before anything counts. */
export interface WarmUpOptions {
  /** At least so many blocks of calls. */
  readonly least: number;
  /** At most so many, on a machine whose figures never settle. */
  readonly most: number;
}

/** A block that takes no less than this share of the one before it is as fast as it will be. */
const steadyShare = 0.95;

/**
 * Calls until it is steady what a call costs: V8 compiles what is called often once more, and better, and a service in
 * use has long been called so often.
 * @param block makes a block of calls, and gives what each cost in processor time, in any unit
 * @returns how many blocks it took
 */
export async function warmUp(
  block: () => number | Promise<number>,
  { least, most }: WarmUpOptions,
): Promise<number> {
  let before = Number.POSITIVE_INFINITY;
  for (let blocks = 1; blocks < most; blocks += 1) {
    const cost = await block();
    if (blocks >= least && cost >= before * steadyShare) return blocks;
    before = cost;
  }
  await block();
  return most;
}
