import type { Bundle, FhirResource, Resource } from 'fhir/r4.js';
import type { JudgedCall, JudgedOrder, OrderReviewService } from '../../hooks/order-review.ts';
import { openCriteria } from '../assessment/open-criteria.ts';
import type { Assessment, CriterionResult } from '../assessment/types.ts';
import type { ServiceInput } from '../cds/service.ts';
import type { HookRequest } from '../cds/types.ts';
import { chartsAsOf, type PastChart, type Recorded, recordedOf } from './as-of.ts';
import { type Json, localReference, objectsOf, text } from './fields.ts';
import type { Mode } from './mode.ts';
import { isBy, momentOf } from './moment.ts';
import { payerDecision } from './payer-decisions.ts';
import type { CriterionRow, DecisionRow, OrderRow } from './rows.ts';
import type { SilentRecords } from './silent-records.ts';

/** What the orders of a patient are judged with. */
export interface Judge {
  /** The `order-sign` service of the policy that is tried. */
  readonly service: OrderReviewService;
  /** The same of another policy, to see what it would change. */
  readonly other?: OrderReviewService;
  readonly mode: Mode;
  /** One instant for all orders instead of each order's own. */
  readonly asOf?: number;
  readonly policy: string;
}

/** What became of one patient's orders. */
export interface PatientResult {
  readonly orders: readonly OrderRow[];
  readonly criteria: readonly CriterionRow[];
  readonly decisions: readonly DecisionRow[];
  /** Imaging orders that are no rows, or rows without a determination, and why. */
  readonly leftAside: readonly { readonly kind: string; readonly resource: Json }[];
}

interface Rows {
  readonly orders: OrderRow[];
  readonly criteria: CriterionRow[];
  readonly decisions: DecisionRow[];
  readonly leftAside: { readonly kind: string; readonly resource: Json }[];
}

const orderedIntents: ReadonlySet<string> = new Set([
  'order',
  'original-order',
  'reflex-order',
  'filler-order',
  'instance-order',
]);

/**
 * Judges every spine imaging order of a patient as of the moment it was written. Orders that were written at the same
 * moment are judged together, as drafts of one signing.
 * @param resources everything that the export holds about the patient and that says something, in any order
 * @param silent what says nothing
 */
export function assessPatient(
  patientId: string,
  resources: readonly Json[],
  judge: Judge,
  silent?: SilentRecords,
): PatientResult {
  const rows: Rows = { orders: [], criteria: [], decisions: [], leftAside: [] };
  const isImaging = (order: Json) => concerns(requestOf(patientId, [order]), judge);
  for (const resource of resources) {
    if (resource.resourceType !== 'ServiceRequest') continue;
    const why = whyNoOrder(resource);
    if (why !== undefined && isImaging(resource)) rows.leftAside.push({ kind: why, resource });
  }
  const chart: Chart = { patientId, resources, recorded: recordedOf(resources), silent };
  for (const [written, orders] of signings(resources)) {
    const request = requestOf(patientId, orders);
    try {
      if (judge.service.neededKeys(request).length === 0) continue;
      const instant = judge.asOf ?? momentOf(written)?.to;
      if (instant !== undefined) {
        assessSigning(chart, { written, orders, request, instant }, judge, rows);
        continue;
      }
      for (const order of orders.filter(isImaging)) {
        rows.orders.push(unjudgedRow(patientId, order, judge));
      }
    } catch (error) {
      // Named by its kind; what the resources say stays out of the record.
      const kind = `not judged: ${error instanceof Error ? error.name : 'error'}`;
      for (const resource of orders.filter(isImaging)) {
        rows.leftAside.push({ kind, resource });
        rows.orders.push(unjudgedRow(patientId, resource, judge));
      }
    }
  }
  return rows;
}

/** Whether any of the orders can be spine imaging; one that the service refuses is not left out in silence. */
function concerns(request: HookRequest, judge: Judge): boolean {
  try {
    return judge.service.neededKeys(request).length > 0;
  } catch {
    return true;
  }
}

/** Everything that the export holds about a patient. */
interface Chart {
  readonly patientId: string;
  readonly resources: readonly Json[];
  readonly recorded: readonly Recorded[];
  readonly silent: SilentRecords | undefined;
}

/** Orders that were written together. */
interface Signing {
  readonly written: string;
  readonly orders: readonly Json[];
  readonly request: HookRequest;
  /** As of when they are judged, in milliseconds since the epoch. */
  readonly instant: number;
}

