import { chartOfEpisode } from '../chart/chart-of-episode.ts';
import { spokenInEpisode } from '../chart/spoken-in-episode.ts';
import type { Chart, ConditionFact, Day, DraftOrder } from '../chart/types.ts';
import type { Case } from '../guideline/case.ts';
import { type Indication, presentFacts, type ReferredGuideline } from '../guideline/indication.ts';
import type { Readings } from '../guideline/readings.ts';
import { specialStudyRules } from '../guideline/rules/special-studies.ts';
import type { StudyRule } from '../guideline/rules/study-rule.ts';
import { techniqueRules } from '../guideline/rules/techniques.ts';
import { indications } from '../guideline/sections/index.ts';
import type { Evaluation } from '../logic/evaluate.ts';
import { explain, type TraceEntry } from '../logic/explain.ts';
import type { BodyRegion, Concept } from '../terminology/types.ts';
import { applyAfterRules } from './after-rules.ts';
import { readEpisode } from './episode.ts';
import { CaseEvaluator, type Judgement, judgeIndication, mostFavourable } from './judgement.ts';
import {
  foundRedFlags,
  judgeRedFlags,
  presentRedFlags,
  type RedFlagReview,
  reviewRedFlags,
} from './red-flag-review.ts';
import { mismatch } from './region-mismatch.ts';
import { stimulatorLumbarImaging } from './stimulator-lumbar.ts';
import type { PresentRedFlag } from './types.ts';

/** What all orders of a call are assessed with. */
export interface AssessmentContext {
  readonly asOf: Date;
  readonly today: Day;
  readonly chart: Chart;
  readonly draftOrders: readonly DraftOrder[];
  readonly readings: Readings;
}

/** One order judged, before the orders are looked at together. */
export interface AssessedOrder {
  readonly order: DraftOrder;
  readonly judgement: Judgement;
  /** The case of the indication that the order was judged under. */
  readonly evaluator: CaseEvaluator;
  readonly indication: Indication | undefined;
  readonly redFlags: readonly PresentRedFlag[];
  readonly prompts: readonly TraceEntry[];
  /** The half-documented red flags behind the prompts. */
  readonly openRedFlags: readonly Evaluation<Case>[];
  readonly notices: readonly string[];
  /** Guidelines that the deciding rule refers to. */
  readonly referrals: readonly ReferredGuideline[];
}

/** Complaints whose onset dates the episode of an order that no section's own condition dates. */
const complaints: readonly Concept[] = [
  'lumbar-radiculopathy',
  'cervical-radicular-pain',
  'thoracic-radicular-pain',
  'low-back-pain',
  'neck-pain',
  'thoracic-pain',
  'disc-disease',
  'spine-disorder',
  'lumbar-stenosis',
  'neurogenic-claudication',
  'spondylolisthesis',
  'spondylolysis',
  'compression-fracture',
  'coccydynia',
  'sacrococcygeal-disorder',
  'sacroiliac-joint',
  'myelopathy',
];

