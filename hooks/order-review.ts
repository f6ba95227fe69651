import type { FhirResource, Resource, ServiceRequest } from 'fhir/r4.js';
import { assess } from '../src/assessment/assess.ts';
import { openCriteria } from '../src/assessment/open-criteria.ts';
import { isInScope } from '../src/assessment/scope.ts';
import type { Assessment, NoteOffer, OrderReview } from '../src/assessment/types.ts';
import { type CardContext, hasCard, renderCards } from '../src/cards/render-cards.ts';
import { topicOf } from '../src/cards/topics.ts';
import { RequestProblem } from '../src/cds/request-problem.ts';
import type {
  CdsService,
  FormAccess,
  HookAnswer,
  ServiceDefinition,
  ServiceInput,
} from '../src/cds/service.ts';
import { timeOrderedUuid } from '../src/cds/time-ordered-uuid.ts';
import type { HookRequest, Link } from '../src/cds/types.ts';
import { buildChart } from '../src/chart/build-chart.ts';
import { isoDay, today } from '../src/chart/dates.ts';
import { imagingStudyOf, readOrders } from '../src/chart/read-order.ts';
import { chartAt, translating } from '../src/chart/site-reading.ts';
import type { Chart } from '../src/chart/types.ts';
import { isOpen, withNotes } from '../src/confirmation/from-notes.ts';
import { itemsOf } from '../src/confirmation/items-of.ts';
import { draftOfNotes } from '../src/confirmation/note-answers.ts';
import { NotesOfCall, readableNotes } from '../src/confirmation/read-for-order.ts';
import { type CoverageAction, coverageAction } from '../src/coverage/coverage-information.ts';
import { requireCrdProfile } from '../src/coverage/crd-profile.ts';
import { type CrdRequest, readCrdRequest } from '../src/coverage/crd-request.ts';
import { type SelectedCoverage, selectCoverage } from '../src/coverage/select-coverage.ts';
import { type Policies, type Policy, policyOfVersion } from '../src/guideline/policy.ts';
import { statementText } from '../src/guideline/statement-text.ts';
import { type FormKind, formQuestionnaire, formUrl } from '../src/questionnaire/order-form.ts';
import type { SiteEvidence } from '../src/site-evidence/site-evidence.ts';
import { loadedPolicies, withReadings } from '../src/spine-imaging/loaded-policies.ts';
import type { Readings } from '../src/spine-imaging/readings.ts';
import { filledIn } from './filled-in.ts';
import { withOneForm } from './one-form.ts';
import { notesKey } from './prefetch.ts';
import { withoutReplaced } from './replaced-orders.ts';
import { selectedOrders } from './selected-orders.ts';
import { traceLink } from './trace-link.ts';
import { answerAside } from './unassessed.ts';
import { requireOwnChart, requireOwnOrder } from './whose.ts';

/** What the services are set up with. */
export interface ServiceSettings {
  readonly payerName: string;
  readonly guidelineUrl: string;
  readonly publicBaseUrl: string;
  readonly canonicalBase: string;
  /** Identifiers of this payer in Coverage.payor; any payer where absent. */
  readonly payerIdentifiers?: readonly string[];
  /** CPT codes that need no prior authorisation; every other one needs it. */
  readonly withoutAuthorization?: readonly string[];
  /** The versions of the guideline that the orders' days of service choose among; all that are known where absent. */
  readonly policies?: Policies;
  /** How ambiguous statements are read otherwise, in every version. */
  readonly readings?: Partial<Readings>;
  /** The kind of form that coverage information names; all questions at once where absent. */
  readonly formKind?: FormKind;
  /** What the hospital's own data means, where it says so. */
  readonly siteEvidence?: SiteEvidence;
  /** Canonical URLs under which an EHR keeps the documentation form as its own. */
  readonly localForms?: readonly string[];
  /** Whether notes are read and offered for confirmation; `on` where absent. */
  readonly notes?: 'on' | 'off';
}

/** The key of the assessments in a response's `extension`. */
export const assessmentsKey = 'io.github.spine-imaging-cds.assessments';

/** What is decided about an order, and whether a card would be shown. */
export interface JudgedOrder {
  readonly assessment: Assessment;
  readonly hasCard: boolean;
}

/** What is decided about the orders of a call. */
export interface JudgedCall {
  /** Notes are not read for it, since what they mention decides nothing. */
  readonly orders: readonly JudgedOrder[];
  /** The answer that is written from it, with what notes offer: as `answer` gives it, without judging anew. */
  readonly answer: () => HookAnswer;
}

