import { ageInYears } from '../../chart/dates.ts';
import type { Case } from '../../guideline/case.ts';
import { criterion, notDocumented } from '../../guideline/criterion.ts';
import type { LeafCriterion } from '../../logic/criterion.ts';
import type { Evidence, Finding } from '../../logic/finding.ts';
import type { Readings } from '../readings.ts';

/** A whole number of years, known only to lie between two bounds where the date of birth is not a full date. */
interface AgeInYears {
  readonly least: number;
  readonly most: number;
}

/**
 * A criterion on the patient's age, decided by the date of birth alone: no attestation replaces it, and without one
 * nothing is decided.
 * @param definition.decide the finding of an age under the readings in force, with the patient as evidence
 */
export function ageCriterion(definition: {
  readonly id: string;
  readonly question: string;
  readonly statements: readonly string[];
  readonly decide: (age: AgeInYears, readings: Readings, evidence: readonly Evidence[]) => Finding;
}): LeafCriterion<Case> {
  const { decide, ...named } = definition;
  return criterion({
    ...named,
    attestable: false,
    asks: [],
    decide({ chart, today, readings }) {
      const { birthDate, patient } = chart;
      if (birthDate === undefined) return notDocumented('The date of birth is not documented');
      const evidence = [
        { reference: `Patient/${patient?.id ?? ''}`, text: 'Age from the date of birth' },
      ];
      return decide(ageInYears(birthDate, today), readings, evidence);
    },
  });
}
