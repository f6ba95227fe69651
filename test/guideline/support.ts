import type { Bundle, FhirResource } from 'fhir/r4.js';
import { CaseEvaluator } from '../../src/assessment/case-evaluator.ts';
import { regionCodes } from '../../src/chart/answer-kinds.ts';
import { chartOfEpisode } from '../../src/chart/chart-of-episode.ts';
import { chartDate, today } from '../../src/chart/dates.ts';
import { readOrders } from '../../src/chart/read-order.ts';
import type { DraftOrder } from '../../src/chart/types.ts';
import {
  type Case,
  type CaseFacts,
  conceptsOf,
  type FoundRedFlag,
} from '../../src/guideline/case.ts';
import type { GuidelineCriterion } from '../../src/guideline/criterion.ts';
import { evaluate } from '../../src/logic/evaluate.ts';
import { newestPolicy } from '../../src/spine-imaging/loaded-policies.ts';
import { defaultReadings, type Readings } from '../../src/spine-imaging/readings.ts';
import { redFlags } from '../../src/spine-imaging/red-flags/index.ts';
import { indications } from '../../src/spine-imaging/sections/index.ts';
import type { BodyRegion } from '../../src/terminology/types.ts';
import {
  asOf,
  type Content,
  chartOf,
  concept,
  cpt,
  icd,
  status,
  subject,
} from '../chart/support.ts';

export interface CaseDefinition {
  /** The ordered study's CPT code; lumbar MRI where absent. */
  readonly study?: string;
  /** Further fields of the order. */
  readonly order?: Content;
  /** Onset of the episode; 2026-09-01 where absent, unknown where null. */
  readonly onset?: string | null;
  readonly changed?: string;
  readonly resources?: readonly Content[];
  readonly redFlags?: readonly string[];
  readonly readings?: Partial<Readings>;
}

/** One order of patient p1 on 2026-11-18, for lumbar radiculopathy unless it says otherwise. */
export function caseOf(definition: CaseDefinition = {}): Case {
  const { study = '72148', onset = '2026-09-01', resources = [] } = definition;
  const start = onset === null ? undefined : chartDate(onset);
  const reference = definition.changed === undefined ? start : chartDate(definition.changed);
  const chart = chartOfEpisode(chartOf(...resources), start);
  const draftOrders: Bundle<FhirResource> = JSON.parse(
    JSON.stringify({
      resourceType: 'Bundle',
      type: 'collection',
      entry: [
        {
          resource: {
            resourceType: 'ServiceRequest',
            id: 'order',
            status: 'draft',
            intent: 'order',
            subject,
            code: concept(cpt, study),
            reasonCode: [concept(icd, 'M54.16', 'Radiculopathy, lumbar region')],
            ...definition.order,
          },
        },
      ],
    }),
  );
  const orders = readOrders(draftOrders, chart, { patientId: 'p1', asOf });
  const [order] = orders;
  if (order === undefined) throw new Error(`${study} is no study`);
  const facts: CaseFacts = {
    asOf,
    today: today(asOf),
    chart,
    order,
    mentions: [],
    draftOrders: orders,
    regions: shownBy(order),
    presence: order.reasons,
    concepts: conceptsOf(order.reasons),
    episode: {
      ...(start === undefined ? {} : { start }),
      ...(reference === undefined ? {} : { reference }),
      evidence: [],
    },
    deficits: [],
    redFlags: (definition.redFlags ?? []).map(foundFlag),
    readings: { ...defaultReadings, ...definition.readings },
    indications,
    roles: newestPolicy.roles,
  };
  return new CaseEvaluator(facts).orderCase;
}

/** What the study shows; where its code leaves that open, the order's body site, else everything. */
function shownBy({ study, bodyRegions }: DraftOrder): readonly BodyRegion[] {
  if (study.shows.length > 0) return study.shows;
  return bodyRegions.length > 0 ? bodyRegions : regionCodes;
}

function foundFlag(id: string): FoundRedFlag {
  return {
    id,
    selectsStudy: !id.endsWith('aorta'),
    wantsOtherContrast: false,
    isDeficit: redFlags.find((flag) => flag.id === id)?.isDeficit === true,
    summary: `There is ${id}`,
    evidence: [{ reference: `Observation/${id}`, text: id }],
    statements: [],
  };
}

/**
 * What is decided, whatever its words: `met [what it cites]`, with the days that it names behind (a day from which a
 * study is due, a day on which a treatment ended).
 */
export function decided(criterion: GuidelineCriterion, definition: CaseDefinition = {}): string {
  const { value, summary, evidence } = evaluate(criterion, caseOf(definition), new Map());
  const cited = evidence.map((one) => one.reference).join(', ');
  return [`${value} [${cited}]`, ...(summary.match(/\d{4}-\d{2}-\d{2}/g) ?? [])].join(' ');
}

/** What would settle it in a case. */
export function asked(
  criterion: GuidelineCriterion,
  definition: CaseDefinition = {},
): readonly string[] | undefined {
  return evaluate(criterion, caseOf(definition), new Map()).asks;
}

/** A response of the patient to the documentation Questionnaire, of 2026-11-10. */
export function response(
  answers: Readonly<Record<string, Content | boolean>>,
  more: Content = {},
): Content {
  return {
    resourceType: 'QuestionnaireResponse',
    id: 'q',
    status: 'completed',
    subject,
    questionnaire: 'Questionnaire/spine-imaging-documentation',
    authored: '2026-11-10',
    item: Object.entries(answers).map(([linkId, answer]) => ({
      linkId,
      answer: [typeof answer === 'boolean' ? { valueBoolean: answer } : answer],
    })),
    ...more,
  };
}

export const condition = (id: string, code: string, more: Content = {}): Content => ({
  resourceType: 'Condition',
  id,
  subject,
  clinicalStatus: status('active'),
  code: concept(icd, code),
  ...more,
});

export const report = (
  id: string,
  code: string,
  day: string | undefined,
  conclusion: string,
  more: Content = {},
): Content => ({
  resourceType: 'DiagnosticReport',
  id,
  status: 'final',
  subject,
  code: concept(cpt, code),
  effectiveDateTime: day,
  conclusion,
  ...more,
});

export const visit = (id: string, start: string | undefined, more: Content = {}): Content => ({
  resourceType: 'Encounter',
  id,
  status: 'finished',
  class: { code: 'AMB' },
  subject,
  period: { start },
  ...more,
});

export const therapy = (
  id: string,
  start: string | undefined,
  end: string | undefined,
  more: Content = {},
): Content => ({
  resourceType: 'Procedure',
  id,
  status: 'completed',
  subject,
  code: concept(cpt, '97110'),
  performedPeriod: { start, end },
  ...more,
});

export const surgery = (id: string, code: string, day: string, more: Content = {}): Content => ({
  resourceType: 'Procedure',
  id,
  status: 'completed',
  subject,
  code: concept(cpt, code),
  performedDateTime: day,
  ...more,
});
