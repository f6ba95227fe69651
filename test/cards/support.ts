import { join } from 'node:path';
import { Fhir } from 'fhir';
import type { Resource, ServiceRequest } from 'fhir/r4.js';
import { type MarkedToken, marked, type Token } from 'marked';
import { expect } from 'vitest';
import type {
  Assessment,
  CriterionResult,
  OrderReview,
  PresentRedFlag,
  Unsettled,
} from '../../src/assessment/types.ts';
import { type CardContext, type RenderedCard, renderCards } from '../../src/cards/render-cards.ts';
import type { Suggestion } from '../../src/cds/types.ts';
import type { FindingValue } from '../../src/logic/finding.ts';
import { packageRoot } from '../../src/package-root.ts';
import { defaultReadings } from '../../src/spine-imaging/readings.ts';
import { studyByCpt } from '../../src/terminology/study-catalogue.ts';
import type { Study } from '../../src/terminology/types.ts';
import { readVignette } from '../../src/vignettes/vignette.ts';
import { reviewOf } from '../support/reviews.ts';

const fhir = new Fhir();

export const cptSystem = 'http://www.ama-assn.org/go/cpt';
export const snomedSystem = 'http://snomed.info/sct';

/** A study of the catalogue; an unknown code is a mistake in the test. */
export function study(cpt: string): Study {
  const found = studyByCpt(cpt);
  if (found === undefined) throw new Error(`no study ${cpt}`);
  return found;
}

/** A complete draft order for a study. */
export function order(cpt: string, fields: Partial<ServiceRequest> = {}): ServiceRequest {
  return {
    resourceType: 'ServiceRequest',
    id: 'mri-1',
    status: 'draft',
    intent: 'order',
    code: { coding: [{ system: cptSystem, code: cpt }], text: 'as ordered' },
    subject: { reference: 'Patient/p1' },
    requester: { reference: 'Practitioner/requester-1' },
    authoredOn: '2026-11-18',
    reasonCode: [
      { coding: [{ system: snomedSystem, code: '128196005' }], text: 'Lumbar radiculopathy' },
    ],
    ...fields,
  };
}

/** A criterion with a finding; its summary names it, so that a test can tell which one is shown. */
export function criterion(
  id: string,
  finding: FindingValue,
  fields: Partial<CriterionResult> = {},
): CriterionResult {
  return { id, finding, statements: [], summary: `summary of ${id}`, evidence: [], ...fields };
}

/** What a test says of a review; the rest is a supported lumbar MRI without contrast. */
export interface ReviewFields extends Partial<Omit<OrderReview, 'order' | 'assessment'>> {
  readonly resource?: ServiceRequest;
  readonly cpt?: string;
  readonly assessment?: Partial<Assessment>;
}

const documented = reviewOf(
  readVignette(
    join(packageRoot, 'fixtures/vignettes/lumbar-radiculopathy/everything-documented.json'),
  ),
  'ServiceRequest/mri-1',
);

/** The review of one order. */
export function review(fields: ReviewFields = {}): OrderReview {
  const { resource: given, cpt = '72148', assessment, ...rest } = fields;
  const ordered = study(cpt);
  const resource = given ?? order(cpt);
  const reference = `ServiceRequest/${resource.id ?? ''}`;
  const proposed = (): never => {
    throw new Error('a review made by hand assesses nothing');
  };
  return {
    orderCase: documented.orderCase,
    assessAs: proposed,
    assessCreated: proposed,
    declined: [],
    possible: [],
    furtherLevels: [],
    asWell: [],
    alsoCalledFor: [],
    notUnderstood: { words: [], mayBeUrgent: false },
    mustNotWait: false,
    readings: defaultReadings,
    propose: (study) => ({ isOffered: true, study, mayBeRecommended: true }),
    order: {
      reference,
      resource,
      study: ordered,
      techniques: new Set(),
      reasons: [],
      denied: [],
      improving: [],
      withoutComplaint: [],
      studyDone: [],
      surveillance: [],
      bodyRegions: [],
    },
    assessment: {
      order: reference,
      study: {
        cpt: ordered.cpt,
        modality: ordered.modality,
        region: ordered.region,
        contrast: ordered.contrast,
      },
      indication: 'lumbar-radiculopathy',
      determination: 'supported',
      preferredStudy: null,
      preference: null,
      refersTo: [],
      decidedBy: 'lumbar-radiculopathy',
      criteria: [],
      guideline: { name: 'spine-imaging', version: '1' },
      ...assessment,
    },
    decidedByTitle: 'Lumbar radiculopathy',
    statements: [],
    redFlags: [],
    trial: undefined,
    trialCanBeComplete: true,
    onsetDocumented: true,
    documentation: [],
    notices: [],
    radiographRegion: undefined,
    ...rest,
  };
}

