import type { Concept } from '../terminology/types.ts';
import { cite } from './cite.ts';
import { ofConcept } from './codeable-concept.ts';
import { meaningInWords } from './condition-meaning.ts';
import { chartDate, today } from './dates.ts';
import { type Fields, fieldsOf, hasCode, shortened, textOf } from './fields.ts';
import { feverDays } from './how-long.ts';
import { answerOf, finite, type Measure } from './measures.ts';
import type { ChartDate, ConditionFact } from './types.ts';
import { answerGiven } from './what-it-says.ts';

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

/** LOINC, pregnancy status (International Patient Summary). */
const pregnancyStatus = '82810-3';

/** Whether a concept is coded as the status of a pregnancy, or as the date on which one will end. */
export const isOfPregnancy = ofConcept((concept) =>
  hasCode(concept, (code) => code === pregnancyStatus || deliveryDates.has(code)),
);

const isStatusOfPregnancy = ofConcept((concept) =>
  hasCode(concept, (code) => code === pregnancyStatus),
);

/** A pregnancy that is there by its status, or whose estimated end lies ahead; undefined for any other measure. */
export function pregnancyFact(
  { fields, code, words }: Measure,
  reference: string,
  date: ChartDate | undefined,
  asOf: Date,
): ConditionFact | undefined {
  if (!isOfPregnancy(code)) return undefined;
  if (isStatusOfPregnancy(code)) {
    if (!saysPregnant(fields)) return undefined;
    const said = answerOf(fields);
    return measured('pregnancy', date, cite(reference, date, shortened(said || words)));
  }
  const due = chartDate(fields.valueDateTime);
  if (due === undefined || due.latest < today(asOf)) return undefined;
  const said = shortened(`${words}: ${due.text.slice(0, 10)}`);
  return measured('pregnancy', date, cite(reference, date, said));
}

/** Whether the value of a status affirms the pregnancy, by an answer or in its words. */
function saysPregnant(fields: Fields): boolean {
  if (answerGiven(fields) === 'yes') return true;
  return meaningInWords({ text: answerOf(fields) }, undefined).concepts.has('pregnancy');
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
