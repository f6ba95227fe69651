import type { ConditionFact } from '../../chart/types.ts';
import { attestedFlag, type Case, overlap } from '../../guideline/case.ts';
import {
  attestedCriterion,
  choice,
  composite,
  criterion,
  met,
  notDocumented,
  notMet,
} from '../../guideline/criterion.ts';
import type { RedFlag } from '../../guideline/red-flag.ts';
import type { StudyEntry } from '../../guideline/study-entry.ts';
import type { Finding } from '../../logic/finding.ts';
import { isJointOrOrgan } from '../../terminology/elsewhere.ts';
import { explainsWeightLoss } from '../../terminology/taken-back-words.ts';
import type { BodyRegion, Concept } from '../../terminology/types.ts';
import { ageCriterion } from '../criteria/age.ts';
import { mriContraindicated } from '../criteria/mri-contraindicated.ts';
import { factsOf, isUndated } from './flag-facts.ts';
import { complaintsNow, levelsOf, recordsOf } from './flag-levels.ts';
import { isNow, isOfLongBefore, isRecent } from './newness.ts';
import { activeFact, redFlagCriterion } from './red-flag.ts';

const statements = ['general-cancer-1', 'redflag-1'];

/** A sign found long ago tells nothing of this pain; a problem of the list stands until somebody ends it. */
function isOfNow(fact: ConditionFact, orderCase: Case): boolean {
  return fact.origin !== 'observation' || isNow(fact, orderCase);
}

/** A feature that a form states, or a record of these weeks. */
const feature = (name: string, question: string, concept: Concept) =>
  criterion({
    id: `cancer-feature.${name}`,
    question,
    statements: ['general-cancer-1'],
    decide: (orderCase) => {
      const facts = factsOf(orderCase, concept).filter(
        (fact) => fact.current && isOfNow(fact, orderCase) && !isJointOrOrgan(fact.evidence.text),
      );
      const evidence = facts.map((fact) => fact.evidence);
      if (facts.some(({ certainty }) => certainty === 'refuted'))
        return facts.every(({ certainty }) => certainty === 'refuted')
          ? notMet(`Recorded as absent: ${question}`, evidence)
          : notDocumented(`Recorded as present and as absent: ${question}`, evidence);
      return facts.length > 0
        ? met(`Recorded: ${question}`, evidence)
        : notDocumented(`Not documented: ${question}`);
    },
  });

const nightPain = feature('night-pain', 'Is there night pain?', 'night-pain');
const unrelievedByPosition = feature(
  'unrelieved-by-position',
  'Is the pain unrelieved by a change of position?',
  'pain-unrelieved-by-position',
);
const refractoryPain = attestedCriterion({
  id: 'cancer-feature.refractory-pain',
  question: 'Is the pain severe or worsening despite a reasonable trial of therapy?',
  statements: ['general-cancer-1'],
  silence: 'not-documented',
});

const weightLoss = criterion({
  id: 'cancer-feature.weight-loss',
  question: 'Is there unexplained weight loss?',
  statements: ['general-cancer-1'],
  decide: (orderCase) => {
    const facts = [
      ...orderCase.order.reasons.filter((fact) => fact.concepts.has('abnormal-weight-loss')),
      ...orderCase.chart.conditionsOf('abnormal-weight-loss'),
    ].filter(
      (fact) =>
        fact.current &&
        isOfNow(fact, orderCase) &&
        !isOfLongBefore(fact, orderCase) &&
        !explainsWeightLoss(fact.evidence.text),
    );
    const present = facts.filter((fact) => fact.certainty !== 'refuted');
    if (present.length > 0)
      return met(
        'Unexplained weight loss is documented',
        present.map((fact) => fact.evidence),
      );
    if (facts.length > 0)
      return notMet(
        'Weight loss is ruled out',
        facts.map((fact) => fact.evidence),
      );
    return notDocumented('Weight loss is not documented');
  },
});

/** general-cancer-1, "age >70": 70 is not met, 71 is. */
const ageOver70 = ageCriterion({
  id: 'cancer-feature.age-over-70',
  question: 'Is the patient older than {cancerAgeAboveYears}?',
  statements: ['general-cancer-1'],
  decide({ least, most }, { cancerAgeAboveYears }, evidence) {
    if (least > cancerAgeAboveYears) return met(`Aged ${least}`, evidence);
    if (most <= cancerAgeAboveYears) return notMet(`Aged ${most}`, evidence);
    return notDocumented('The date of birth is not precise enough to tell the age', evidence);
  },
});

/**
 * Suspicion documented as a suspected or known spinal neoplasm. Never inferred from features, never from
 * age; a feature, or a malignancy with new spinal pain, is asked about (readings A12, A46).
 */
const suspicion = redFlagCriterion({
  id: 'cancer-suspicion',
  question: 'Is a spinal malignancy clinically suspected?',
  statements,
  decide: decideSuspicion,
});

