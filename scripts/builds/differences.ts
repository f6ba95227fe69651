import { inflateRawSync } from 'node:zlib';
import { assessmentsKey } from '../../hooks/order-review.ts';
import type { Assessment } from '../../src/assessment/types.ts';
import type { CdsService } from '../../src/cds/service.ts';
import { ofFragment } from '../../src/fragment-text.ts';
import type { Call } from './calls.ts';

/**
 * What two answers differ in, the gravest first: what was determined, what decided it (the same determination), the
 * findings of criteria (the same decision), or words, links and ids alone.
 */
export const gravities = ['determination', 'decided by', 'criteria', 'words'] as const;
export type Gravity = (typeof gravities)[number];

/** How two answers differ, said so that the same change of two calls is said alike. */
export interface Difference {
  readonly gravity: Gravity;
  readonly kind: string;
}

const madeAnew = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g;

/** The trace in a card's link: what it holds is compared, not how well it was compressed. */
const trace = /#([tz])=([^"]+)/g;

/** What a build answers, as text in lines. Ids made anew are all the same; a refusal is an answer. */
export function answerOf(services: readonly CdsService[], call: Call): string {
  const { request, resources, asOf } = call;
  const service = services.find(({ definition }) => definition.hook === request.hook);
  if (service === undefined) return `no service for ${request.hook}`;
  try {
    const { response } = service.answer({ request, resources, unavailable: [], asOf });
    return JSON.stringify(response, null, 1)
      .replace(madeAnew, 'made-anew')
      .replace(trace, (_link, kind, carried) =>
        JSON.stringify(traceIn(kind, carried)).slice(1, -1),
      );
  } catch (error) {
    return `refused: ${String(error)}`;
  }
}

/** What a link's fragment carries, plain or compressed. */
function traceIn(kind: string, carried: string): string {
  return kind === 't'
    ? ofFragment(carried)
    : inflateRawSync(Buffer.from(carried, 'base64url')).toString();
}

/** The first lines that differ, with what stands before them. */
export function firstDifference(was: string, is: string): string {
  const [before, after] = [was.split('\n'), is.split('\n')];
  const at = before.findIndex((line, position) => line !== after[position]);
  const from = Math.max(0, at - 3);
  return [
    ...before.slice(from, at).map((line) => `  ${line}`),
    ...before.slice(at, at + 3).map((line) => `- ${line}`),
    ...after.slice(at, at + 3).map((line) => `+ ${line}`),
  ].join('\n');
}

/** How two answers that are not the same differ. */
export function differenceOf(was: string, is: string): Difference {
  const [before, after] = [was, is].map(assessmentsIn);
  if (before === undefined || after === undefined) {
    const [one, other] = [was, is].map((text) => text.slice(0, 60).replaceAll(/\s+/g, ' '));
    return { gravity: 'determination', kind: `${one} -> ${other}` };
  }
  if (after.length !== before.length)
    return { gravity: 'determination', kind: 'another number of orders is judged' };
  const differences = after.flatMap((one, position) => {
    const earlier = before[position];
    return earlier === undefined ? [] : differencesOf(earlier, one);
  });
  const gravity = gravities.find((one) => differences.some((found) => found.gravity === one));
  if (gravity === undefined) return { gravity: 'words', kind: wordsThatDiffer(was, is) };
  const kinds = differences.filter((one) => one.gravity === gravity).map(({ kind }) => kind);
  return { gravity, kind: [...new Set(kinds)].join('; ') };
}

/** How one order is judged otherwise. */
function differencesOf(was: Assessment, is: Assessment): readonly Difference[] {
  const [one, other] = [was, is].map(
    ({ determination, decidedBy }) => `${determination} by ${decidedBy}`,
  );
  const kind = `${one} -> ${other}`;
  if (was.determination !== is.determination) return [{ gravity: 'determination', kind }];
  if (one !== other) return [{ gravity: 'decided by', kind }];
  const [before, after] = [findingsOf(was), findingsOf(is)];
  return [...new Set([...before.keys(), ...after.keys()])]
    .filter((id) => before.get(id) !== after.get(id))
    .map((id) => ({
      gravity: 'criteria',
      kind: `${id}: ${before.get(id) ?? 'absent'} -> ${after.get(id) ?? 'absent'}`,
    }));
}

function findingsOf({ criteria }: Assessment): ReadonlyMap<string, string> {
  return new Map(criteria.map(({ id, finding }) => [id, finding]));
}

/** The member of the answer that differs first. */
function wordsThatDiffer(was: string, is: string): string {
  const line = firstDifference(was, is)
    .split('\n')
    .find((one) => one.startsWith('+'));
  return /"(\w+)":/.exec(line ?? '')?.[1] ?? 'text';
}

/** The assessments in an answer's text; undefined where it is a refusal. */
function assessmentsIn(answer: string): readonly Assessment[] | undefined {
  if (!answer.startsWith('{')) return undefined;
  return JSON.parse(answer).extension?.[assessmentsKey] ?? [];
}
