import { isoDay, today } from '../chart/dates.ts';
import type { Chart, DraftOrder } from '../chart/types.ts';
import { duration, trialRecord } from '../guideline/criteria/trial-record.ts';
import { presentFacts } from '../guideline/indication.ts';
import type { Readings } from '../guideline/readings.ts';
import { documentationRequests } from '../guideline/rules/documentation.ts';
import { guidelineVersion } from '../guideline/version.ts';
import type { TraceEntry } from '../logic/explain.ts';
import type { BodyRegion } from '../terminology/types.ts';
import { type AssessedOrder, type AssessmentContext, assessOrder } from './assess-order.ts';
import { withSimultaneousStudies } from './simultaneous-studies.ts';
import type { CriterionResult, OrderReview, ReferredGuideline, TrialProgress } from './types.ts';

/**
 * Assesses draft orders of one patient. All of them are judged together (duplicates, simultaneous and
 * multi-region studies); only the selected ones are returned, in the order of `orders`.
 *
 * @param input.orders the in-scope draft orders, as `draftOrders` gives them
 * @param input.isSelected which of them are asked about (all at `order-sign`)
 * @param input.asOf the instant of evaluation; nothing below reads a clock
 */
export function assess(input: {
  readonly orders: readonly DraftOrder[];
  readonly isSelected: (order: DraftOrder) => boolean;
  readonly chart: Chart;
  readonly asOf: Date;
  readonly readings: Readings;
}): readonly OrderReview[] {
  const { chart, asOf, readings, orders } = input;
  const context: AssessmentContext = {
    asOf,
    today: today(asOf),
    chart,
    draftOrders: orders,
    readings,
  };
  const assessed = withSimultaneousStudies(orders.map((order) => assessOrder(order, context)));
  return assessed.filter((one) => input.isSelected(one.order)).map(reviewOf);
}

function reviewOf(one: AssessedOrder): OrderReview {
  const { order, judgement, indication } = one;
  const { subject } = one.evaluator;
  const criteria = criteriaOf(one);
  return {
    order,
    assessment: {
      order: order.reference,
      study: {
        cpt: order.study.cpt,
        modality: order.study.modality,
        region: order.study.region,
        contrast: order.study.contrast,
      },
      indication: indication?.id ?? null,
      determination: judgement.determination,
      preferredStudy: judgement.preferred?.cpt ?? null,
      preference: judgement.preferred === undefined ? null : (judgement.preference ?? null),
      refersTo: referralsOf(one),
      decidedBy: judgement.decidedBy,
      criteria,
      guideline: guidelineVersion,
    },
    decidedByTitle: judgement.title,
    statements: judgement.statements,
    redFlags: one.redFlags,
    trial: trialProgress(one, criteria),
    trialCanBeComplete:
      subject.episode.start === undefined ||
      subject.today - subject.episode.start.latest >= subject.readings.trialDays,
    onsetDocumented: subject.episode.start !== undefined,
    documentation: documentationRequests
      .filter((request) => request.asked(subject, indication?.id))
      .map(({ id, statements, text }) => ({ id, statements, text })),
    notices: [...one.notices, ...unreadNotices(subject.chart)],
    radiographRegion: radiographRegion(one, criteria),
    ...(judgement.determination === 'prerequisites-missing'
      ? { unsettled: { subject, required: judgement.required, redFlags: one.openRedFlags } }
      : {}),
  };
}

/** What was attested and could not be read: shown, since whoever gave it believes it given. */
function unreadNotices(chart: Chart): readonly string[] {
  return chart.unread
    .slice(0, 5)
    .map(({ reference, text }) => `${text} (${reference}); it was left aside.`);
}

