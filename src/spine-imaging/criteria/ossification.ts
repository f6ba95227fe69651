import { attestedCriterion, met, notDocumented, notMet } from '../../guideline/criterion.ts';
import { allOf } from '../../logic/criterion.ts';
import { ageCriterion } from './age.ts';

/** ultrasound-1, "infants, newborns": taken by the date of birth (reading A24). */
export const infant = ageCriterion({
  id: 'infant',
  question: 'Is the patient an infant?',
  statements: ['ultrasound-1'],
  decide: ({ most }, { ultrasoundInfantBelowYears }, evidence) =>
    most < ultrasoundInfantBelowYears
      ? met('The patient is an infant', evidence)
      : notMet('The patient is not an infant', evidence),
});

/** ultrasound-1, "young children": taken by the date of birth too, which no attestation replaces (reading A24). */
const youngChild = ageCriterion({
  id: 'young-child',
  question: 'Is the patient a young child?',
  statements: ['ultrasound-1'],
  decide({ least, most }, { ultrasoundYoungChildBelowYears: below }, evidence) {
    if (most < below) return met('The patient is a young child', evidence);
    return least < below
      ? notDocumented(
          'The date of birth leaves open whether the patient is a young child',
          evidence,
        )
      : notMet('The patient is no longer a young child', evidence);
  },
});

/**
 * "due to incomplete vertebral ossification": below one year it is taken for granted, later it must be documented
 * (reading A24).
 */
const incompleteOssification = attestedCriterion({
  id: 'incomplete-vertebral-ossification',
  question: 'Is vertebral ossification documented as incomplete?',
  statements: ['ultrasound-1'],
  silence: 'not-documented',
});

/** What ultrasound asks for once a child is no infant any more. */
export const youngChildOssification = allOf(youngChild, incompleteOssification);