/** Adds the rows of the orders of one signing, all of them or none. */
function assessSigning(
  { patientId, resources, recorded, silent }: Chart,
  { written, orders, request, instant }: Signing,
  judge: Judge,
  rows: Rows,
): void {
  const charts = chartsAsOf(recorded, orders, instant, silent);
  const strict = judged(request, charts.strict, instant, judge.service);
  const lenient = charts.isSame ? strict : judged(request, charts.lenient, instant, judge.service);
  const chosen = judge.mode === 'strict' ? strict : lenient;
  const compared =
    judge.other === undefined
      ? undefined
      : judged(request, charts[judge.mode], instant, judge.other);
  const isExact =
    judge.asOf === undefined &&
    isPrecise(written) &&
    !charts.strict.assumed &&
    !charts.lenient.assumed;
  const confirmed = confirmedOf(chosen, request, charts[judge.mode], instant, judge.service);
  for (const { assessment, hasCard } of chosen.orders) {
    const order = orders.find((one) => `ServiceRequest/${text(one.id)}` === assessment.order);
    if (order === undefined) continue;
    rows.orders.push(
      judgedRow(identityOf(patientId, order, judge), assessment, {
        confirmed: confirmed.find((one) => one.order === assessment.order) ?? assessment,
        strict: determinationOf(strict.orders, assessment.order),
        lenient: determinationOf(lenient.orders, assessment.order),
        reconstruction: isExact ? 'exact' : 'assumed',
        other: compared === undefined ? '' : determinationOf(compared.orders, assessment.order),
        cards: hasCard ? 1 : 0,
      }),
    );
    for (const criterion of assessment.criteria) {
      rows.criteria.push({
        order: assessment.order,
        criterion: criterion.id,
        finding: criterion.finding,
        partOf: criterion.partOf ?? '',
        statements: criterion.statements.join(';'),
        evidence: criterion.evidence.length,
      });
    }
    const decision = payerDecision(order, assessment.study.cpt, resources);
    if (decision !== undefined) {
      const { order: reference, determination } = assessment;
      rows.decisions.push({ order: reference, decision, determination });
    }
  }
}

/** Why a ServiceRequest is no order that somebody signed; undefined where it is one. */
function whyNoOrder(resource: Json): string | undefined {
  if (text(resource.id) === undefined) return 'order without an id';
  const { status, intent } = resource;
  if (status === 'entered-in-error' || status === 'draft') return `no signed order: ${status}`;
  if (orderedIntents.has(text(intent) ?? '')) return undefined;
  return typeof intent === 'string' ? 'no order by its intent' : 'order without an intent';
}

/** The orders that were written together, by their time of writing, earliest first. */
function signings(resources: readonly Json[]): readonly (readonly [string, readonly Json[]])[] {
  const byTime = new Map<string, Json[]>();
  for (const resource of resources) {
    if (resource.resourceType !== 'ServiceRequest') continue;
    if (whyNoOrder(resource) !== undefined) continue;
    const written = text(resource.authoredOn) ?? '';
    const together = byTime.get(written);
    if (together === undefined) byTime.set(written, [resource]);
    else together.push(resource);
  }
  const byId = (one: Json, other: Json) => ((text(one.id) ?? '') < (text(other.id) ?? '') ? -1 : 1);
  return [...byTime]
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([written, orders]) => [written, orders.sort(byId)] as const);
}

/** The order as it was while it was being written: a draft, and nothing that came of it. */
function draftOf(order: Json): FhirResource {
  // The export's resources are of any shape; the service reads them as it reads any caller's.
  return { ...order, status: 'draft', intent: 'order' } as unknown as FhirResource;
}

function requestOf(patientId: string, orders: readonly Json[]): HookRequest {
  const draftOrders: Bundle<FhirResource> = {
    resourceType: 'Bundle',
    type: 'collection',
    entry: orders.map((order) => ({ resource: draftOf(order) })),
  };
  const [first] = orders;
  return {
    hook: 'order-sign',
    hookInstance: 'backtest',
    context: {
      patientId,
      userId: localReference(first?.requester) ?? 'Practitioner/unknown',
      draftOrders,
    },
    prefetch: {},
  };
}

function inputOf(request: HookRequest, chart: PastChart, instant: number): ServiceInput {
  return {
    request,
    // As above: whatever the export holds is read as it comes.
    resources: chart.resources as unknown as readonly Resource[],
    unavailable: [],
    asOf: new Date(instant),
  };
}

function judged(
  request: HookRequest,
  chart: PastChart,
  instant: number,
  service: OrderReviewService,
): JudgedCall {
  return service.judge(inputOf(request, chart, instant));
}

