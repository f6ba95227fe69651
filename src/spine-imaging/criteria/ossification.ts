import { ageInYears } from '../../chart/dates.ts';
import {
  attestedCriterion,
  criterion,
  met,
  notDocumented,
  notMet,
} from '../../guideline/criterion.ts';
import { allOf } from '../../logic/criterion.ts';

/** ultrasound-1, "infants, newborns": taken by the date of birth (reading A24). */
export const infant = criterion({
  id: 'infant',
  question: 'Is the patient an infant?',
  statements: ['ultrasound-1'],
  attestable: false,
  asks: [],
  decide(subject) {
    const { birthDate, patient } = subject.chart;
    if (birthDate === undefined) return notDocumented('The date of birth is not documented');
    const evidence = [
      { reference: `Patient/${patient?.id ?? ''}`, text: 'Age from the date of birth' },
    ];
    return ageInYears(birthDate, subject.today).most < subject.readings.ultrasoundInfantBelowYears
      ? met('The patient is an infant', evidence)
      : notMet('The patient is not an infant', evidence);
  },
});

/** ultrasound-1, "young children": taken by the date of birth too, which no attestation replaces (reading A24). */
const youngChild = criterion({
  id: 'young-child',
  question: 'Is the patient a young child?',
  statements: ['ultrasound-1'],
  attestable: false,
  asks: [],
  decide(subject) {
    const { birthDate, patient } = subject.chart;
    if (birthDate === undefined) return notDocumented('The date of birth is not documented');
    const evidence = [
      { reference: `Patient/${patient?.id ?? ''}`, text: 'Age from the date of birth' },
    ];
    const { least, most } = ageInYears(birthDate, subject.today);
    const below = subject.readings.ultrasoundYoungChildBelowYears;
    if (most < below) return met('The patient is a young child', evidence);
    return least < below
      ? notDocumented(
          'The date of birth leaves open whether the patient is a young child',
          evidence,
        )
      : notMet('The patient is no longer a young child', evidence);
  },
});

/** "due to incomplete vertebral ossification": below one year it is taken for granted, later it must be documented (reading A24). */
const incompleteOssification = attestedCriterion({
  id: 'incomplete-vertebral-ossification',
  question: 'Is vertebral ossification documented as incomplete?',
  statements: ['ultrasound-1'],
  silence: 'not-documented',
});

/** What ultrasound asks for once a child is no infant any more. */
export const youngChildOssification = allOf(youngChild, incompleteOssification);