/** A service that reviews orders, for those as well who want to know what it decides and need no card. */
export interface OrderReviewService extends CdsService {
  /** Decides as `answer` does; cards are only written where they are asked for. */
  judge(input: ServiceInput): JudgedCall;
}

/**
 * A service that reviews draft imaging orders. At `order-select` it answers about the selected orders and
 * reads the others as context; at `order-sign` it answers about all of them, together.
 */
export function orderReview(
  settings: ServiceSettings,
  definition: ServiceDefinition,
): OrderReviewService {
  const policies = withReadings(settings.policies ?? loadedPolicies, settings.readings ?? {});
  const ready = { ...settings, policies };
  return {
    definition,
    aside: (request) => asideFrom(request, [], settings, definition),
    neededKeys: (request) => neededKeys(request, settings, definition),
    answer: (input) => answer(input, reviewed(input, ready, definition), ready, definition),
    ...(settings.notes === 'off'
      ? {}
      : {
          answerWithNotes: async (input, readNotes) => {
            const judged = reviewed(input, ready, definition);
            const notes = judged.reviews.some(isOpen) ? await readNotes() : [];
            return answer(input, judged, ready, definition, notes);
          },
        }),
    judge: (input) => {
      const judged = reviewed(input, ready, definition);
      const { reviews } = judged;
      const context = cardContext(input, ready, readCrdRequest(input.request), undefined);
      return {
        orders: reviews.map((review) => ({
          assessment: review.assessment,
          hasCard: hasCard(review, { ...context, reviews }),
        })),
        answer: () => answer(input, judged, ready, definition),
      };
    },
  };
}

/** More studies than anybody signs at once, each of which is judged beside all the others. */
const mostStudies = 50;

/**
 * The prefetch keys that a call's orders need; none where no order that it asks about can be in scope.
 * @throws RequestProblem 400 for orders that are not the patient's, or too many
 */
function neededKeys(
  request: HookRequest,
  settings: ServiceSettings,
  definition: ServiceDefinition,
): readonly string[] {
  readCrdRequest(request);
  const studies = serviceRequests(request).filter(
    (order) => imagingStudyOf(order, settings.siteEvidence?.translate) !== undefined,
  );
  if (studies.length > mostStudies) {
    throw new RequestProblem(
      400,
      'context.draftOrders.entry',
      `expected at most ${mostStudies} imaging orders`,
    );
  }
  const selected = selectedOrders(request, definition.hook);
  const concerned = studies.filter(
    (order) => selected.has(order) && mayConcern(order, request, settings),
  );
  if (concerned.length === 0) return [];
  for (const order of concerned) requireOwnOrder(order, request);
  return chartKeys(definition).filter(
    (key) => key !== 'coverage' || wantsCoverage(request, definition),
  );
}

/**
 * The coverage matters to callers that speak CRD, and to those that send it. It is also read along with
 * other data that have to be read, so that the answer is the same whichever way the data came; where all
 * else was sent, an order is not held up by a read that nobody asked for.
 */
function wantsCoverage(request: HookRequest, definition: ServiceDefinition): boolean {
  const { prefetch = {}, fhirServer } = request;
  if (prefetch.coverage !== undefined || readCrdRequest(request).isDeclared) return true;
  if (fhirServer === undefined || definition.hook !== 'order-sign') return false;
  return chartKeys(definition).some((key) => key !== 'coverage' && prefetch[key] === undefined);
}

/** The prefetch keys that every order is judged by; notes are read later, and only where something is open. */
function chartKeys({ prefetch }: ServiceDefinition): readonly string[] {
  return Object.keys(prefetch).filter((key) => key !== notesKey);
}

/** The draft orders; whatever else the Bundle holds is left aside. */
function serviceRequests(request: HookRequest): readonly ServiceRequest[] {
  const orders: ServiceRequest[] = [];
  for (const entry of request.context.draftOrders.entry ?? []) {
    if (entry?.resource?.resourceType === 'ServiceRequest') orders.push(entry.resource);
  }
  return orders;
}

/**
 * Whether an order can be in scope before anything is read. By its code alone; where the reason decides,
 * by its coded reasons, unless it refers to conditions or surgery that only the chart tells of.
 */
function mayConcern(
  order: ServiceRequest,
  request: HookRequest,
  { siteEvidence }: ServiceSettings,
): boolean {
  const translate = siteEvidence?.translate;
  const study = imagingStudyOf(order, translate);
  if (study === undefined || study.scope === 'never' || order.doNotPerform === true) return false;
  if (study.scope === 'always') return true;
  if ((order.reasonReference ?? []).length > 0) return true;
  if (study.modality === 'MRA' || study.modality === 'CTA') return true;
  const { patientId } = request.context;
  const asOf = new Date(0);
  const chart = buildChart({ patientId, resources: [], asOf });
  const alone = {
    resourceType: 'Bundle' as const,
    type: 'collection' as const,
    entry: [{ resource: order }],
  };
  const given = { patientId, asOf, ...(translate === undefined ? {} : { translate }) };
  return readOrders(alone, chart, given).some((one) => isInScope(one, chart));
}

