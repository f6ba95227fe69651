import type { Child } from './child.ts';
import { load, type Round } from './load.ts';
import type { TokenStock } from './tokens.ts';

/** A server, and what it is sent. */
export interface Side {
  readonly name: string;
  readonly start: () => Promise<Child>;
  readonly body: string;
  readonly tokens?: TokenStock;
}

/** What is measured, and what its figures are divided by. */
export interface Scenario {
  readonly own: Side;
  readonly yardstick: Side;
}

export interface PairRounds {
  readonly own: readonly Round[];
  /** In the same sequence: each ratio is of two rounds that follow each other. */
  readonly yardstick: readonly Round[];
}

export interface PairOptions {
  readonly path: string;
  /** Of each round. */
  readonly seconds: number;
  readonly rounds: number;
  /** Of a first round that is not counted: V8 needs as long for its best code. */
  readonly warmSeconds: number;
  readonly connections: number;
  /** At least so many calls before the first round that counts, and in each; the usual ones where absent. */
  readonly leastCalls?: { readonly warm: number; readonly round: number };
}

/** V8 compiles what is called often, however long that takes; and processor time is counted in steps of 10 ms. */
const usualLeast = { warm: 5000, round: 600 };

/**
 * Measures two servers that take turns, each first in every other round. No other server of the benchmark is alive
 * meanwhile, and both are stopped at the end.
 */
export async function measurePair(scenario: Scenario, options: PairOptions): Promise<PairRounds> {
  const sides = [scenario.own, scenario.yardstick] as const;
  const servers = await Promise.all(sides.map((side) => side.start()));
  const measured: [Round[], Round[]] = [[], []];
  try {
    for (let round = 0; round <= options.rounds; round += 1) {
      const seconds = round === 0 ? options.warmSeconds : options.seconds;
      for (const at of round % 2 === 0 ? ([0, 1] as const) : ([1, 0] as const)) {
        const { body, tokens } = sides[at];
        const server = servers[at];
        if (server === undefined) continue;
        tokens?.fill(Math.ceil(1500 * seconds));
        const { path, connections } = options;
        const nextToken = tokens === undefined ? {} : { nextToken: tokens.next };
        const least = options.leastCalls ?? usualLeast;
        const leastCalls = round === 0 ? least.warm : least.round;
        const given = { server, path, body, seconds, leastCalls, connections };
        const one = await load({ ...given, ...nextToken });
        if (round > 0) measured[at].push(one);
      }
    }
  } finally {
    await Promise.all(servers.map((server) => server.stop()));
  }
  const [own, yardstick] = measured;
  return { own, yardstick };
}
