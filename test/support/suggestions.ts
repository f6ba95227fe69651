import type { Resource } from 'fhir/r4.js';
import type { Assessment } from '../../src/assessment/types.ts';
import type { HookRequest, Suggestion } from '../../src/cds/types.ts';
import { answer } from './answer.ts';

/** A study that a suggestion writes, assessed as if the suggestion had been taken. */
export interface Outcome {
  readonly suggestion: string;
  readonly cpt: string;
  /** What the order that it replaces, or stands beside, had been assessed as. */
  readonly before: string;
  readonly after: string;
}

/** From worst to best, as the contract lists them. */
export const ranked: readonly string[] = [
  'not-supported',
  'prerequisites-missing',
  'alternative-preferred',
  'supported',
];

/** The drafts after a suggestion was taken, and the ids of the orders that it wrote. */
function taken(request: HookRequest, suggestion: Suggestion) {
  const { draftOrders } = request.context;
  let drafts: readonly Resource[] = (draftOrders.entry ?? []).flatMap(
    ({ resource }) => resource ?? [],
  );
  const written: string[] = [];
  for (const [position, action] of (suggestion.actions ?? []).entries()) {
    if (action.type === 'delete') {
      drafts = drafts.filter((one) => `${one.resourceType}/${one.id ?? ''}` !== action.resourceId);
      continue;
    }
    if (action.resource.resourceType !== 'ServiceRequest') continue;
    const id = action.resource.id ?? `written-${position}`;
    written.push(`ServiceRequest/${id}`);
    drafts = [...drafts.filter((one) => one.id !== id), { ...action.resource, id }];
  }
  const context = {
    ...request.context,
    draftOrders: { ...draftOrders, entry: drafts.map((resource) => ({ resource })) },
  };
  const selections = written.length === 0 ? {} : { selections: written };
  const call: HookRequest = JSON.parse(
    JSON.stringify({
      ...request,
      context: request.hook === 'order-select' ? { ...context, ...selections } : context,
    }),
  );
  return { call, written };
}

/** Takes every suggestion of an answer by itself and assesses the studies that it writes. */
export function outcomesOf(
  request: HookRequest,
  resources: readonly Resource[],
  asOf: Date,
): readonly Outcome[] {
  const first = answer(request, resources, asOf);
  const was = new Map(first.assessments.map((one) => [one.order, one.determination]));
  const worst = [...was.values()].sort((a, b) => ranked.indexOf(a) - ranked.indexOf(b))[0] ?? '';
  return first.cards
    .flatMap(({ suggestions }) => suggestions ?? [])
    .flatMap((suggestion) => {
      const { call, written } = taken(request, suggestion);
      if (written.length === 0) return [];
      const after: readonly Assessment[] = answer(call, resources, asOf).assessments;
      return after
        .filter(({ order }) => written.includes(order))
        .map(({ order, study, determination }) => ({
          suggestion: suggestion.label,
          cpt: study.cpt,
          before: was.get(order) ?? worst,
          after: determination,
        }));
    });
}

/** Whether our own assessment bears a suggestion out: supported, or better than what was ordered. */
export function isBorneOut({ before, after }: Outcome): boolean {
  return after === 'supported' || ranked.indexOf(after) > ranked.indexOf(before);
}