/** Each criterion once; the red flags that waived are named themselves, the half-documented ones prompt. */
function criteriaOf(one: AssessedOrder): readonly CriterionResult[] {
  const results: CriterionResult[] = [];
  const seen = new Set<string>();
  const add = (entry: TraceEntry): void => {
    if (entry.id === 'red-flag' || entry.id === 'red-flag.selects-study') {
      if (entry.value !== 'met') return;
      for (const flag of one.evaluator.subject.redFlags) {
        if (seen.has(flag.id)) continue;
        seen.add(flag.id);
        const { id, summary, statements, evidence } = flag;
        results.push({ id, finding: 'met', statements, summary, evidence });
      }
      return;
    }
    if (seen.has(entry.id)) return;
    seen.add(entry.id);
    results.push({
      id: entry.id,
      finding: entry.value,
      statements: statementsOf(entry, one),
      summary: entry.summary,
      evidence: entry.evidence,
      ...(entry.partOf === undefined ? {} : { partOf: entry.partOf }),
    });
  };
  for (const entry of one.judgement.entries) add(entry);
  if (one.judgement.determination === 'prerequisites-missing')
    for (const entry of one.prompts) add(entry);
  return results;
}

/** The section's own statement first, where it names the criterion. */
function statementsOf(entry: TraceEntry, one: AssessedOrder): readonly string[] {
  const names = one.indication?.names;
  if (names === undefined || !names.criteria.includes(entry.id)) return entry.statements;
  return [names.statement, ...entry.statements.filter((id) => id !== names.statement)];
}

/** Other guidelines that govern part of the order: information, never a denial (general-cancer-3, radiculopathy-2). */
function referralsOf(one: AssessedOrder): readonly ReferredGuideline[] {
  const { subject } = one.evaluator;
  const referrals = new Set<ReferredGuideline>(one.indication?.refersTo?.(subject) ?? []);
  for (const guideline of one.referrals) referrals.add(guideline);
  const malignancy = presentFacts(subject, ['malignancy'], { anyLevel: true }).filter(
    (fact) => fact.certainty === 'known',
  );
  if (
    malignancy.length > 0 &&
    presentFacts(subject, ['spinal-neoplasm', 'myelopathy', 'cauda-equina-syndrome'], {
      anyLevel: true,
    }).length > 0
  ) {
    referrals.add('oncology');
  }
  if (
    presentFacts(subject, ['focal-neuropathy'], { anyLevel: true, reasonOnly: true }).length > 0
  ) {
    referrals.add('peripheral-nerve');
  }
  return [...referrals];
}

function trialProgress(
  one: AssessedOrder,
  criteria: readonly CriterionResult[],
): TrialProgress | undefined {
  if (!criteria.some((criterion) => criterion.id === 'trial-of-treatment')) return undefined;
  const { subject } = one.evaluator;
  const { run } = trialRecord(subject);
  const requiredDays = subject.readings.trialDays;
  if (run === undefined) {
    return {
      ongoing: false,
      documentedDays: 0,
      requiredDays,
      completeOn: isoDay(subject.today + requiredDays),
    };
  }
  const documentedDays = Math.max(0, duration(run).least);
  const start = isoDay(run.start.latest);
  const recent = subject.today - run.end.latest <= subject.readings.trialRecentDays;
  // A trial that was interrupted, or ended too long ago, begins anew; one under way or just ended goes on.
  const goesOn =
    run.ongoing ||
    (recent && subject.today - run.end.latest <= subject.readings.adjacentTreatmentGapDays);
  const complete = goesOn ? run.start.latest + requiredDays : subject.today + requiredDays;
  return {
    start,
    end: isoDay(run.end.earliest),
    ongoing: run.ongoing,
    documentedDays,
    requiredDays,
    ...(documentedDays >= requiredDays && recent ? {} : { completeOn: isoDay(complete) }),
  };
}

const radiographCriteria: ReadonlySet<string> = new Set([
  'plain-radiograph',
  'post-surgical-radiograph',
  'radiograph-nondiagnostic',
  'radiograph-negative-for-fracture',
  'fracture-acuity-indeterminate',
]);

function radiographRegion(
  one: AssessedOrder,
  criteria: readonly CriterionResult[],
): BodyRegion | undefined {
  const missing = criteria.some(
    (criterion) => radiographCriteria.has(criterion.id) && criterion.finding !== 'met',
  );
  if (!missing) return undefined;
  if (one.indication?.id === 'sacroiliac-joint') return 'sacroiliac';
  if (one.indication?.id === 'coccydynia') return 'sacrum-coccyx';
  const { subject } = one.evaluator;
  const levels = subject.presence.flatMap((fact) => fact.regions);
  return subject.regions.find((region) => levels.includes(region)) ?? subject.regions[0];
}
