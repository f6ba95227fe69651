import type { Concept } from '../terminology/types.ts';
import { cite } from './cite.ts';
import { ofConcept } from './codeable-concept.ts';
import { chartDate, today } from './dates.ts';
import { fieldsOf, hasCode, shortened, textOf } from './fields.ts';
import { feverDays } from './how-long.ts';
import { finite, type Measure } from './measures.ts';
import type { ChartDate, ConditionFact } from './types.ts';

/** Whether a concept is coded as a body temperature. */
export const isTemperatureCoded = ofConcept((concept) => hasCode(concept, isTemperature));

/** LOINC, body temperature. */
function isTemperature(code: string): boolean {
  return code === '8310-5';
}

/** Fever from here on, in degrees Celsius. */
const feverFrom = 38;

/** A measured fever as a finding; undefined for another temperature, or one that nobody dated lately. */
export function feverFact(
  { fields, code, words }: Measure,
  reference: string,
  date: ChartDate | undefined,
  asOf: Date,
): ConditionFact | undefined {
  if (!isTemperatureCoded(code) || date === undefined) return undefined;
  if (!isFever(fields.valueQuantity) || today(asOf) - date.latest > feverDays) return undefined;
  const value = finite(fieldsOf(fields.valueQuantity)?.value);
  return measured('fever', date, cite(reference, date, shortened(`${words}: ${value}`)));
}

/** Whether a quantity is a temperature of fever; one that nobody alive can have is none. */
export function isFever(measured: unknown): boolean {
  const quantity = fieldsOf(measured);
  const value = finite(quantity?.value);
  if (value === undefined) return false;
  const unit = textOf(quantity?.code) ?? textOf(quantity?.unit) ?? '';
  const celsius = /f/i.test(unit) ? ((value - 32) * 5) / 9 : value;
  return celsius >= feverFrom && celsius <= 45;
}

/** LOINC, estimated date of delivery: of itself, by the last menstruation, by the ovulation. */
const deliveryDates: ReadonlySet<string> = new Set(['11778-8', '11779-6', '11780-4']);

/** Whether a concept is coded as an estimated date of delivery. */
export const isDeliveryDate = ofConcept((concept) =>
  hasCode(concept, (code) => deliveryDates.has(code)),
);

/** A pregnancy, whose estimated end lies ahead; undefined for any other measure. */
export function pregnancyFact(
  { fields, code, words }: Measure,
  reference: string,
  date: ChartDate | undefined,
  asOf: Date,
): ConditionFact | undefined {
  if (!isDeliveryDate(code)) return undefined;
  const due = chartDate(fields.valueDateTime);
  if (due === undefined || due.latest < today(asOf)) return undefined;
  const said = shortened(`${words}: ${due.text.slice(0, 10)}`);
  return measured('pregnancy', date, cite(reference, date, said));
}

/** What a measure says of the patient as a whole, on its day. */
function measured(
  concept: Concept,
  recorded: ChartDate | undefined,
  evidence: ConditionFact['evidence'],
): ConditionFact {
  return {
    concepts: new Set([concept]),
    regions: [],
    certainty: 'known',
    current: true,
    recorded,
    severe: false,
    bilateral: false,
    origin: 'observation',
    evidence,
  };
}
