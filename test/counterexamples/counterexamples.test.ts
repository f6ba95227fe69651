import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Action, HookRequest } from '../../src/cds/types.ts';
import { type Fields, fields, list, text } from '../fuzz/json.ts';
import { type Answered, answer } from '../support/answer.ts';
import { isFullSize } from '../support/sample-size.ts';
import { resourcesOf } from '../support/vignette-call.ts';

/** What a chart that was once decided wrongly has to get. */
interface Counterexample {
  readonly story: string;
  readonly asOf: string;
  readonly request: HookRequest;
  readonly expected: {
    readonly orders: Readonly<Record<string, ExpectedOrder>>;
    readonly cards?: ExpectedCards;
    /** Orders that are none of imaging: they get no assessment. */
    readonly notAssessed?: readonly string[];
  };
  readonly neighbours?: readonly Neighbour[];
}

/** The same chart with other words or codes in some places: it has to get the same, or what it names itself. */
interface Neighbour {
  readonly story: string;
  /** What stands in the request, as it is written there, and what stands there instead. */
  readonly replace: Readonly<Record<string, string>>;
  readonly expected?: Counterexample['expected'];
}

interface ExpectedOrder {
  readonly determination?: readonly string[];
  readonly not?: readonly string[];
  readonly decidedBy?: readonly string[];
  readonly indication?: readonly string[];
  /** Other guidelines that are named beside it. */
  readonly refersTo?: readonly string[];
  /** By criterion; one that is not in the answer is `absent`. */
  readonly criteria?: Readonly<Record<string, readonly string[]>>;
}

interface ExpectedCards {
  /** Nothing offers treatment, deferral or removal. */
  readonly noDeferral?: boolean;
  readonly noCritical?: boolean;
  readonly firstSummaryMatches?: string;
  readonly mentions?: string;
  readonly neverMentions?: string;
  /** CPT codes. */
  readonly suggests?: readonly string[];
  readonly suggestsOneOf?: readonly string[];
  readonly noSuggestionOf?: readonly string[];
  readonly noUpdateTo?: readonly string[];
  readonly notRecommended?: readonly string[];
}

const folder = join(import.meta.dirname, 'charts');
const examples = readdirSync(folder).flatMap(
  (file): readonly (readonly [string, Counterexample])[] => {
    const example: Counterexample = JSON.parse(readFileSync(join(folder, file), 'utf8'));
    const { neighbours = [] } = example;
    // Without more samples every other neighbour: a mechanism that breaks breaks most of its kind.
    const asked = neighbours.filter((_, at) => isFullSize || at % 2 === 0);
    return [example, ...asked.map((one) => neighbourOf(example, one))].map((one) => [
      one.story,
      one,
    ]);
  },
);

function neighbourOf(
  example: Counterexample,
  { story, replace, expected }: Neighbour,
): Counterexample {
  let request = JSON.stringify(example.request);
  for (const [from, to] of Object.entries(replace)) {
    if (!request.includes(from)) throw new Error(`${story}: ${from} does not stand in the chart`);
    request = request.replaceAll(from, to);
  }
  return {
    ...example,
    story,
    request: JSON.parse(request),
    expected: expected ?? example.expected,
  };
}

const codesOf = (action: Action): readonly string[] =>
  action.type === 'delete'
    ? []
    : list(fields(fields(action.resource).code).coding).map(({ code }) => text(code));

function defers(action: Action): boolean {
  if (action.type !== 'create') return action.type === 'delete';
  const isTherapy = codesOf(action).some((code) => /^97\d{3}$|^91251008$|^390906007$/.test(code));
  return isTherapy || /therapy|treatment/i.test(action.description);
}

function expectOrder({ assessments }: Answered, order: string, wanted: ExpectedOrder): void {
  const found = assessments.find((one) => one.order === order);
  expect(found).toBeDefined();
  if (found === undefined) return;
  const { determination, not, decidedBy, indication, refersTo, criteria = {} } = wanted;
  if (determination !== undefined) expect(determination).toContain(found.determination);
  if (not !== undefined) expect(not).not.toContain(found.determination);
  if (decidedBy !== undefined) expect(decidedBy).toContain(found.decidedBy);
  if (indication !== undefined) expect(indication).toContain(found.indication);
  if (refersTo !== undefined) expect(found.refersTo).toEqual(refersTo);
  for (const [id, findings] of Object.entries(criteria)) {
    expect(findings).toContain(
      found.criteria.find((criterion) => criterion.id === id)?.finding ?? 'absent',
    );
  }
}

