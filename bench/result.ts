import type { Round } from './load.ts';
import { median } from './median.ts';
import type { PairRounds, Scenario } from './pairs.ts';

/** The rounds of a figure: the middle one and both ends. */
export interface Spread {
  readonly median: number;
  readonly least: number;
  readonly most: number;
}

export interface ScenarioResult {
  readonly name: string;
  /** What it is divided by. */
  readonly against: string;
  readonly failures: number;
  readonly requestsPerSecond: Spread;
  /** User and system time of the server's processes for a call, in milliseconds. */
  readonly processorMs: Spread;
  /** Instructions of the server's process for a call; absent where the machine counts none. */
  readonly instructions?: Spread;
  readonly p50: Spread;
  readonly p99: Spread;
  /** The largest resident memory, in MB. */
  readonly memory: number;
  /** Of two rounds that follow each other, by what the scenario is measured against. */
  readonly ratios: {
    readonly requestsPerSecond: Spread;
    readonly processorMs: Spread;
    readonly p99: Spread;
  };
}

/** What a run measured, as `--out` writes it and `--against` reads it. */
export interface BenchResult {
  readonly machine: string;
  readonly scenarios: readonly ScenarioResult[];
}

/** The figures of a scenario from its rounds. */
export function resultOf({ own, yardstick }: Scenario, rounds: PairRounds): ScenarioResult {
  const of = (figure: (round: Round) => number): Spread => spread(rounds.own.map(figure));
  const ratio = (figure: (round: Round) => number): Spread =>
    spread(
      rounds.own.flatMap((round, at) => {
        const other = rounds.yardstick[at];
        return other === undefined ? [] : [figure(round) / figure(other)];
      }),
    );
  const counts = rounds.own.flatMap(({ instructions }) => instructions ?? []);
  return {
    name: own.name,
    against: yardstick.name,
    failures: rounds.own.reduce((sum, { failures }) => sum + failures, 0),
    requestsPerSecond: of((round) => round.requestsPerSecond),
    processorMs: of((round) => round.processorMs),
    ...(counts.length === 0 ? {} : { instructions: spread(counts) }),
    p50: of((round) => round.p50),
    p99: of((round) => round.p99),
    memory: Math.max(...rounds.own.map(({ memory }) => memory)),
    ratios: {
      requestsPerSecond: ratio((round) => round.requestsPerSecond),
      processorMs: ratio((round) => round.processorMs),
      p99: ratio((round) => round.p99),
    },
  };
}

function spread(numbers: readonly number[]): Spread {
  return { median: median(numbers), least: Math.min(...numbers), most: Math.max(...numbers) };
}

/** How a scenario's processor time, relative to what it is measured against, compares with an earlier run. */
export interface Change {
  readonly name: string;
  readonly before: Spread;
  readonly now: Spread;
  /** The medians, now by then. */
  readonly factor: number;
  /** No round of the one run reaches the rounds of the other. */
  readonly isBeyondNoise: boolean;
}

/** The scenarios that both runs measured. Another machine's times say nothing; ratios to the same yardstick do. */
export function changes(now: BenchResult, before: BenchResult): readonly Change[] {
  return now.scenarios.flatMap((one) => {
    const known = before.scenarios.find(
      ({ name, against }) => name === one.name && against === one.against,
    );
    if (known === undefined) return [];
    const [own, other] = [one.ratios.processorMs, known.ratios.processorMs];
    return [
      {
        name: one.name,
        before: other,
        now: own,
        factor: own.median / other.median,
        isBeyondNoise: own.least > other.most || own.most < other.least,
      },
    ];
  });
}