/** A case whose episode began on 2026-09-01; what was decided on it is a test's own. */
const orderCase = (() => {
  const folder = join(packageRoot, 'fixtures', 'vignettes', 'lumbar-radiculopathy');
  const found = reviewOf(
    readVignette(join(folder, 'no-radiograph.json')),
    'ServiceRequest/mri-1',
  ).unsettled;
  if (found === undefined) throw new Error('the vignette waits for nothing');
  return found.orderCase;
})();

type Outcome = Unsettled['required'][number];

/** How a criterion was decided, as the evaluation of its section would have it. */
function outcomeOf(
  { id, finding, summary, evidence, statements }: CriterionResult,
  asks: readonly string[] | undefined,
  members: readonly Outcome[] = [],
): Outcome {
  const decide = () => ({ value: finding, summary, evidence });
  const shared = { id, question: id, statements, asks: [] };
  return {
    criterion:
      members.length === 0
        ? { kind: 'leaf', ...shared, decide }
        : { kind: 'all-of', ...shared, of: [] },
    value: finding,
    summary,
    evidence,
    members,
    ...(asks === undefined ? {} : { asks }),
  };
}

/** The criteria as their section groups them: parts below their composite, what shares a group as its ways. */
function required(criteria: readonly CriterionResult[], asks: Asks): readonly Outcome[] {
  const ids = new Set(criteria.map(({ id }) => id));
  const whole = ({ id }: CriterionResult) =>
    outcomeOf(
      criteria.find((one) => one.id === id) ?? criterion(id, 'not-documented'),
      asks[id],
      criteria.filter(({ partOf }) => partOf === id).map((part) => outcomeOf(part, asks[part.id])),
    );
  const top = criteria.filter(({ partOf }) => partOf === undefined);
  const groups = new Set(
    criteria.flatMap(({ partOf }) => (partOf === undefined || ids.has(partOf) ? [] : [partOf])),
  );
  return [
    ...top.map(whole),
    ...[...groups].map((group): Outcome => {
      const ways = criteria.filter(({ partOf }) => partOf === group).map(whole);
      return {
        criterion: { kind: 'any-of', id: group, statements: [], asks: [], of: [] },
        value: 'not-documented',
        summary: '',
        evidence: [],
        members: ways,
      };
    }),
  ];
}

/** What would settle a criterion, by its id. */
type Asks = Readonly<Record<string, readonly string[]>>;

/** A review whose determination waits for the criteria that are not met. */
export function waiting(
  criteria: readonly CriterionResult[],
  fields: ReviewFields = {},
  asks: Asks = {},
): OrderReview {
  return review({
    unsettled: { orderCase, required: required(criteria, asks), redFlags: [] },
    ...fields,
    assessment: { determination: 'prerequisites-missing', ...fields.assessment, criteria },
  });
}

/** A red flag on the chart. */
export function redFlag(id: string, fields: Partial<PresentRedFlag> = {}): PresentRedFlag {
  return {
    id,
    title: `Title of ${id}`,
    statements: ['redflag-1'],
    fits: false,
    evidence: [{ reference: 'Condition/flag-1', date: '2026-11-17', text: `evidence of ${id}` }],
    ...fields,
  };
}

/** The context of a call in which the reviewed orders are all the drafts there are. */
export function context(
  reviews: readonly OrderReview[],
  fields: Partial<CardContext> = {},
): CardContext {
  let ids = 0;
  return {
    patientId: 'p1',
    userId: 'Practitioner/user-1',
    asOf: new Date('2026-11-18T09:30:00Z'),
    source: { label: 'Example Payer', url: 'https://payer.example/guideline' },
    canonicalBase: 'https://cds.example/fhir',
    statementText: (id) => `Sentence of ${id}.`,
    newId: () => {
      ids += 1;
      return `id-${ids}`;
    },
    draftOrders: reviews.map((one) => one.order.resource),
    unavailable: [],
    ...fields,
  };
}