function expectCards({ cards }: Answered, wanted: ExpectedCards): void {
  const suggestions = cards.flatMap((card) => card.suggestions ?? []);
  const actionsOf = (some: typeof suggestions): readonly Action[] =>
    some.flatMap(({ actions }) => actions ?? []);
  const actions = actionsOf(suggestions);
  const offered = actions.flatMap(codesOf);
  const updates = actions.filter(({ type }) => type === 'update').flatMap(codesOf);
  const recommended = actionsOf(
    suggestions.filter(({ isRecommended }) => isRecommended === true),
  ).flatMap(codesOf);
  const words = cards.map(({ summary, detail }) => `${summary}\n${detail ?? ''}`).join('\n');
  if (wanted.noDeferral === true) expect(actions.filter(defers)).toEqual([]);
  if (wanted.noCritical === true)
    expect(cards.filter(({ indicator }) => indicator === 'critical')).toEqual([]);
  if (wanted.firstSummaryMatches !== undefined)
    expect(cards[0]?.summary).toMatch(new RegExp(wanted.firstSummaryMatches, 'i'));
  if (wanted.neverMentions !== undefined)
    expect(words).not.toMatch(new RegExp(wanted.neverMentions, 'i'));
  if (wanted.mentions !== undefined) expect(words).toMatch(new RegExp(wanted.mentions, 'i'));
  for (const code of wanted.suggests ?? []) expect(offered).toContain(code);
  if (wanted.suggestsOneOf !== undefined)
    expect(offered.filter((code) => wanted.suggestsOneOf?.includes(code))).not.toEqual([]);
  for (const code of wanted.noSuggestionOf ?? []) expect(offered).not.toContain(code);
  for (const code of wanted.noUpdateTo ?? []) expect(updates).not.toContain(code);
  for (const code of wanted.notRecommended ?? []) expect(recommended).not.toContain(code);
}

const rank = ['not-supported', 'prerequisites-missing', 'alternative-preferred', 'supported'];

function rankOf({ assessments }: Answered, order: Fields): number {
  const reference = `ServiceRequest/${text(order.id)}`;
  return rank.indexOf(assessments.find((one) => one.order === reference)?.determination ?? '');
}

/** The orders that a client holds after it has applied an update. */
function updatesIn({ cards }: Answered): readonly Fields[] {
  return cards
    .flatMap((card) => card.suggestions ?? [])
    .flatMap(({ actions }) => actions ?? [])
    .flatMap((action) => (action.type === 'update' ? [fields(action.resource)] : []))
    .filter(({ resourceType }) => resourceType === 'ServiceRequest');
}

function withOrder(request: HookRequest, order: Fields): HookRequest {
  const { draftOrders } = request.context;
  const entry = (draftOrders.entry ?? []).map((one) =>
    one.resource?.id === order.id ? { ...one, resource: order } : one,
  );
  const context = { ...request.context, draftOrders: { ...draftOrders, entry } };
  return JSON.parse(JSON.stringify({ ...request, context }));
}

test.each(examples)('%s', (_story, { request, asOf, expected }) => {
  const ask = (one: HookRequest): Answered => answer(one, resourcesOf(request), new Date(asOf));
  const given = ask(request);
  for (const [order, wanted] of Object.entries(expected.orders)) expectOrder(given, order, wanted);
  expectCards(given, expected.cards ?? {});
  for (const order of expected.notAssessed ?? [])
    expect(given.assessments.map((one) => one.order)).not.toContain(order);
  // What is offered, once applied, is not refused, and is decided no worse than what was ordered.
  for (const order of updatesIn(given)) {
    const applied = rankOf(ask(withOrder(request, order)), order);
    expect(applied).toBeGreaterThanOrEqual(Math.max(1, rankOf(given, order)));
  }
});