const noUrns: ReadonlyMap<string, string> = new Map();

type ReadySettings = ServiceSettings & { readonly policies: Policies };

/** The orders of a call, judged on the coded chart. */
interface Judged {
  readonly selected: ReadonlySet<FhirResource>;
  /** Those in scope that the call asks about. */
  readonly reviews: readonly OrderReview[];
  /** The reviews of the same orders with more on the chart. */
  readonly judge: (further: readonly Resource[]) => readonly OrderReview[];
}

/** Judges the orders of a call. @throws RequestProblem where the chart is not the patient's, or could not be read */
function reviewed(
  input: ServiceInput,
  settings: ReadySettings,
  definition: ServiceDefinition,
): Judged {
  const { request, resources } = input;
  requireOwnChart(request, resources);
  requireChart(input, definition);
  const selected = selectedOrders(request, definition.hook);
  const on = (chart: readonly Resource[]) => reviewsOn(chart, input, settings, selected);
  return {
    selected,
    reviews: on(resources),
    judge: (further) => on([...resources, ...further]),
  };
}

/** The reviews of a call's selected orders on a chart. */
function reviewsOn(
  resources: readonly Resource[],
  { request, urns = noUrns, asOf }: ServiceInput,
  settings: ReadySettings,
  selected: ReadonlySet<FhirResource>,
): readonly OrderReview[] {
  const { patientId, draftOrders } = request.context;
  // An order may name its reason, or the order that it replaces, by the address in the prefetched Bundle alone.
  const built = chartAt(settings, {
    patientId,
    resources: withoutReplaced(resources, serviceRequests(request), urns),
    asOf,
  });
  const chart: Chart =
    urns.size === 0
      ? built
      : {
          ...built,
          conditionByReference: (one) => built.conditionByReference(urns.get(one) ?? one),
        };
  const orders = readOrders(draftOrders, chart, {
    patientId,
    asOf,
    ...translating(settings),
  }).filter((order) => order.resource.doNotPerform !== true && isInScope(order, chart));
  requireBounded(orders.length, chart);
  return assess({
    orders,
    isSelected: (order) => selected.has(order.resource),
    chart,
    asOf,
    policies: settings.policies,
  });
}

/** The answer to a call whose orders are judged, with what notes say of them. */
function answer(
  input: ServiceInput,
  judged: Judged,
  settings: ReadySettings,
  definition: ServiceDefinition,
  furtherNotes: readonly Resource[] = [],
): HookAnswer {
  const { request } = input;
  const { selected } = judged;
  const { reviews, notesRead } = withNotesOf(judged, furtherNotes, input, settings);
  const beside = asideFrom(request, reviews, settings, definition, selected);
  if (reviews.length === 0) return beside;
  const crd = readCrdRequest(request);
  const held = coverageOf(reviews, input, settings, definition, crd);
  const coverage = coverageActions(reviews, held, input, settings, definition, crd);
  const shown = renderCards(reviews, cardContext(input, settings, crd, held));
  const rendered = withOneForm(shown).filter(({ card }) => crd.isOn(card.source.topic?.code ?? ''));
  const systemActions = coverage.flatMap(({ action }) => (action === undefined ? [] : [action]));
  return {
    response: {
      cards: [...rendered.map(({ card }) => card), ...beside.response.cards],
      ...(systemActions.length === 0 ? {} : { systemActions }),
      extension: {
        [assessmentsKey]: reviews.map(({ assessment }) => assessment),
        ...beside.response.extension,
      },
    },
    record: {
      ...beside.record,
      ...(notesRead === 0 ? {} : { notesRead }),
      cards: [
        ...rendered.map(({ card, kind, order, criteria, determination }) => ({
          uuid: card.uuid,
          kind,
          order,
          criteria,
          determination,
        })),
        ...beside.record.cards,
      ],
      orders: reviews.map((review) =>
        orderRecord(
          review,
          coverage.find((one) => one.order === review.order.reference),
        ),
      ),
    },
  };
}

