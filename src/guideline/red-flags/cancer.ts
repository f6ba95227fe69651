import { ageInYears } from '../../chart/dates.ts';
import type { Finding } from '../../logic/finding.ts';
import type { Case } from '../case.ts';
import { mriContraindicated } from '../criteria/modality.ts';
import {
  attestedCriterion,
  choice,
  composite,
  criterion,
  met,
  notDocumented,
  notMet,
} from '../criterion.ts';
import type { StudyEntry } from '../indication.ts';
import { factsOf, levelsOf, type RedFlag } from './red-flag.ts';

const statements = ['general-cancer-1', 'redflag-1'];

const feature = (name: string, question: string) =>
  attestedCriterion({
    id: `cancer-feature.${name}`,
    question,
    statements: ['general-cancer-1'],
    silence: 'not-documented',
  });

const nightPain = feature('night-pain', 'Is there night pain?');
const unrelievedByPosition = feature(
  'unrelieved-by-position',
  'Is the pain unrelieved by a change of position?',
);
const refractoryPain = feature(
  'refractory-pain',
  'Is the pain severe or worsening despite a reasonable trial of therapy?',
);

const weightLoss = criterion({
  id: 'cancer-feature.weight-loss',
  question: 'Is there unexplained weight loss?',
  statements: ['general-cancer-1'],
  decide: (subject) => {
    const facts = [
      ...subject.order.reasons.filter((fact) => fact.concepts.has('abnormal-weight-loss')),
      ...subject.chart.conditionsOf('abnormal-weight-loss'),
    ].filter((fact) => fact.current);
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
const ageOver70 = criterion({
  id: 'cancer-feature.age-over-70',
  question: 'Is the patient older than 70?',
  statements: ['general-cancer-1'],
  attestable: false,
  asks: [],
  decide(subject) {
    const { birthDate, patient } = subject.chart;
    if (birthDate === undefined) return notDocumented('The date of birth is not documented');
    const evidence = [
      { reference: `Patient/${patient?.id ?? ''}`, text: 'Age from the date of birth' },
    ];
    const { least, most } = ageInYears(birthDate, subject.today);
    if (least > subject.readings.cancerAgeAboveYears) return met(`Aged ${least}`, evidence);
    if (most <= subject.readings.cancerAgeAboveYears) return notMet(`Aged ${most}`, evidence);
    return notDocumented('The date of birth is not precise enough to tell the age', evidence);
  },
});

/** Suspicion documented as a suspected or known spinal neoplasm. Never inferred from features, never from age. */
const suspicion = criterion({
  id: 'cancer-suspicion',
  question: 'Is a spinal malignancy clinically suspected?',
  statements,
  decide: decideSuspicion,
});

function decideSuspicion(subject: Case): Finding {
  const facts = factsOf(subject, 'spinal-neoplasm').filter((fact) => fact.current);
  const present = facts.filter((fact) => fact.certainty !== 'refuted');
  if (present.length > 0) {
    return met(
      'A spinal malignancy is suspected or known',
      present.map((fact) => fact.evidence),
    );
  }
  if (facts.length > 0)
    return notMet(
      'A spinal malignancy is ruled out',
      facts.map((fact) => fact.evidence),
    );
  const features = [nightPain, unrelievedByPosition, refractoryPain, weightLoss]
    .map((one) => one.decide(subject))
    .filter((finding) => finding.value === 'met');
  if (features.length > 0) {
    return notDocumented(
      'A feature of malignancy is documented; whether malignancy is suspected is not',
      features.flatMap((finding) => finding.evidence),
    );
  }
  return notMet('No suspicion of a spinal malignancy is documented');
}

/** general-cancer-1, reading A12: suspicion and at least one feature. */
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
    }),
  ],
});

/** general-cancer-2: MRI of the level without, or without and with; CT of the level with or without; CT myelography when MRI is contraindicated. */
export const cancerStudies: readonly StudyEntry[] = [
  { modality: 'MRI', regions: 'ordered', contrast: ['without', 'without-and-with'] },
  { modality: 'CT', regions: 'ordered', contrast: ['without', 'with'] },
  {
    modality: 'CT-myelogram',
    regions: 'ordered',
    contrast: ['with'],
    gate: mriContraindicated,
    alternative: true,
  },
];

export const cancer: RedFlag = {
  id: 'red-flag.cancer',
  title: 'Suspected spinal malignancy',
  statements: ['general-cancer-1', 'general-cancer-2', 'redflag-1'],
  criterion: cancerCriterion,
  regions: (subject) => levelsOf(subject, 'spinal-neoplasm'),
  studies: cancerStudies,
};