/** Judges one order under everything that applies to it (formal logic, sections 3 to 6). */
export function assessOrder(order: DraftOrder, context: AssessmentContext): AssessedOrder {
  const base = caseOf(order, context, complaintsOf(order, context), []);
  const flagEvaluator = new CaseEvaluator(base);
  const review = reviewRedFlags(flagEvaluator);
  const found = foundRedFlags(review);
  const withFlags: Case = { ...base, redFlags: found };
  const redFlags = presentRedFlags(review);
  const evaluators = new Map<Indication, CaseEvaluator>();
  const { applicable, labels } = applicableIndications(withFlags, context, evaluators);
  const ruled = judgeByRule(withFlags, review, flagEvaluator);
  const candidates =
    ruled === undefined
      ? [
          ...judgeRedFlags(review, flagEvaluator),
          ...applicable.map((indication) =>
            judgeIndication(indication, evaluatorOf(indication, evaluators)),
          ),
        ]
      : [ruled];
  const stimulator =
    ruled === undefined ? stimulatorLumbarImaging(withFlags, candidates) : undefined;
  const chosen =
    stimulator ??
    withContrastOfInfection(
      mostFavourable(candidates, (one) => isReason(one, order, evaluators)),
      candidates,
    ) ??
    mismatch(flagEvaluator, review);
  const named = ruleOf(chosen)?.indication?.(withFlags);
  const indication =
    chosen.indication ??
    indications.find((one) => one.id === named) ??
    underlying(ruled === undefined ? applicable : labels, review, order, evaluators);
  const evaluator =
    (indication === undefined ? undefined : evaluators.get(indication)) ??
    new CaseEvaluator(withFlags);
  const judgement =
    (ruled === undefined || ruled.determination === 'supported') && stimulator === undefined
      ? applyAfterRules(chosen, evaluator, indication, found.length > 0)
      : chosen;
  const notices = [
    ...(indication?.notices?.(evaluator.subject) ?? []),
    ...(ruleOf(judgement)?.notices?.(withFlags) ?? []),
  ];
  const prompts = ruled === undefined ? review.prompts : [];
  const openRedFlags = ruled === undefined ? review.open : [];
  const referrals = ruleOf(chosen)?.refersTo ?? [];
  return {
    order,
    judgement,
    evaluator,
    indication,
    redFlags,
    prompts,
    openRedFlags,
    notices,
    referrals,
  };
}

const everyRegion: readonly BodyRegion[] = [
  'cervical',
  'thoracic',
  'lumbar',
  'sacrum-coccyx',
  'sacroiliac',
];

/** The regions that the ordered study shows; where its code leaves that open, the order's body site, else all. */
function shownRegions(order: DraftOrder): readonly BodyRegion[] {
  if (order.study.shows.length > 0) return order.study.shows;
  return order.bodyRegions.length > 0 ? order.bodyRegions : everyRegion;
}

function caseOf(
  order: DraftOrder,
  context: AssessmentContext,
  presence: readonly ConditionFact[],
  redFlags: Case['redFlags'],
): Case {
  const episode = readEpisode(presence, context.chart, order.reasons);
  return {
    asOf: context.asOf,
    today: context.today,
    chart: spokenInEpisode(chartOfEpisode(context.chart, episode.start), episode.start),
    order,
    draftOrders: context.draftOrders,
    regions: shownRegions(order),
    presence,
    episode,
    redFlags,
    readings: context.readings,
    once: {},
  };
}

/** The spine complaints at the order's level: the order's reasons, or else the problem list. */
function complaintsOf(order: DraftOrder, context: AssessmentContext): readonly ConditionFact[] {
  const probe = { order, chart: context.chart, regions: shownRegions(order) };
  const facts = presentFacts(probe, complaints);
  const reasons = facts.filter((fact) => order.reasons.includes(fact));
  const named = reasons.some((fact) => fact.onset !== undefined) ? reasons : facts;
  return named;
}

interface Applicable {
  /** The indications that the ordered study is judged under. */
  readonly applicable: readonly Indication[];
  /** Those of the order's reasons, whether or not they say anything of this kind of study. */
  readonly labels: readonly Indication[];
}

function applicableIndications(
  subject: Case,
  context: AssessmentContext,
  evaluators: Map<Indication, CaseEvaluator>,
): Applicable {
  const { modality } = subject.order.study;
  const crossSectional = modality === 'MRI' || modality === 'CT';
  const labels: Indication[] = [];
  const present: Indication[] = [];
  for (const indication of indications) {
    const presence = indication.presence(subject);
    if (presence === undefined) continue;
    labels.push(indication);
    const ofIndication = caseOf(
      subject.order,
      context,
      presence.length > 0 ? presence : subject.presence,
      subject.redFlags,
    );
    evaluators.set(indication, new CaseEvaluator(ofIndication));
    const handles =
      crossSectional || indication.studies.some((entry) => entry.modality === modality);
    if (handles) present.push(indication);
  }
  // A recognised specific indication is not escaped into the general one (reading A27).
  const specific = present.filter((indication) => indication.general !== true);
  return { applicable: specific.length > 0 ? specific : present, labels };
}

