import type {
  Bundle,
  FhirResource,
  Questionnaire,
  QuestionnaireItem,
  QuestionnaireResponse,
  QuestionnaireResponseItem,
  Resource,
} from 'fhir/r4.js';
import { type AssessedOrder, assessOrder } from '../assessment/assess-order.ts';
import { countStudies, requireBounded, requireFewFindings } from '../assessment/comparisons.ts';
import { isInScope } from '../assessment/scope.ts';
import { today } from '../chart/dates.ts';
import { withHeldEvidence } from '../chart/held-evidence.ts';
import { readingOrders } from '../chart/read-order.ts';
import { buildingChartAt, type SiteReading, translating } from '../chart/site-reading.ts';
import type { Chart } from '../chart/types.ts';
import type { Policies } from '../guideline/policy.ts';
import { readingMentions } from '../notes/order-mentions.ts';
import { loadedPolicies } from '../spine-imaging/loaded-policies.ts';
import { atOnce, type Work } from '../turns.ts';
import type { ChartAnswer } from './answers.ts';
import { chartAnswers } from './chart-answers.ts';
import { answeredBy, isEnabled } from './enabled.ts';
import { documentationQuestionnaire } from './questionnaire.ts';

/** What a draft is made from. */
export interface PopulateInput {
  readonly patientId: string;
  /** Everything that was sent or read about the patient, unfiltered. */
  readonly resources: readonly Resource[];
  readonly draftOrders: Bundle<FhirResource>;
  readonly asOf: Date;
  readonly canonicalBase: string;
  /** The versions that the orders' days of service choose among. */
  readonly policies?: Policies;
  /**
   * The form that is filled in; unless told otherwise the whole documentation Questionnaire of the first order's
   * version.
   */
  readonly questionnaire?: Questionnaire;
  /** How charts are read at the site. */
  readonly site?: SiteReading;
  /** The chart, where it was built of these resources already. */
  readonly chart?: Chart;
}

/** Where the orders stand in what came. */
const field = 'order';

/** The extension that names the resource that an answer was taken from. */
export function answerSourceUrl(canonicalBase: string): string {
  return `${canonicalBase}/StructureDefinition/answer-source`;
}

/**
 * A draft of the documentation response for the draft orders (SDC, "Form Population"): every item, those
 * that the chart answers with their answers, each with its sources in an extension, the rest empty. It is
 * `in-progress` and so no evidence until somebody completes it. Where orders differ (another episode,
 * another region) the first one that the chart answers for an item counts.
 * @returns undefined where none of the orders is spine imaging
 */
export function populate(input: PopulateInput): QuestionnaireResponse | undefined {
  return atOnce(populating(input));
}

/**
 * The same as {@link populate}, as work that can be left.
 * @throws RequestProblem 400 for more orders than can be judged at once beside a chart of this size
 */
export function* populating(input: PopulateInput): Work<QuestionnaireResponse | undefined> {
  const { patientId, draftOrders, asOf, canonicalBase, site = {} } = input;
  const resources = withHeldEvidence(input.resources, draftOrders);
  const studies = countStudies((draftOrders.entry ?? []).map(({ resource }) => resource));
  const whileReading = (findings: number) => requireFewFindings(studies, findings, field);
  const told = { patientId, resources, asOf, whileReading };
  const chart = input.chart ?? (yield* buildingChartAt(site, told));
  const reading = { patientId, asOf, ...translating(site) };
  const read = yield* readingOrders(draftOrders, chart, reading);
  const orders = read.filter(
    (order) => order.resource.doNotPerform !== true && isInScope(order, chart, read),
  );
  if (orders.length === 0) return undefined;
  requireBounded(orders, chart, field);
  const context = {
    asOf,
    today: today(asOf),
    chart,
    draftOrders: orders,
    mentions: yield* readingMentions(orders, today(asOf)),
    policies: input.policies ?? loadedPolicies,
  };
  const answers = new Map<string, ChartAnswer>();
  const assessed: AssessedOrder[] = [];
  for (const order of orders) {
    const one = assessOrder(order, context);
    assessed.push(one);
    yield;
    const { evaluator, policy } = one;
    for (const [linkId, answer] of chartAnswers(evaluator.orderCase, policy, canonicalBase)) {
      if (!answers.has(linkId)) answers.set(linkId, answer);
    }
  }
  const questionnaire =
    input.questionnaire ?? documentationQuestionnaire(canonicalBase, assessed[0]?.policy);
  return draft(questionnaire, answers, input);
}

function draft(
  questionnaire: Questionnaire,
  answers: ReadonlyMap<string, ChartAnswer>,
  { patientId, asOf, canonicalBase }: PopulateInput,
): QuestionnaireResponse {
  const source = answerSourceUrl(canonicalBase);
  const itemOf = (item: QuestionnaireItem): QuestionnaireResponseItem => {
    const { linkId, text } = item;
    const known = answers.get(linkId);
    const extension = known?.sources.map((reference) => ({
      url: source,
      valueReference: { reference },
    }));
    return {
      linkId,
      ...(text === undefined ? {} : { text }),
      ...(known === undefined || extension === undefined
        ? {}
        : { answer: [{ extension, ...known.answer }] }),
    };
  };
  return {
    resourceType: 'QuestionnaireResponse',
    meta: { profile: ['http://hl7.org/fhir/uv/sdc/StructureDefinition/sdc-questionnaireresponse'] },
    questionnaire: `${questionnaire.url}|${questionnaire.version}`,
    status: 'in-progress',
    subject: { reference: `Patient/${patientId}` },
    authored: asOf.toISOString(),
    item: (questionnaire.item ?? []).map(({ linkId, text = '', item = [] }) => ({
      linkId,
      text,
      // An item that its `enableWhen` hides stands in no response.
      item: item
        .filter((one) => isEnabled(one, (asked) => answeredBy(answers.get(asked)?.answer)))
        .map(itemOf),
    })),
  };
}