function decideSuspicion(orderCase: Case): Finding {
  const id = 'cancer-suspicion';
  const stated = (by: string): Finding =>
    activeFact(orderCase, 'spinal-neoplasm', by, 'spinal malignancy', {
      holds: 'A spinal malignancy is suspected or known',
    });
  // Who states the flag as a whole states the suspicion with it, unless it was ruled out since.
  const isWhole =
    attestedFlag(orderCase, id) === undefined &&
    attestedFlag(orderCase, 'red-flag.cancer')?.value === true;
  const asWhole = isWhole ? stated('red-flag.cancer') : undefined;
  const finding = asWhole?.value === 'met' ? asWhole : stated(id);
  const isSettled =
    finding.value !== 'not-met' ||
    factsOf(orderCase, 'spinal-neoplasm').some((fact) => isRuledOutLately(fact, orderCase)) ||
    attestedFlag(orderCase, id)?.value === false;
  if (isSettled) return finding;
  const features = [nightPain, unrelievedByPosition, refractoryPain, weightLoss].flatMap((one) => {
    const said = one.decide(orderCase);
    return said.value === 'met' || orderCase.chart.contradicted(one.id) !== undefined ? [said] : [];
  });
  if (features.length > 0) {
    return notDocumented(
      'A feature of malignancy is documented; whether malignancy is suspected is not',
      features.flatMap((one) => one.evidence),
    );
  }
  const lesions = factsOf(orderCase, 'spinal-lesion').filter(
    (fact) => fact.certainty !== 'refuted' && (fact.current || isUndated(fact)),
  );
  if (lesions.length > 0) {
    return notDocumented(
      'A lesion of the spine is recorded; whether malignancy is suspected is not',
      lesions.map((fact) => fact.evidence),
    );
  }
  const known = knownMalignancies(orderCase);
  if (known.length > 0 && complaintsNow(orderCase).length > 0) {
    return notDocumented(
      'A malignancy is known, now or in the past, and there is spinal pain; whether a spinal malignancy is suspected is not documented',
      known.map((fact) => fact.evidence),
    );
  }
  return notMet('No suspicion of a spinal malignancy is documented');
}

/** A53: only what was ruled out in the last weeks leaves nothing to ask. */
function isRuledOutLately(
  { certainty, recorded, onset, fromText }: ConditionFact,
  orderCase: Case,
): boolean {
  const date = recorded ?? onset;
  if (certainty !== 'refuted' || fromText === true) return false;
  return date === undefined || isRecent(date, orderCase);
}

/** Known malignancy, present or past. */
function knownMalignancies(orderCase: Case): readonly ConditionFact[] {
  return [
    ...factsOf(orderCase, 'malignancy'),
    ...factsOf(orderCase, 'history-of-malignancy'),
  ].filter((fact) => fact.certainty === 'known');
}

const attestedAs = ['red-flag.cancer', 'cancer-suspicion'] as const;

/** The levels of what is suspected or known to be malignant (reading A52), else of lesions that nobody names further. */
function suspectedLevels(orderCase: Case): readonly BodyRegion[] {
  const hasNeoplasm = factsOf(orderCase, 'spinal-neoplasm').some(
    ({ certainty }) => certainty !== 'refuted',
  );
  return levelsOf(orderCase, hasNeoplasm ? 'spinal-neoplasm' : 'spinal-lesion', attestedAs);
}

/** Whether something says that a spinal malignancy is suspected at another level than the ordered one (reading A52). */
export function isSuspectedElsewhere(orderCase: Case): boolean {
  const levels = suspectedLevels(orderCase);
  return levels.length > 0 && !overlap(levels, orderCase.regions);
}

/**
 * general-cancer-3, reading A46: a malignancy, present or past, with pain of the spine: the oncology guideline
 * applies too.
 */
export function isOncologic(orderCase: Case): boolean {
  return knownMalignancies(orderCase).length > 0 && complaintsNow(orderCase).length > 0;
}

/** redflag-1, reading A45: with a known or past malignancy, the suspicion needs no further feature. */
function malignancyInstead(orderCase: Case): Finding | undefined {
  const known = knownMalignancies(orderCase);
  if (known.length === 0) return undefined;
  return met(
    'A malignancy is known, now or in the past',
    known.map((fact) => fact.evidence),
  );
}

/** general-cancer-1, readings A12 and A45: suspicion, and a known malignancy or at least one feature. */
export const cancerCriterion = composite({
  id: 'red-flag.cancer',
  question: 'Is a spinal malignancy suspected, with at least one feature?',
  statements,
  of: [
    suspicion,
    choice({
      id: 'cancer-feature',
      question: 'Is at least one feature of malignancy documented?',
      statements: ['general-cancer-1'],
      of: [nightPain, weightLoss, unrelievedByPosition, ageOver70, refractoryPain],
      shortcut: malignancyInstead,
    }),
  ],
});

/**
 * general-cancer-2: MRI of the level without, or without and with; CT of the level with or without; CT myelography
 * when MRI is contraindicated.
 */
export const cancerStudies: readonly StudyEntry[] = [
  { modality: 'MRI', regions: 'ordered', contrast: ['without', 'without-and-with'] },
  { modality: 'CT', regions: 'ordered', contrast: ['without', 'with'] },
  {
    modality: 'CT-myelogram',
    regions: 'ordered',
    contrast: ['with'],
    requires: mriContraindicated,
    alternative: true,
  },
];

export const cancer: RedFlag = {
  id: 'red-flag.cancer',
  title: 'Suspected spinal malignancy',
  statements: ['general-cancer-1', 'general-cancer-2', 'redflag-1'],
  criterion: cancerCriterion,
  servedBy: ['imaging-guidance'],
  regions: suspectedLevels,
  records: (orderCase) => recordsOf(orderCase, 'spinal-neoplasm', attestedAs),
  contrastMeans: 'iv',
  indication: 'suspected-spinal-malignancy',
  studies: cancerStudies,
};