/** The reviews with what notes say, and how many notes were read for them. */
function withNotesOf(
  { reviews, judge }: Judged,
  further: readonly Resource[],
  { request, resources, asOf }: ServiceInput,
  { notes: setting, policies, canonicalBase }: ReadySettings,
): { readonly reviews: readonly OrderReview[]; readonly notesRead: number } {
  if (setting === 'off' || !reviews.some(isOpen)) return { reviews, notesRead: 0 };
  const { patientId } = request.context;
  const holding = [...resources, ...further, ...serviceRequests(request)];
  const notes = new NotesOfCall(readableNotes(holding, patientId, asOf));
  if (notes.count === 0) return { reviews, notesRead: 0 };
  const input = { notes, judge, policies, patientId, asOf, canonicalBase };
  return { reviews: withNotes(reviews, input), notesRead: notes.count };
}

/** What the cards of a call are written with. */
function cardContext(
  input: ServiceInput,
  settings: ReadySettings,
  crd: CrdRequest,
  held: SelectedCoverage | undefined,
): CardContext {
  const { request, asOf } = input;
  const { patientId, userId, encounterId } = request.context;
  const { policies } = settings;
  const speaksCrd = crd.isDeclared || held !== undefined;
  return {
    patientId,
    userId,
    ...(encounterId === undefined ? {} : { encounterId }),
    asOf,
    source: { label: settings.payerName, url: settings.guidelineUrl },
    canonicalBase: settings.canonicalBase,
    statementText: (id, version) => statementText(versionOf(policies, version), id),
    newId: timeOrderedUuid,
    draftOrders: serviceRequests(request),
    unavailable: input.unavailable.filter((key) => key !== 'coverage'),
    ...(input.unread === undefined ? {} : { failed: input.unread }),
    ...(crd.version === undefined ? {} : { topicVersion: crd.version }),
    ...(speaksCrd && input.formAccess === 'dtr-client'
      ? {}
      : {
          form: {
            urlOf: (items) => formUrl(settings.canonicalBase, items),
            payer: {
              reference: held?.payor ?? `${settings.canonicalBase}/Organization/payer`,
              type: 'Organization',
              display: settings.payerName,
            },
            // Only callers of CRD can create the form where they have none; others read it under its canonical URL.
            ...(speaksCrd
              ? {
                  questionnaireOf: (linkIds: readonly string[], version: string) =>
                    formQuestionnaire(
                      settings.canonicalBase,
                      { kind: 'standard', linkIds },
                      versionOf(policies, version),
                    ),
                }
              : {}),
            itemsFor: itemsOf,
            draftOf: (items, offers, version) =>
              draftOfNotes(offers, {
                ...{ patientId, asOf, canonicalBase: settings.canonicalBase },
                questionnaire: `${formUrl(settings.canonicalBase, items)}|${version}`,
              }),
            linkTo: (items, order, offers) =>
              linkToForm(items, order, offers, settings, input.formAccess),
          },
        }),
    speaksCrd,
    traceUrl: (review) => traceLink(settings.publicBaseUrl, review, isoDay(today(asOf))),
  };
}

/** Each order is held against every fact of the chart: beyond so many comparisons all others would have to wait. */
const mostComparisons = 150_000;

/** Findings of an examination are also held against each other, place by place and several times. */
const weightOfFindings = 10;

/** @throws RequestProblem 400 for more orders than can be judged at once beside a chart of this size */
function requireBounded(orders: number, chart: Chart): void {
  if (orders <= 1) return;
  const lists = Object.values(chart).map((value) => (Array.isArray(value) ? value.length : 0));
  const findings = chart.motorGrades.length + chart.deficits.length;
  const facts = lists.reduce((sum, length) => sum + length, (weightOfFindings - 1) * findings);
  if (orders * facts <= mostComparisons) return;
  const most = Math.max(1, Math.floor(mostComparisons / facts));
  throw new RequestProblem(
    400,
    'context.draftOrders.entry',
    `expected at most ${most} spine imaging orders at once beside a chart of this size`,
  );
}

/**
 * The way to the form. An EHR that may launch our SMART app hands it the order in the app context (CDS Hooks 2.0,
 * "Link"); whoever is not set up for that gets a page that knows no patient.
 */
function linkToForm(
  items: readonly string[],
  order: string,
  offers: readonly NoteOffer[],
  { publicBaseUrl }: ServiceSettings,
  formAccess: FormAccess = 'page',
): Omit<Link, 'label'> {
  if (formAccess !== 'smart-launch') {
    const url = `${publicBaseUrl}/form#items=${items.join(',')}${filledIn(offers)}`;
    return { url, type: 'absolute' };
  }
  return {
    url: `${publicBaseUrl}/form/launch`,
    type: 'smart',
    appContext: JSON.stringify({ order, items }),
  };
}

