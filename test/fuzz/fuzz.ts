import fc from 'fast-check';
import { allVignettes } from '../../src/vignettes/vignette.ts';
import { type FuzzedRequest, hookRequest } from './hook-requests.ts';
import { judge } from './judge.ts';
import type { Target, TargetAnswer } from './target.ts';

/** Something that the service got wrong, in the smallest request that still shows it. */
export interface Finding {
  readonly problems: readonly string[];
  readonly request: FuzzedRequest;
  readonly seed: number;
  /** fast-check's path to the request under the seed. */
  readonly path: string;
}

export interface FuzzReport {
  readonly sent: number;
  readonly findings: readonly Finding[];
  /** How many answers there were of each status, and how many assessments of each determination. */
  readonly counts: ReadonlyMap<string, number>;
}

interface FuzzOptions {
  readonly count: number;
  readonly seed: number;
  /** Replays one finding of the seed. */
  readonly path?: string;
  readonly onProgress?: (report: FuzzReport) => void;
  /** What is wrong with an answer; by the oracle and the protocol where absent. */
  readonly judgeWith?: (request: FuzzedRequest, answer: TargetAnswer) => readonly string[];
  /** Done after each batch of requests. */
  readonly between?: () => Promise<void>;
  /** Requests of one seed, one after the other; a thousand where absent. */
  readonly batch?: number;
  readonly requests?: fc.Arbitrary<FuzzedRequest>;
}

const enough = 10;
const [{ asOf } = { asOf: '' }] = allVignettes();
const now = Date.parse(asOf);

/** Sends generated requests and judges the answers; each finding is shrunk, and the search goes on after it. */
export async function fuzz(target: Target, options: FuzzOptions): Promise<FuzzReport> {
  const { count, seed, path, onProgress, between, requests = hookRequest } = options;
  const { judgeWith = judged, batch = 1000 } = options;
  const counts = new Map<string, number>();
  const findings: Finding[] = [];
  let sent = 0;
  let problems: readonly string[] = [];
  const property = fc.asyncProperty(requests, async (request) => {
    const answer = await target.post(request.hook, request.body);
    const found = judgeWith(request, answer);
    for (const kind of kindsOf(answer)) counts.set(kind, (counts.get(kind) ?? 0) + 1);
    if (found.length > 0) problems = found;
    return found.length === 0;
  });
  for (let round = 0; sent < count && findings.length < enough; round += 1) {
    const numRuns = Math.min(batch, count - sent);
    const parameters = { seed: seed + round, numRuns, ...(path === undefined ? {} : { path }) };
    const details = await fc.check(property, parameters);
    sent += Math.max(1, details.numRuns);
    const [request] = details.counterexample ?? [];
    if (request !== undefined) {
      const place = { seed: details.seed, path: details.counterexamplePath ?? '' };
      findings.push({ problems, request, ...place });
    }
    onProgress?.({ sent, findings, counts });
    await between?.();
    if (path !== undefined) break;
  }
  return { sent, findings, counts };
}

/** A judge that fails over an answer is a finding too. */
function judged(request: FuzzedRequest, answer: TargetAnswer): readonly string[] {
  try {
    return judge(request, answer, now);
  } catch (error) {
    // Nested deeper than the oracle can walk: it says nothing of such a request.
    if (error instanceof RangeError && !request.isValid) return [];
    return [`the judge failed: ${String(error)}`];
  }
}

function kindsOf(answer: TargetAnswer): readonly string[] {
  const determinations = answer.text.match(/"determination":"[a-z-]+"/g) ?? [];
  return [String(answer.status), ...determinations.map((one) => one.split('"')[3] ?? '')];
}