/** Renders the cards of reviews and checks what holds of all cards. */
export function render(
  reviews: readonly OrderReview[],
  fields: Partial<CardContext> = {},
): readonly RenderedCard[] {
  const cards = renderCards(reviews, context(reviews, fields));
  expectWellFormed(cards);
  return cards;
}

/** The only card of one review. */
export function onlyCard(one: OrderReview, fields: Partial<CardContext> = {}): RenderedCard {
  const cards = render([one], fields);
  const [card] = cards;
  if (card === undefined || cards.length > 1) {
    throw new Error(`expected one card, got ${cards.map(({ kind }) => kind).join(', ')}`);
  }
  return card;
}

/** The card of a kind; there must be one. */
export function cardOf(cards: readonly RenderedCard[], kind: RenderedCard['kind']): RenderedCard {
  const found = cards.find((card) => card.kind === kind);
  if (found === undefined) throw new Error(`no card of kind ${kind}`);
  return found;
}

export function suggestionsOf(card: RenderedCard): readonly Suggestion[] {
  return card.card.suggestions ?? [];
}

/** What the suggestions of a card do: `create 72100`, `delete ServiceRequest/mri-1`. */
export function deedsOf(card: RenderedCard): readonly string[] {
  return suggestionsOf(card).flatMap((suggestion) =>
    (suggestion.actions ?? []).map((action) =>
      action.type === 'delete'
        ? `delete ${action.resourceId}`
        : `${action.type} ${firstCode(action.resource)}`,
    ),
  );
}

function firstCode(resource: Resource): string {
  return isOrder(resource) ? (resource.code?.coding?.[0]?.code ?? '') : resource.resourceType;
}

function isOrder(resource: Resource): resource is ServiceRequest {
  return resource.resourceType === 'ServiceRequest';
}

/** The orders that a card's suggestions create or update. */
export function ordersOf(card: RenderedCard): readonly ServiceRequest[] {
  return suggestionsOf(card).flatMap((suggestion) =>
    (suggestion.actions ?? []).flatMap((action) =>
      action.type !== 'delete' && isOrder(action.resource) ? [action.resource] : [],
    ),
  );
}

/** CDS Hooks K1–K7, K9 and C11, and base R4 validity of every returned resource. */
function expectWellFormed(cards: readonly RenderedCard[]): void {
  const ids = cards.flatMap((one) => [one.card.uuid, ...suggestionsOf(one).map((s) => s.uuid)]);
  expect(new Set(ids).size).toBe(ids.length);
  for (const rendered of cards) {
    const { card } = rendered;
    expect(card.summary.length).toBeLessThan(140);
    expect(card.summary).not.toMatch(/\n/);
    expect(card.source.label).not.toBe('');
    expect(card.overrideReasons?.length).toBeGreaterThan(0);
    const suggestions = suggestionsOf(rendered);
    expect(card.selectionBehavior).toBe(suggestions.length > 0 ? 'at-most-one' : undefined);
    expect(suggestions.filter((one) => one.isRecommended === true).length).toBeLessThan(2);
    expect(suggestions.length).toBeLessThan(4);
    for (const action of suggestions.flatMap((one) => one.actions ?? [])) {
      expect(action.description).not.toBe('');
      if (action.type === 'delete') continue;
      const { messages } = fhir.validate(action.resource, { errorOnUnexpected: true });
      expect(messages.filter((message) => message.severity === 'error')).toEqual([]);
    }
    expect(emptyPlaces(card)).toEqual([]);
  }
}

/** Where null, undefined, an empty text, list or object stands. */
export function emptyPlaces(value: unknown, place = '$'): readonly string[] {
  if (value === null || value === undefined || value === '') return [place];
  if (typeof value !== 'object') return [];
  const fields = Object.entries(value);
  if (fields.length === 0 && !(value instanceof Date)) return [place];
  return fields.flatMap(([name, field]) => emptyPlaces(field, `${place}.${name}`));
}

/** The tokens of GitHub-flavoured Markdown, nested ones included. */
export function tokensOf(markdown: string): readonly MarkedToken[] {
  const found: MarkedToken[] = [];
  marked.walkTokens(marked.lexer(markdown, { gfm: true }), (token: Token) => {
    if (isMarked(token)) found.push(token);
  });
  return found;
}

function isMarked(token: Token): token is MarkedToken {
  return typeof token.type === 'string';
}