/** What is said of the orders that the call asks about and that got no assessment. */
function asideFrom(
  request: HookRequest,
  reviews: readonly OrderReview[],
  settings: ServiceSettings,
  definition: ServiceDefinition,
  selected = selectedOrders(request, definition.hook),
): HookAnswer {
  const orders = serviceRequests(request).filter((order) => selected.has(order));
  const assessed = new Set(reviews.map(({ order }) => order.reference));
  return answerAside(orders, assessed, {
    source: {
      label: settings.payerName,
      url: settings.guidelineUrl,
      topic: topicOf('documentation-missing', readCrdRequest(request).version),
    },
    newId: timeOrderedUuid,
    ...(settings.siteEvidence === undefined ? {} : { translate: settings.siteEvidence.translate }),
  });
}

/** Resource types that hold nothing about the patient's health. */
const withoutHealth: ReadonlySet<string> = new Set(['Patient', 'Coverage', 'Organization']);

/**
 * Refuses a call where, for a technical reason, nothing could be read but who the patient is and who pays. Judged all
 * the same, it would look like a chart on which nothing is documented.
 * @throws RequestProblem 412 (CDS Hooks 2.0, "Prefetch Template")
 */
function requireChart(
  { resources, unavailable, unread = [] }: ServiceInput,
  definition: ServiceDefinition,
): void {
  if (unread.length === 0) return;
  const clinical = chartKeys(definition).filter((key) => key !== 'patient' && key !== 'coverage');
  if (!clinical.every((key) => unavailable.includes(key))) return;
  if (resources.some(({ resourceType }) => !withoutHealth.has(resourceType))) return;
  throw new RequestProblem(
    412,
    'prefetch',
    `the chart could not be read from the FHIR server; send the prefetch keys ${clinical.join(', ')}, or a token that it accepts`,
  );
}

/**
 * The patient's coverage with this payer that a call at `order-sign` brings; while ordering it matters only
 * to callers that declare CRD, since drafts still change with every click.
 */
function coverageOf(
  reviews: readonly OrderReview[],
  { request, resources, asOf }: ServiceInput,
  settings: ServiceSettings,
  { hook }: ServiceDefinition,
  crd: CrdRequest,
): SelectedCoverage | undefined {
  if (hook !== 'order-sign' && !crd.isDeclared) return undefined;
  const { patientId } = request.context;
  const payers = settings.payerIdentifiers ?? [];
  const coverage = selectCoverage(resources, { patientId, payers, crd, asOf });
  if (crd.isDeclared && hook === 'order-sign') {
    for (const { order } of reviews) requireCrdProfile(order.resource, order.reference);
  }
  return coverage;
}

/** Coverage information for every order, where there is a coverage that it is about. */
function coverageActions(
  reviews: readonly OrderReview[],
  coverage: SelectedCoverage | undefined,
  input: ServiceInput,
  settings: ServiceSettings,
  { hook }: ServiceDefinition,
  crd: CrdRequest,
): readonly CoverageAction[] {
  if (coverage === undefined || !crd.isOn('coverage-info')) return [];
  const { patientId } = input.request.context;
  const policy = {
    withoutAuthorization: settings.withoutAuthorization ?? [],
    questionnaireOf: (items: readonly string[], version: string) =>
      `${formUrl(settings.canonicalBase, items, settings.formKind)}|${version}`,
    itemsFor: itemsOf,
    guidelineUrl: settings.guidelineUrl,
  };
  const date = isoDay(today(input.asOf));
  const unavailable = input.unavailable.filter((key) => key !== 'coverage');
  const call = { coverage, policy, crd, patientId, hook, unavailable, date };
  return reviews.flatMap((review) => coverageAction(review, call));
}

/** The policy that judged an order: one of those that it was chosen among. */
function versionOf(policies: Policies, version: string): Policy {
  return policyOfVersion(policies, version) ?? policies[0];
}

function orderRecord(
  { assessment }: OrderReview,
  coverage: CoverageAction | undefined,
): HookAnswer['record']['orders'][number] {
  const authorization = coverage?.statement.authorization;
  const { determination } = assessment;
  const missing =
    determination === 'prerequisites-missing' ? openCriteria(assessment).map(({ id }) => id) : [];
  return {
    cpt: assessment.study.cpt,
    guideline: assessment.guideline.version,
    determination,
    ...(missing.length === 0 ? {} : { missing }),
    ...(coverage === undefined
      ? {}
      : { assertionId: coverage.assertionId, covered: coverage.statement.covered }),
    ...(authorization === undefined ? {} : { authorization }),
  };
}