function evaluatorOf(
  indication: Indication,
  evaluators: Map<Indication, CaseEvaluator>,
): CaseEvaluator {
  const evaluator = evaluators.get(indication);
  if (evaluator === undefined) throw new Error(`no case for indication ${indication.id}`);
  return evaluator;
}

function isReason(
  judgement: Judgement,
  order: DraftOrder,
  evaluators: Map<Indication, CaseEvaluator>,
): boolean {
  // A red flag that stands as well as an indication decides before it.
  if (judgement.indication === undefined) return judgement.decidedBy.startsWith('red-flag.');
  const presence = evaluators.get(judgement.indication)?.subject.presence ?? [];
  return presence.some((fact) => order.reasons.includes(fact));
}

/** redflag-4, redflag-5: an infection's choice of contrast holds even where another red flag would list the plain study. */
function withContrastOfInfection(
  chosen: Judgement | undefined,
  candidates: readonly Judgement[],
): Judgement | undefined {
  const infection = candidates.find(
    (one) =>
      one.decidedBy === 'red-flag.infection' &&
      one.determination === 'alternative-preferred' &&
      one.preference !== 'advisory',
  );
  return infection !== undefined && chosen?.determination === 'supported' ? infection : chosen;
}

/** The indication that an order decided by a red flag or a rule stands under: the order's reason first. */
function underlying(
  applicable: readonly Indication[],
  review: RedFlagReview,
  order: DraftOrder,
  evaluators: Map<Indication, CaseEvaluator>,
): Indication | undefined {
  const cancer = review.present.some((one) => one.flag.id === 'red-flag.cancer');
  const malignancy = applicable.find((one) => one.id === 'suspected-spinal-malignancy');
  if (cancer && malignancy !== undefined) return malignancy;
  const reasons = applicable.filter((indication) =>
    evaluators.get(indication)?.subject.presence.some((fact) => order.reasons.includes(fact)),
  );
  return reasons[0] ?? applicable[0];
}

const rules: readonly StudyRule[] = [...techniqueRules, ...specialStudyRules];

function ruleOf(judgement: Judgement): StudyRule | undefined {
  return judgement.rule;
}

/** The first rule on the study itself that concerns the order and that nothing lifts. */
function judgeByRule(
  subject: Case,
  review: RedFlagReview,
  evaluator: CaseEvaluator,
): Judgement | undefined {
  for (const rule of rules) {
    const concern = evaluator.evaluate(rule.concerns);
    if (concern.value !== 'met') continue;
    const exception = rule.exception === undefined ? undefined : evaluator.evaluate(rule.exception);
    const lifted = exception?.value === 'met';
    if (lifted && rule.lifted === 'judged') continue;
    const redFlagStudy = review.present.find((one) => one.indicated !== undefined)?.indicated;
    const own = lifted ? undefined : rule.instead?.(subject);
    const preferred = lifted ? undefined : (redFlagStudy ?? own);
    return {
      decidedBy: lifted ? (rule.liftedBy ?? rule.id) : rule.id,
      title: rule.title,
      statements: rule.statements,
      determination: lifted ? 'supported' : rule.otherwise,
      entries: [
        ...(rule.otherwise === 'not-supported' && !lifted ? explain(concern) : []),
        ...(exception === undefined ? [] : explain(exception)),
      ],
      required: exception === undefined ? [] : [exception],
      preferred,
      preference: preferred === undefined ? undefined : 'recommended',
      indication: undefined,
      rule,
    };
  }
  return undefined;
}
