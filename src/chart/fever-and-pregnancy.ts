import { pregnancyToldIn } from '../terminology/pregnancy-words.ts';
import type { Concept } from '../terminology/types.ts';
import { cite } from './cite.ts';
import { ofConcept } from './codeable-concept.ts';
import { meaningInWords } from './condition-meaning.ts';
import { chartDate, today } from './dates.ts';
import { documentTexts } from './devices-told.ts';
import { type Fields, fieldsOf, hasCode, shortened, textOf, wordsOf } from './fields.ts';
import { diagnosisDays } from './how-long.ts';
import { answerOf, finite, type Measure } from './measures.ts';
import { referenceTo } from './references.ts';
import type { ChartDate, ConditionFact } from './types.ts';
import { answerGiven, saidOf } from './what-it-says.ts';

/** Whether a concept is coded or called as a body temperature. */
export const isTemperatureCoded = ofConcept(
  (concept) => hasCode(concept, isTemperature) || temperatureName.test(wordsOf(concept)),
);

const temperatureName =
  /^\W*(?:(?:body|oral|tympanic|membrane|axillary|rectal|temporal|artery|core|forehead|ear|patient|blood|esophageal|nasal|urinary|bladder)\W+)*(?:temp(?:erature)?|t ?max)(?:\W+(?:body|oral|tympanic|axillary|rectal|temporal|core|forehead|ear|artery|membrane|urinary|bladder|blood|groin|esophageal|nasal|max(?:imum)?|24 ?h(?:ours?)?|today))*(?:\W*\([^)]*\))?\W*$/i;

/** Whether a concept is called a fever, as an examination or a form asks for one. */
export const isCalledFever = ofConcept((concept) => feverName.test(wordsOf(concept)));

const feverName =
  /^\W*(?:(?:subjective|recent|new|current|any|history of present)\W+)?(?:fevers?|febrile|pyrexia)(?:\W+(?:and|or|&)?\W*(?:chills?|rigors?|sweats?))*\W*$/i;

/** LOINC, body temperature: of itself, and by where it is taken (HL7 Germany, ISiK value set of core temperatures). */
const temperatures: ReadonlySet<string> = new Set([
  '8310-5',
  '8328-7',
  '8331-1',
  '8332-9',
  '8333-7',
  '8334-5',
  '60834-9',
  '60836-4',
  '104063-3',
]);

function isTemperature(code: string): boolean {
  return temperatures.has(code);
}

/** Fever from here on, in degrees Celsius. */
const feverFrom = 38;

/** A measured fever as a finding, of these weeks or of no day; undefined for another temperature. */
export function feverFact(
  { fields, code, words }: Measure,
  reference: string,
  date: ChartDate | undefined,
  asOf: Date,
): ConditionFact | undefined {
  if (date !== undefined && today(asOf) - date.latest > diagnosisDays) return undefined;
  if (isCalledFever(code)) {
    const said = saidOf(fields);
    return said === 'found' || said === 'unclear'
      ? measured('fever', date, cite(reference, date, shortened(words)))
      : undefined;
  }
  if (!isTemperatureCoded(code)) return undefined;
  const written = textOf(fields.valueString);
  if (written !== undefined) {
    return isFeverWritten(written)
      ? measured('fever', date, cite(reference, date, shortened(`${words}: ${written}`)))
      : undefined;
  }
  if (!isFever(fields.valueQuantity)) return undefined;
  const value = finite(fieldsOf(fields.valueQuantity)?.value);
  return measured('fever', date, cite(reference, date, shortened(`${words}: ${value}`)));
}

/** Whether a quantity is a temperature of fever; one that nobody alive can have is none. */
export function isFever(measured: unknown): boolean {
  const quantity = fieldsOf(measured);
  const value = finite(quantity?.value);
  if (value === undefined) return false;
  return isFeverOf(value, textOf(quantity?.code) ?? textOf(quantity?.unit) ?? '');
}

