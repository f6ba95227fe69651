import { canonicalSystem } from './systems.ts';

export type ExaminationElement = 'dermatomal-sensation' | 'motor' | 'reflexes' | 'tension-signs';

const elementsByLoinc: ReadonlyMap<string, ExaminationElement> = new Map<
  string,
  ExaminationElement
>([]);
const elementsBySnomed: ReadonlyMap<string, ExaminationElement> = new Map<
  string,
  ExaminationElement
>([]);
const motorStrength: ReadonlySet<string> = new Set<string>();

/** Pain scales by LOINC code, with the highest value. */
const painScales: ReadonlyMap<string, { readonly maximum: 10 | 100 }> = new Map([
  ['72514-3', { maximum: 10 }],
  ['38208-5', { maximum: 10 }],
  ['38214-3', { maximum: 100 }],
] as const);

const absent = new Set(['2667000', '260385009']);

const outcomesBySnomed: ReadonlyMap<string, TreatmentOutcome> = new Map<string, TreatmentOutcome>([
  ['385669000', 'improved'],
  ['385671000', 'failed'],
]);

const outcomesOfGoals: ReadonlyMap<string, TreatmentOutcome> = new Map<string, TreatmentOutcome>([
  ['not-achieved', 'failed'],
  ['no-change', 'failed'],
  ['worsening', 'failed'],
  ['not-attainable', 'failed'],
  ['improving', 'improved'],
  ['achieved', 'improved'],
]);

export type TreatmentOutcome = 'failed' | 'improved' | 'resolved';

/** The part of the neurological examination that an observation documents. */
export function examinationElementOf(
  system: string | undefined,
  code: string | undefined,
): ExaminationElement | undefined {
  if (code === undefined) return undefined;
  switch (canonicalSystem(system)) {
    case 'loinc':
      return elementsByLoinc.get(code.trim());
    case 'snomed':
      return elementsBySnomed.get(code.trim());
    default:
      return undefined;
  }
}

/** Whether an observation's value is a motor strength grade, 0 to 5. */
export function isMotorStrength(system: string | undefined, code: string | undefined): boolean {
  if (code === undefined) return false;
  const name = canonicalSystem(system);
  return (name === 'loinc' || name === 'snomed') && motorStrength.has(code.trim());
}

/**
 * The pain scale that an observation uses, with its highest value. {@link painOutOfTen} turns a value
 * into 0 to 10.
 */
export function painScaleOf(
  system: string | undefined,
  code: string | undefined,
): { readonly maximum: 10 | 100 } | undefined {
  if (code === undefined || canonicalSystem(system) !== 'loinc') return undefined;
  return painScales.get(code.trim());
}

/**
 * A pain value on the scale 0 to 10 (reading A38). A visual analogue scale is read in millimetres when
 * the unit says so or the value is over 10, and is otherwise already 0 to 10. Undefined for a value
 * outside the scale.
 */
export function painOutOfTen(
  scale: { readonly maximum: 10 | 100 },
  value: number,
  unit: string | undefined,
): number | undefined {
  if (!Number.isFinite(value) || value < 0 || value > scale.maximum) return undefined;
  if (scale.maximum === 10) return value;
  return unit?.trim().toLowerCase() === 'mm' || value > 10 ? value / 10 : value;
}

/** Whether a coded value says that a finding is absent or a test negative (SNOMED CT). */
export function isNegated(system: string | undefined, code: string | undefined): boolean {
  return code !== undefined && canonicalSystem(system) === 'snomed' && absent.has(code.trim());
}

const goalAchievement = 'http://terminology.hl7.org/CodeSystem/goal-achievement';

/**
 * The outcome of a treatment by the SNOMED CT outcome of its Procedure or the achievement status of a
 * Goal. "Partially successful" (385670003) gives none: it tells neither that the trial failed nor that
 * symptoms improved significantly, so the outcome stays not documented.
 */
export function treatmentOutcomeOf(
  system: string | undefined,
  code: string | undefined,
): TreatmentOutcome | undefined {
  if (code === undefined) return undefined;
  if (system?.trim() === goalAchievement) return outcomesOfGoals.get(code.trim());
  return canonicalSystem(system) === 'snomed' ? outcomesBySnomed.get(code.trim()) : undefined;
}
