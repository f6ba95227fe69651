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

const isDeliveryDate = ofConcept(
  (concept) =>
    hasCode(concept, (code) => deliveryDates.has(code)) || dueDateName.test(wordsOf(concept)),
);

const dueDateName =
  /^\W*(?:(?:estimated|expected|current|final|working|ob)\W+)*(?:due date|date of (?:delivery|confinement)|delivery date|edd|edc)\b(?!\W*(?:of|for|payment|colonoscopy|report))/i;

/** LOINC, heart rate of a fetus: of itself, and by auscultation; height of the uterus (IHE, Mobile Antepartum Summary). */
const signsOfFetus: ReadonlySet<string> = new Set(['55283-6', '57068-9', '11881-0']);

const isSignOfFetus = ofConcept(
  (concept) =>
    hasCode(concept, (code) => signsOfFetus.has(code)) || fetusName.test(wordsOf(concept)),
);

const fetusName =
  /^\W*(?:(?:baseline|doppler|current)\W+)*(?:f(?:o)?etal (?:heart (?:rate|tones?|beat)|movements?|presentation|lie|position)|fht|fundal height)\b/i;

/** Not a marker of a tumor, and not the answer of yes or no, which is a status. */
const hormoneName = /\b(?:chorio\w*gonadotropin|hcg)\b(?!.*\b(?:tumou?r|marker)\b)/i;
const isHormone = ofConcept((concept) => hormoneName.test(wordsOf(concept)));

/** So many units in a millilitre of blood are those of a pregnancy. */
const pregnantFrom = 25;

/** Whether a concept is the status, a test, a sign or the age of a pregnancy, or the date on which one will end. */
export const isOfPregnancy = ofConcept(
  (concept) =>
    isStatusOfPregnancy(concept) ||
    isGestationalAge(concept) ||
    isDeliveryDate(concept) ||
    isSignOfFetus(concept) ||
    isHormone(concept),
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
  const told = (): ConditionFact => {
    const value = finite(fieldsOf(fields.valueQuantity)?.value) ?? answerOf(fields);
    return measured('pregnancy', date, cite(reference, date, shortened(`${words}: ${value}`)));
  };
  const level = finite(fieldsOf(fields.valueQuantity)?.value);
  if (isHormone(code) && level !== undefined) return level >= pregnantFrom ? told() : undefined;
  if (isSignOfFetus(code)) {
    const isThere =
      level === undefined ? saidOf(fields) !== 'denied' && /\w/.test(answerOf(fields)) : level > 0;
    return isThere && !noFetus.test(answerOf(fields)) ? told() : undefined;
  }
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
  const due = chartDate(fields.valueDateTime) ?? dayWritten(textOf(fields.valueString) ?? '');
  if (due === undefined || due.latest < today(asOf)) return undefined;
  const said = shortened(`${words}: ${due.text.slice(0, 10)}`);
  return measured('pregnancy', date, cite(reference, date, said));
}

/** A day as it is written in a value: "2027-03-02", "03/02/2027". */
function dayWritten(said: string): ChartDate | undefined {
  const [, month, day, year] = /^\s*(\d{1,2})\/(\d{1,2})\/(\d{4})\b/.exec(said) ?? [];
  if (month === undefined || day === undefined) return chartDate(said.trim());
  return chartDate(`${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`);
}

const noFetus = /\b(?:no|none|not|absent|n\/a|demise|nonviable|non-viable)\b/i;

/** CPT, ultrasound of a pregnant uterus and of a fetus (ACR Radiology Coding Source). */
const studiesOfFetus: ReadonlySet<string> = new Set(
  '76801 76802 76805 76810 76811 76812 76813 76814 76815 76816 76817 76818 76819 76820 76821'.split(
    ' ',
  ),
);

const isStudyOfFetus = ofConcept(
  (concept) =>
    hasCode(concept, (code) => studiesOfFetus.has(code)) || fetalStudy.test(wordsOf(concept)),
);

const fetalStudy =
  /\b(?:us|ultraso\w*|sono\w*|nst|non-?stress|biophysical|doppler)\b.*\b(?:ob|obstetric\w*|f(?:o)?et(?:al|us)|pregnan\w*|antenatal|prenatal)\b|\b(?:ob|obstetric\w*|f(?:o)?etal|pregnan\w*|antenatal|prenatal)\b.*\b(?:us|ultraso\w*|sono\w*|nst|non-?stress test|biophysical|doppler|anatomy (?:scan|survey))\b/i;

const endedOrNone =
  /\b(?:no (?:\w+ ){0,3}(?:pregnancy|gestation\w*|iup|cardiac activity|heart ?beat|fetal pole)|ectopic|demise|missed abortion|miscarriage|retained products|nonviable|non-viable|post-?partum|molar|not pregnant)\b/i;

/** So long after its ultrasound a pregnancy may last. */
const daysAfterStudy = 200;

/** The pregnancy that was looked at: an ultrasound of a fetus that does not say that there is none. */
export function pregnancyOfStudy(
  study: Fields,
  date: ChartDate | undefined,
  asOf: Date,
): ConditionFact | undefined {
  if (!isStudyOfFetus(study.code)) return undefined;
  if (date === undefined || today(asOf) < date.earliest) return undefined;
  if (today(asOf) - date.latest > daysAfterStudy) return undefined;
  const conclusion = textOf(study.conclusion) ?? '';
  if (endedOrNone.test(conclusion)) return undefined;
  const said = shortened([wordsOf(study.code), conclusion].filter((one) => one !== '').join(': '));
  return measured('pregnancy', date, cite(referenceTo(study), date, said));
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
