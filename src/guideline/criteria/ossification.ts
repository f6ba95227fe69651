import { ageInYears } from '../../chart/dates.ts';
import { attestedCriterion, criterion, met, notDocumented, notMet } from '../criterion.ts';

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

/** "due to incomplete vertebral ossification": below one year it is taken for granted, later it must be documented (reading A24). */
export const incompleteOssification = attestedCriterion({
  id: 'incomplete-vertebral-ossification',
  question: 'Is vertebral ossification documented as incomplete?',
  statements: ['ultrasound-1'],
  silence: 'not-documented',
});