/** Without a unit a number that no Celsius scale has is one of Fahrenheit. */
function isFeverOf(value: number, unit: string): boolean {
  const isFahrenheit = /f/i.test(unit) || (unit === '' && value > 90);
  const celsius = isFahrenheit ? ((value - 32) * 5) / 9 : value;
  return celsius >= feverFrom && celsius <= 45;
}

/** "39.2 C", "102.5 °F". */
function isFeverWritten(said: string): boolean {
  const [, number, unit] =
    /^\s*(\d{2,3}(?:[.,]\d+)?)\s*(?:°|deg(?:rees)?)?\s*(c|f)?/i.exec(said) ?? [];
  return number !== undefined && isFeverOf(Number(number.replace(',', '.')), unit ?? '');
}

/** LOINC, estimated date of delivery: of itself, by the last menstruation, by the ovulation. */
const deliveryDates: ReadonlySet<string> = new Set(['11778-8', '11779-6', '11780-4']);

/** LOINC, pregnancy status (International Patient Summary; as reported), and a pregnancy test in urine. */
const pregnancyStatus: ReadonlySet<string> = new Set(['82810-3', '11449-6', '2106-3']);

/** LOINC, gestational age: of itself, in weeks, estimated, by the last menstruation, by the ovulation (European Patient Summary). */
const gestationalAges: ReadonlySet<string> = new Set([
  '18185-9',
  '49051-6',
  '11884-4',
  '11885-1',
  '11886-9',
]);

const isGestationalAge = ofConcept(
  (concept) =>
    hasCode(concept, (code) => gestationalAges.has(code)) || ageName.test(wordsOf(concept)),
);

/** Not of somebody who was born: "gestational age at birth". */
const ageName =
  /^\W*(?:estimated\W+)?gestational age(?:\W+(?:in weeks|weeks|estimated|today))*\W*$/i;

/** Whether a concept is the status, a test or the age of a pregnancy, or the date on which one will end. */
export const isOfPregnancy = ofConcept(
  (concept) =>
    isStatusOfPregnancy(concept) ||
    isGestationalAge(concept) ||
    hasCode(concept, (code) => deliveryDates.has(code)),
);

const isStatusOfPregnancy = ofConcept(
  (concept) =>
    hasCode(concept, (code) => pregnancyStatus.has(code)) || statusName.test(wordsOf(concept)),
);

const statusName =
  /^\W*(?:(?:current(?:ly)?|urine|serum|blood|point of care|poc)\W+)*(?:pregnan(?:t|cy)(?:\W+(?:status|tests?|screen|result|reported))*|(?:beta\W*)?hcg|(?:chorio)?gonadotropin\W+\(?(?:pregnancy test|beta)\)?)(?:\W+(?:qualitative|urine|serum|plasma|blood|presence|in|or|by|rapid|immunoassay|result))*\W*$/i;

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
  if (isGestationalAge(code)) {
    const weeks = fieldsOf(fields.valueQuantity)?.value;
    if (typeof weeks !== 'number' || weeks <= 0) return undefined;
    return measured('pregnancy', date, cite(reference, date, shortened(words)));
  }
  const due = chartDate(fields.valueDateTime);
  if (due === undefined || due.latest < today(asOf)) return undefined;
  const said = shortened(`${words}: ${due.text.slice(0, 10)}`);
  return measured('pregnancy', date, cite(reference, date, said));
}

/** Whether the value of a status affirms the pregnancy, by an answer or in its words. */
function saysPregnant(fields: Fields): boolean {
  if (answerGiven(fields) === 'yes') return true;
  if (/^\W*(?:pos(?:itive)?|detected|reactive)\b/i.test(answerOf(fields))) return true;
  return meaningInWords({ text: answerOf(fields) }, undefined).concepts.has('pregnancy');
}

/** A pregnancy that a note tells of, though no record does, on the day of the note. */
export function pregnancyInDocument(document: Fields): ConditionFact | undefined {
  for (const text of documentTexts(document)) {
    const told = pregnancyToldIn(text);
    if (told === undefined) continue;
    const date = chartDate(document.date);
    const evidence = cite(referenceTo(document), date, shortened(told.trim()));
    return { ...measured('pregnancy', date, evidence), origin: 'condition' };
  }
  return undefined;
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
