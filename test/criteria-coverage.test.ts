import { expect, test } from 'vitest';
import { assessOrder } from '../src/assessment/assess-order.ts';
import { isInScope } from '../src/assessment/scope.ts';
import { buildChart } from '../src/chart/build-chart.ts';
import { today } from '../src/chart/dates.ts';
import { readOrders } from '../src/chart/read-order.ts';
import type { Case } from '../src/guideline/case.ts';
import { criterionTrees } from '../src/guideline/catalogue.ts';
import type { GuidelineCriterion } from '../src/guideline/criterion.ts';
import type { Indication } from '../src/guideline/indication.ts';
import type { FindingValue } from '../src/logic/finding.ts';
import { leavesOf } from '../src/logic/list.ts';
import { mentionsByOrder } from '../src/notes/order-mentions.ts';
import { loadedPolicies, newestPolicy } from '../src/spine-imaging/loaded-policies.ts';
import { redFlags } from '../src/spine-imaging/red-flags/index.ts';
import {
  priorStudies,
  repeatImagingNeed,
  simultaneousStudiesNeed,
  surveillanceOnly,
  symptomsImproving,
  symptomsLongstandingStable,
} from '../src/spine-imaging/rules/after-indication.ts';
import { specialStudyRules } from '../src/spine-imaging/rules/special-studies.ts';
import { techniqueRules } from '../src/spine-imaging/rules/techniques.ts';
import { allVignettes, type Vignette } from '../src/vignettes/vignette.ts';
import { resourcesOf } from './support/vignette-call.ts';

const values: readonly FindingValue[] = ['met', 'not-met', 'not-documented'];

/** Closed world, and nothing in between: what nobody recorded is not there (evidence contract, "Silence"). */
const neverOpen = [
  'red-flag',
  'red-flag.selects-study',
  'red-flag.progressive-deficit',
  'osseous-planning',
  'contrast-rationale',
  'ct-bony-indication',
  'ct-nondiagnostic',
  'prior-spine-surgery',
  'infant',
  'syrinx-follow-up-due',
  'syrinx-surgery',
  'neurological-deterioration',
  'superficial-mass',
  'symptoms-improving',
  'symptoms-longstanding-stable',
  'surveillance-only',
  // Discordance must be documented to count (formal logic, section 4).
  'location-concordant',
];

/** Outcomes that cannot be, each with the reason. */
const impossible: Readonly<Record<string, readonly FindingValue[]>> = {
  ...Object.fromEntries(neverOpen.map((id) => [id, ['not-documented']])),
  // The section applies only where the mechanism, the plan or the surgery is documented.
  'high-risk-mechanism': ['not-met', 'not-documented'],
  'stimulator-planned': ['not-met', 'not-documented'],
  'surgery-over-six-months-ago': ['not-met', 'not-documented'],
  // Beside the film's own criterion it only says when a negative one settles nothing.
  'occult-fracture': ['not-documented'],
  // A refuted syrinx is no indication at all.
  'syrinx-identified': ['not-met'],
  // Only a payer's settings meet them; the settings have tests of their own.
  'trial-of-treatment.not-required': ['met', 'not-documented'],
  'plain-radiograph.not-required': ['met', 'not-documented'],
  // The guideline that could meet it is not part of this one (reading A29).
  'whole-body-syndrome': ['met'],
  // With a suspected fracture its own section is judged, which lists the same studies.
  'suspected-occult-fracture': ['met'],
  // Otherwise decided by the assessment, when nothing at the ordered level is left to judge.
  'documented-indication': ['not-met', 'not-documented'],
};

function treesOf(
  indication: Indication | undefined,
  orderCase: Case,
  drafts: number,
): readonly GuidelineCriterion[] {
  const rules = [...techniqueRules, ...specialStudyRules].filter(
    (rule) => rule.concerns.decide(orderCase).value === 'met',
  );
  return [
    ...(indication === undefined ? [] : [indication.requires]),
    ...(indication?.studies ?? []).flatMap((entry) => [
      entry.requires,
      entry.listedIf,
      entry.firstPreferredUnless,
    ]),
    ...redFlags.map((flag) => flag.criterion),
    ...rules.map((rule) => rule.exception),
    symptomsImproving,
    symptomsLongstandingStable,
    surveillanceOnly,
    ...(priorStudies(orderCase).length > 0 ? [repeatImagingNeed] : []),
    ...(drafts > 1 ? [simultaneousStudiesNeed] : []),
  ].filter((tree) => tree !== undefined);
}

/** Every leaf that is asked in a vignette, with what it finds there. */
function findingsIn(vignette: Vignette): readonly (readonly [id: string, value: FindingValue])[] {
  const asOf = new Date(vignette.asOf);
  const { patientId, draftOrders } = vignette.request.context;
  const chart = buildChart({ patientId, resources: resourcesOf(vignette.request), asOf });
  const orders = readOrders(draftOrders, chart, { patientId, asOf }).filter((one) =>
    isInScope(one, chart),
  );
  const context = {
    asOf,
    today: today(asOf),
    chart,
    draftOrders: orders,
    mentions: mentionsByOrder(orders, today(asOf)),
    policies: loadedPolicies,
  };
  return orders.flatMap((order) => {
    const { indication, evaluator } = assessOrder(order, context);
    const { orderCase } = evaluator;
    return treesOf(indication, orderCase, orders.length)
      .flatMap(leavesOf)
      .map((leaf) => [leaf.id, leaf.decide(orderCase).value] as const);
  });
}

let seenSoFar: ReadonlySet<string> | undefined;

/** Every criterion with every value that a vignette gives it; worked out once. */
function seenInVignettes(): ReadonlySet<string> {
  seenSoFar ??= new Set(
    allVignettes()
      .flatMap(findingsIn)
      .map(([id, value]) => `${id} ${value}`),
  );
  return seenSoFar;
}

test('every computed criterion decides a vignette as met, as not met and as not documented', () => {
  const seen = seenInVignettes();
  // What kind of study is ordered is read off the order: it is so or not, and never asked of the chart.
  const leaves = criterionTrees(newestPolicy)
    .flatMap(leavesOf)
    .filter((leaf) => !leaf.id.startsWith('study.'));
  const unproven = [...new Set(leaves.map((leaf) => leaf.id))].flatMap((id) =>
    values
      .filter((value) => !(impossible[id] ?? []).includes(value) && !seen.has(`${id} ${value}`))
      .map((value) => `${id} ${value}`),
  );
  expect(unproven).toEqual([]);
});

test('what is listed as impossible does not happen', () => {
  const seen = seenInVignettes();
  const happened = Object.entries(impossible).flatMap(([id, never]) =>
    never.filter((value) => seen.has(`${id} ${value}`)).map((value) => `${id} ${value}`),
  );
  expect(happened).toEqual([]);
});
