import type {
  DeficitFact,
  ExaminationFact,
  ImagingFact,
  MotorGradeFact,
  OutcomeFact,
  PainScoreFact,
  PlannedProcedureFact,
  SurgeryFact,
  TreatmentFact,
} from './types.ts';

/** The lists that a chart is built from. */
export interface ChartParts {
  readonly treatments: TreatmentFact[];
  readonly outcomes: OutcomeFact[];
  readonly imaging: ImagingFact[];
  readonly examinations: ExaminationFact[];
  readonly motorGrades: MotorGradeFact[];
  readonly deficits: DeficitFact[];
  readonly painScores: PainScoreFact[];
  readonly surgeries: SurgeryFact[];
  readonly plannedProcedures: PlannedProcedureFact[];
}
