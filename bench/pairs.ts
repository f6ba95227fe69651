import type { Child } from './child.ts';
import { load, type Round } from './load.ts';
import type { TokenStock } from './tokens.ts';
import { warmUp } from './warm-up.ts';

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
  readonly connections: number;
  /** At least so many calls in each round, and in each block of those before the first; the usual ones where absent. */
  readonly leastCalls?: { readonly warm: number; readonly round: number };
}

/** Processor time is counted in steps of 10 ms. */
const usualLeast = { warm: 2000, round: 600 };

/** Four blocks are 8,000 calls: the code of a call is compiled for the last time after about 6,000. */
const warmBlocks = { least: 4, most: 10 };

/**
 * Measures two servers that take turns, each first in every other round, once a call of each takes as much processor
 * time as of the calls before. No other server of the benchmark is alive meanwhile, and both are stopped at the end.
 */
export async function measurePair(scenario: Scenario, options: PairOptions): Promise<PairRounds> {
  const sides = [scenario.own, scenario.yardstick] as const;
  const servers = await Promise.all(sides.map((side) => side.start()));
  const measured: [Round[], Round[]] = [[], []];
  const { path, connections } = options;
  const least = options.leastCalls ?? usualLeast;
  const called = (at: 0 | 1, seconds: number, leastCalls: number): Promise<Round> => {
    const { body, tokens } = sides[at];
    const server = servers[at];
    if (server === undefined) throw new Error(`${sides[at].name} was not started`);
    tokens?.fill(Math.ceil(Math.max(1500 * seconds, leastCalls)));
    const nextToken = tokens === undefined ? {} : { nextToken: tokens.next };
    return load({ server, path, body, seconds, leastCalls, connections, ...nextToken });
  };
  try {
    for (const at of [0, 1] as const) {
      await warmUp(async () => (await called(at, 0, least.warm)).processorMs, warmBlocks);
    }
    for (let round = 1; round <= options.rounds; round += 1) {
      for (const at of round % 2 === 0 ? ([0, 1] as const) : ([1, 0] as const)) {
        measured[at].push(await called(at, options.seconds, least.round));
      }
    }
  } finally {
    await Promise.all(servers.map((server) => server.stop()));
  }
  const [own, yardstick] = measured;
  return { own, yardstick };
}
