import type { Bundle, FhirResource, Resource } from 'fhir/r4.js';
import { assessmentsKey } from '../../hooks/order-review.ts';
import { openCriteria } from '../assessment/open-criteria.ts';
import type { Assessment } from '../assessment/types.ts';
import type { CdsService } from '../cds/service.ts';
import type { HookRequest } from '../cds/types.ts';
import { chartsAsOf, type PastChart } from './as-of.ts';
import { type Json, localReference, objectsOf, text } from './fields.ts';
import type { Mode } from './mode.ts';
import { isBy, momentOf } from './moment.ts';
import { payerDecision } from './payer-decisions.ts';
import type { CriterionRow, DecisionRow, OrderRow } from './rows.ts';

/** What the orders of a patient are judged with. */
export interface Judge {
  /** The `order-sign` service of the policy that is tried. */
  readonly service: CdsService;
  /** The same of another policy, to see what it would change. */
  readonly other?: CdsService;
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
 * @param resources everything that the export holds about the patient, in any order
 */
export function assessPatient(
  patientId: string,
  resources: readonly Json[],
  judge: Judge,
): PatientResult {
  const result: { orders: OrderRow[]; criteria: CriterionRow[]; decisions: DecisionRow[] } = {
    orders: [],
    criteria: [],
    decisions: [],
  };
  for (const [written, orders] of signings(resources)) {
    const request = requestOf(patientId, orders);
    if (judge.service.neededKeys(request).length === 0) continue;
    const instant = judge.asOf ?? momentOf(written)?.to;
    if (instant === undefined) {
      for (const order of orders) result.orders.push(undatedRow(patientId, order, judge));
      continue;
    }
    const others = resources.filter((resource) => !orders.includes(resource));
    const charts = chartsAsOf(others, instant);
    const strict = judged(request, charts.strict, instant, judge.service);
    const lenient = charts.isSame
      ? strict
      : judged(request, charts.lenient, instant, judge.service);
    const chosen = judge.mode === 'strict' ? strict : lenient;
    const compared =
      judge.other === undefined
        ? undefined
        : judged(request, charts[judge.mode], instant, judge.other);
    for (const assessment of chosen.assessments) {
      const order = orders.find((one) => `ServiceRequest/${text(one.id)}` === assessment.order);
      if (order === undefined) continue;
      const isExact =
        isPrecise(written, judge) &&
        !strict.assumed &&
        !lenient.assumed &&
        judge.asOf === undefined;
      result.orders.push({
        ...rowOf(patientId, order, assessment, judge),
        strict: determinationOf(strict.assessments, assessment.order),
        lenient: determinationOf(lenient.assessments, assessment.order),
        reconstruction: isExact ? 'exact' : 'assumed',
        other:
          compared === undefined ? '' : determinationOf(compared.assessments, assessment.order),
        cards: chosen.cards.get(assessment.order) ?? 0,
      });
      for (const criterion of assessment.criteria) {
        result.criteria.push({
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
        result.decisions.push({
          order: assessment.order,
          decision,
          determination: assessment.determination,
        });
      }
    }
  }
  return result;
}

/** The orders that were written together, by their time of writing, earliest first. */
function signings(resources: readonly Json[]): readonly (readonly [string, readonly Json[]])[] {
  const byTime = new Map<string, Json[]>();
  for (const resource of resources) {
    if (resource.resourceType !== 'ServiceRequest' || text(resource.id) === undefined) continue;
    if (!orderedIntents.has(text(resource.intent) ?? '')) continue;
    if (resource.status === 'entered-in-error' || resource.status === 'draft') continue;
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

interface Judged {
  readonly assessments: readonly Assessment[];
  /** Cards by order. */
  readonly cards: ReadonlyMap<string, number>;
  readonly assumed: boolean;
}

function judged(
  request: HookRequest,
  chart: PastChart,
  instant: number,
  service: CdsService,
): Judged {
  const answer = service.answer({
    request,
    // As above: whatever the export holds is read as it comes.
    resources: chart.resources as unknown as readonly Resource[],
    unavailable: [],
    asOf: new Date(instant),
  });
  const found = answer.response.extension?.[assessmentsKey];
  const cards = new Map<string, number>();
  for (const { order } of answer.record.cards) cards.set(order, (cards.get(order) ?? 0) + 1);
  return { assessments: Array.isArray(found) ? found : [], cards, assumed: chart.assumed };
}

function determinationOf(assessments: readonly Assessment[], order: string): string {
  return assessments.find((one) => one.order === order)?.determination ?? 'out-of-scope';
}

/** Whether an order's time is known to the instant. */
function isPrecise(written: string, judge: Judge): boolean {
  const moment = momentOf(written);
  return judge.asOf === undefined && moment !== undefined && isBy(moment, moment.from);
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

function undatedRow(patientId: string, order: Json, judge: Judge): OrderRow {
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
    redFlags: '',
    reconstruction: 'unknown',
    strict: '',
    lenient: '',
    other: '',
    cards: 0,
  };
}

type Judgement = Omit<OrderRow, 'strict' | 'lenient' | 'other' | 'reconstruction' | 'cards'>;

function rowOf(patientId: string, order: Json, assessment: Assessment, judge: Judge): Judgement {
  const { study, criteria } = assessment;
  const open = openCriteria(assessment);
  const isMissing = assessment.determination === 'prerequisites-missing';
  return {
    ...identityOf(patientId, order, judge),
    study: study.cpt,
    modality: study.modality,
    region: study.region,
    contrast: study.contrast,
    indication: assessment.indication ?? '',
    determination: assessment.determination,
    decidedBy: assessment.decidedBy,
    preferredStudy: assessment.preferredStudy ?? '',
    missing: isMissing ? open.map(({ id }) => id).join(';') : '',
    undocumented: isMissing
      ? open
          .filter(({ finding }) => finding === 'not-documented')
          .map(({ id }) => id)
          .join(';')
      : '',
    redFlags: criteria
      .filter(({ id, finding }) => id.startsWith('red-flag.') && finding === 'met')
      .map(({ id }) => id)
      .join(';'),
  };
}
