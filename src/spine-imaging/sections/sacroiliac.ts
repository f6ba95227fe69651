import { ageInYears } from '../../chart/dates.ts';
import type { ConditionFact } from '../../chart/types.ts';
import { attestedFlag, type Case } from '../../guideline/case.ts';
import { criterion, met, notDocumented } from '../../guideline/criterion.ts';
import { documented, indication } from '../../guideline/indication.ts';
import { isAnyPresent, presentFacts } from '../../guideline/present-facts.ts';
import { section } from '../../guideline/section.ts';
import { allOf, anyOf } from '../../logic/criterion.ts';
import { mriContraindicated } from '../criteria/mri-contraindicated.ts';
import { radiographShows } from '../criteria/plain-radiograph.ts';
import { preoperativePlanning } from '../criteria/planned-surgery.ts';
import { redFlagPresent } from '../criteria/red-flag-present.ts';
import { evaluatedUnlessRedFlag, trialAndReEvaluation } from '../prerequisites.ts';

export const sacroiliac = section(
  'sacroiliac',
  'Sacro-iliac Joint Pain / Sacroiliitis',
  [130, 133],
  (says) => {
    says
      .heading('Indications for pelvic imaging (CT or MRI) when ALL listed criteria are met')
      .decides('sacroiliac-joint');

    says(
      1,
      'CT Pelvis without contrast or MRI Pelvis without contrast is indicated when initial plain X-rays are equivocal or non-diagnostic AND one of the following: failure of 6 weeks of provider-directed treatment with re-evaluation, fractures of sacrum/SI joint, red flag indications, preoperative planning, or suspicion of neoplastic/inflammatory/infectious disease.',
    ).decides(
      indication('sacroiliac-joint', {
        title: 'Sacro-iliac joint pain or sacroiliitis',
        statements: ['sacroiliac-1', 'sacroiliac-stance'],
        levels: ['sacroiliac', 'sacrum-coccyx'],
        isPain: true,
        film: 'sacroiliac',
        appliesTo: sacroiliacPain,
        requires: allOf(
          evaluatedUnlessRedFlag,
          radiographNondiagnostic,
          anyOf(
            'sacroiliac-joint.any-of',
            redFlagPresent,
            trialAndReEvaluation,
            sacralFracture,
            preoperativePlanning,
            suspectedDisease,
          ),
        ),
        studies: [
          { modality: 'MRI', regions: ['pelvis'], contrast: ['without'] },
          { modality: 'CT', regions: ['pelvis'], contrast: ['without'] },
        ],
        cardsQuote: {
          statement: 'sacroiliac-1',
          for: ['trial-of-treatment', 'clinical-re-evaluation', 'preoperative-planning'],
        },
      }),
    );

    says(
      2,
      'MRI Pelvis without and with contrast is indicated for pediatric juvenile idiopathic arthritis when clinically appropriate; CT pelvis without contrast is an alternative when MRI contraindicated.',
    ).decides(
      // sacroiliac-2: "pediatric juvenile idiopathic arthritis"; pediatric is below 18 (`pediatricBelowYears`).
      indication('juvenile-idiopathic-arthritis', {
        title: 'Juvenile idiopathic arthritis',
        statements: ['sacroiliac-2'],
        appliesTo: childWithArthritis,
        requires: evaluatedUnlessRedFlag,
        studies: [
          { modality: 'MRI', regions: ['pelvis'], contrast: ['without-and-with'] },
          {
            modality: 'CT',
            regions: ['pelvis'],
            contrast: ['without'],
            requires: mriContraindicated,
            alternative: true,
          },
        ],
      }),
    );
  },
);

/**
 * Complaints of the sacro-iliac joints; a disorder of sacrum and coccyx (M53.3) too, unless the order names the
 * coccyx and not the joints.
 */
function sacroiliacPain(orderCase: Case): readonly ConditionFact[] | undefined {
  const facts = documented(['sacroiliac-joint', 'sacral-fracture'])(orderCase) ?? [];
  const tail = documented(['sacrococcygeal-disorder'])(orderCase) ?? [];
  const coccyx =
    orderCase.order.bodyRegions.includes('sacrum-coccyx') &&
    !orderCase.order.bodyRegions.includes('sacroiliac');
  // Ankylosing spondylitis is inflammatory disease of these joints, whatever level its code names.
  const inflammatory = presentFacts(orderCase, ['ankylosing-spondylitis-or-dish'], {
    anyLevel: true,
    reasonOnly: true,
  });
  const ofItsLevel = presentFacts(orderCase, ['inflammatory-spondylopathy'], { reasonOnly: true });
  const all = coccyx ? facts : [...facts, ...tail, ...inflammatory, ...ofItsLevel];
  return all.length > 0 ? all : undefined;
}

/** Juvenile idiopathic arthritis of somebody who is below the pediatric age for certain. */
function childWithArthritis(orderCase: Case): readonly ConditionFact[] | undefined {
  const { birthDate } = orderCase.chart;
  if (
    birthDate === undefined ||
    ageInYears(birthDate, orderCase.today).most >= orderCase.readings.pediatricBelowYears
  )
    return undefined;
  return documented(['juvenile-idiopathic-arthritis'])(orderCase);
}

/** sacroiliac-1: "initial plain X-rays are equivocal or non-diagnostic". A clear film, either way, is not. */
const radiographNondiagnostic = radiographShows({
  id: 'radiograph-nondiagnostic',
  question: 'Is the radiograph of the sacro-iliac joints equivocal or non-diagnostic?',
  statements: ['sacroiliac-1'],
  // A film of sacrum and coccyx shows what a fracture of the sacrum needs, and not the joints.
  regions: (orderCase) =>
    isAnyPresent(orderCase, ['sacral-fracture']) ? ['sacroiliac', 'sacrum-coccyx'] : ['sacroiliac'],
  met: ['equivocal', 'non-diagnostic'],
  notMet: [
    'no-fracture',
    'fracture',
    'fracture-acuity-indeterminate',
    'positive',
    'negative',
    'other',
  ],
});

/** sacroiliac-1: "fractures of sacrum/SI joint". */
const sacralFracture = criterion({
  id: 'sacral-fracture',
  question: 'Is a fracture of the sacrum or the sacro-iliac joint documented or suspected?',
  statements: ['sacroiliac-1'],
  decide(orderCase) {
    const facts = presentFacts(orderCase, ['sacral-fracture']);
    if (facts.length > 0)
      return met(
        'A sacral fracture is documented',
        facts.map((fact) => fact.evidence),
      );
    return notDocumented('No sacral fracture is documented');
  },
});

/** sacroiliac-1: "suspicion of neoplastic/inflammatory/infectious disease". */
const suspectedDisease = criterion({
  id: 'suspected-neoplastic-inflammatory-infectious',
  question: 'Is neoplastic, inflammatory or infectious disease of the joint suspected?',
  statements: ['sacroiliac-1'],
  decide(orderCase) {
    const facts = presentFacts(orderCase, [
      'spinal-neoplasm',
      'spinal-infection',
      'ankylosing-spondylitis-or-dish',
      'inflammatory-spondylopathy',
      'juvenile-idiopathic-arthritis',
    ]);
    if (facts.length > 0)
      return met(
        'Such disease is suspected or known',
        facts.map((fact) => fact.evidence),
      );
    for (const item of ['cancer-suspicion', 'suspected-infection']) {
      const answer = attestedFlag(orderCase, item);
      if (answer?.value === true)
        return met('Such disease is suspected', [answer.attestation.evidence]);
    }
    return notDocumented('No such suspicion is documented');
  },
});