/**
 * What would be decided once everything that clinical notes offer was confirmed; none where nothing is missing, or there
 * are no notes.
 */
function confirmedOf(
  chosen: JudgedCall,
  request: HookRequest,
  chart: PastChart,
  instant: number,
  service: OrderReviewService,
): readonly Assessment[] {
  const isMissing = chosen.orders.some(({ assessment }) => undocumentedOf(assessment) !== '');
  const hasNotes = chart.resources.some(({ resourceType }) => resourceType === 'DocumentReference');
  if (!isMissing || !hasNotes) return [];
  const responses = chosen.confirmed();
  if (responses.length === 0) return [];
  const input = inputOf(request, chart, instant);
  const resources = [...input.resources, ...responses];
  return service.judge({ ...input, resources }).orders.map(({ assessment }) => assessment);
}

function determinationOf(orders: readonly JudgedOrder[], order: string): string {
  const found = orders.find(({ assessment }) => assessment.order === order);
  return found?.assessment.determination ?? 'out-of-scope';
}

/** Whether an order's time is known to the instant. */
function isPrecise(written: string): boolean {
  const moment = momentOf(written);
  return moment !== undefined && isBy(moment, moment.from);
}

type Identity = Pick<OrderRow, 'order' | 'patient' | 'orderer' | 'site' | 'date' | 'policy'>;

function identityOf(patientId: string, order: Json, judge: Judge): Identity {
  const [place] = objectsOf(order.locationReference);
  return {
    order: `ServiceRequest/${text(order.id)}`,
    patient: patientId,
    orderer: localReference(order.requester) ?? '',
    site: localReference(place) ?? '',
    date: text(order.authoredOn)?.slice(0, 10) ?? '',
    policy: judge.policy,
  };
}

function unjudgedRow(patientId: string, order: Json, judge: Judge): OrderRow {
  return {
    ...identityOf(patientId, order, judge),
    study: '',
    modality: '',
    region: '',
    contrast: '',
    indication: '',
    determination: '',
    decidedBy: '',
    preferredStudy: '',
    missing: '',
    undocumented: '',
    confirmed: '',
    undocumentedConfirmed: '',
    redFlags: '',
    reconstruction: 'unknown',
    strict: '',
    lenient: '',
    other: '',
    cards: 0,
  };
}

/** The criteria that stand in the way because the chart says nothing of them. */
function undocumentedOf(assessment: Assessment, open = openCriteria(assessment)): string {
  return assessment.determination === 'prerequisites-missing'
    ? idsOf(open.filter(({ finding }) => finding === 'not-documented'))
    : '';
}

/** What is told of a judged order beside its assessment. */
interface Beside
  extends Pick<OrderRow, 'strict' | 'lenient' | 'reconstruction' | 'other' | 'cards'> {
  /** The assessment once everything that notes offer was confirmed. */
  readonly confirmed: Assessment;
}

/** Written out column by column: putting a row together by spreading parts of it takes many times as long. */
function judgedRow(identity: Identity, assessment: Assessment, beside: Beside): OrderRow {
  const { study, criteria, determination } = assessment;
  const open = determination === 'prerequisites-missing' ? openCriteria(assessment) : none;
  const undocumented = undocumentedOf(assessment, open);
  const { confirmed } = beside;
  return {
    order: identity.order,
    patient: identity.patient,
    orderer: identity.orderer,
    site: identity.site,
    date: identity.date,
    policy: identity.policy,
    study: study.cpt,
    modality: study.modality,
    region: study.region,
    contrast: study.contrast,
    indication: assessment.indication ?? '',
    determination,
    decidedBy: assessment.decidedBy,
    preferredStudy: assessment.preferredStudy ?? '',
    missing: idsOf(open),
    undocumented,
    confirmed: confirmed.determination,
    undocumentedConfirmed: confirmed === assessment ? undocumented : undocumentedOf(confirmed),
    redFlags: idsOf(criteria.filter(isPresentRedFlag)),
    reconstruction: beside.reconstruction,
    strict: beside.strict,
    lenient: beside.lenient,
    other: beside.other,
    cards: beside.cards,
  };
}

const none: readonly never[] = [];

function isPresentRedFlag({ id, finding }: CriterionResult): boolean {
  return finding === 'met' && id.startsWith('red-flag.');
}

function idsOf(criteria: readonly CriterionResult[]): string {
  return criteria.length === 0 ? '' : criteria.map(({ id }) => id).join(';');
}
