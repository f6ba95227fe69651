import { withAnswers } from '../terminology/denial-words.ts';
import { implantStatedInText, implantToldOf, mayNameImplant } from '../terminology/implants.ts';
import { isKeptFromMri, tellsOfMetalInEye } from '../terminology/kept-from-mri.ts';
import { mriSafetyIn, namesMri } from '../terminology/phrases.ts';
import { attachedTexts } from './attachments.ts';
import { cite } from './cite.ts';
import { ofConcept } from './codeable-concept.ts';
import { chartDate } from './dates.ts';
import { type Fields, fieldsOf, listOf, shortened, textOf, wordsOf } from './fields.ts';
import { referenceTo } from './references.ts';
import type { ChartDate, DeviceFact } from './types.ts';
import { answerGiven, isAffirmed } from './what-it-says.ts';

/** Longer than any note that a person writes. */
const mostCharacters = 40_000;
const sentenceEnd = /(?<=[.;!?])\s+|\n+/;

/**
 * What running words tell of an implant, or that MRI is contraindicated: the notes on any record, the reasons of a visit, a
 * report, a document. Whether MRI is unsafe is asked about; such words support nothing, and clear nothing.
 */
export function devicesTold(
  texts: readonly string[],
  reference: string,
  date: ChartDate | undefined,
): readonly DeviceFact[] {
  return texts.flatMap((text) => {
    if (!mayNameImplant(text) && !namesMri(text)) return [];
    return text
      .slice(0, mostCharacters)
      .split(sentenceEnd)
      .flatMap((sentence) => {
        const isUnsafe =
          namesMri(sentence) && (mriSafetyIn(sentence) === 'unsafe' || isKeptFromMri(sentence));
        const kind = mayNameImplant(sentence) ? toldOf(sentence) : undefined;
        if (!isUnsafe && kind === undefined) return [];
        const evidence = cite(reference, date, shortened(sentence.trim()));
        return [{ kind, mri: 'unknown', since: date, evidence } as const];
      });
  });
}

function toldOf(sentence: string): DeviceFact['kind'] {
  const told = implantToldOf(withAnswers(sentence));
  return told ?? (tellsOfMetalInEye(sentence) ? 'metal-fragment' : undefined);
}

/** What only a pump gives for long, and what it gives beside other ways. */
const onlyByPump = /\b(?:ziconotide|prialt|gablofen|lioresal intrathecal)\b/i;
const byPump =
  /\b(?:baclofen|morphine|infumorph|hydromorphone|clonidine|bupivacaine|sufentanil|fentanyl)\b/i;
const intoCanal = /\b(?:intrathecal(?:ly)?|it pump|itb)\b/i;

/** The pump that a medicine of the list is given by: "baclofen 2,000 mcg/mL intrathecal solution". */
export function pumpOfMedicine(fields: Fields): DeviceFact | undefined {
  const { status, medicationCodeableConcept, medicationReference, dosageInstruction } = fields;
  if (status !== undefined && status !== 'active') return undefined;
  const said = [
    wordsOf(medicationCodeableConcept),
    textOf(fieldsOf(medicationReference)?.display) ?? '',
    ...listOf(dosageInstruction).flatMap(({ text, route }) => [textOf(text) ?? '', wordsOf(route)]),
  ].join(' ');
  if (!onlyByPump.test(said) && !(intoCanal.test(said) && byPump.test(said))) return undefined;
  const date = chartDate(fields.authoredOn) ?? chartDate(fields.effectiveDateTime);
  return {
    kind: 'pump',
    mri: 'unknown',
    since: date,
    evidence: cite(referenceTo(fields), date, shortened(said.trim())),
  };
}

/** Running words of a resource that may tell of an implant. */
export function wordsBesideRecord(fields: Fields): readonly string[] {
  const { resourceType, note } = fields;
  const notes = note === undefined ? none : listOf(note).flatMap(({ text }) => textOf(text) ?? []);
  switch (resourceType) {
    case 'Communication':
      return [
        ...notes,
        ...listOf(fields.payload).flatMap(({ contentString }) => textOf(contentString) ?? []),
      ];
    case 'Procedure':
      return fields.statusReason === undefined ? notes : [...notes, wordsOf(fields.statusReason)];
    case 'ServiceRequest':
      return [...notes, ...listOf(fields.reasonCode).map(wordsOf)];
    case 'CarePlan':
      return [...notes, ...[fields.title, fields.description].flatMap((one) => textOf(one) ?? [])];
    case 'Encounter':
      return [
        ...notes,
        ...listOf(fields.reasonCode).map(wordsOf),
        ...listOf(fields.type).map(wordsOf),
        ...listOf(fields.serviceType).map(wordsOf),
      ];
    case 'DiagnosticReport':
      return [...notes, textOf(fields.conclusion) ?? '', ...attachedTexts(fields.presentedForm)];
    default:
      return notes;
  }
}

const none: readonly never[] = [];

/** The texts that a document carries. */
export function documentTexts(document: Fields): readonly string[] {
  return attachedTexts(listOf(document.content).map(({ attachment }) => attachment));
}

/** What a document tells of implants and MRI. */
export function devicesInDocument(document: Fields): readonly DeviceFact[] {
  return devicesTold(documentTexts(document), referenceTo(document), chartDate(document.date));
}

const deepest = 12;
/** What a form asks of every patient. */
const asksForImplant =
  /implant|pacemaker|defibrillator|\bicd\b|stimulator|cochlear|aneurysm clip|\bpump\b|metal|shrapnel|mri\b/i;

/**
 * What the answers of a form tell of implants and MRI: a written answer by its own words, and a yes to a question that names
 * an implant. A form of whatever kind is only asked about here.
 * @param isOwn the form of this service, whose yes and no are read elsewhere
 */
export function devicesInForm(response: Fields, isOwn: boolean): readonly DeviceFact[] {
  const told: string[] = [];
  const read = (items: unknown, depth: number): void => {
    if (depth > deepest) return;
    for (const item of listOf(items)) {
      const asked = textOf(item.text) ?? '';
      for (const answer of listOf(item.answer)) {
        const { valueBoolean, valueString, valueCoding } = answer;
        const said = textOf(valueString) ?? textOf(fieldsOf(valueCoding)?.display) ?? '';
        const isYes = valueBoolean === true || /^\W*(?:yes|y|true)\W*$/i.test(said);
        if (isYes && !isOwn && asksForImplant.test(asked)) told.push(asStatement(asked));
        else if (!isYes && said !== '') told.push(said);
        read(answer.item, depth + 1);
      }
      read(item.item, depth + 1);
    }
  };
  read(response.item, 0);
  return devicesTold(told, referenceTo(response), chartDate(response.authored));
}

/** "Do you have a pacemaker or defibrillator?", answered with yes. */
function asStatement(question: string): string {
  return `Has ${question.replaceAll('?', '').replace(/^\W*(?:do|does|did|have|has|are|is) (?:you|the patient|patient|he|she|there)\b/i, '')}`;
}

const clears =
  /\bclear(?:ed|ance)? (?:for|to have|to undergo) (?:an? )?mri?\b|\bmri? (?:clear(?:ed|ance)?|ok(?:ay)?|eligible|candidate|safe|compatible|conditional)\b|\bsafe for mri?\b|\bcandidate for mri?\b/i;

/** What a screening for MRI ends with that lets nobody in. */
const notPassed =
  /\b(?:fail(?:ed|s|ure)?|not (?:cleared|passed|approved|safe|eligible)|did not pass|unsafe|do not scan|contraindicat\w+|denied|rejected)\b/i;

/** Whether an Observation is called an implant, or asks whether MRI is safe. */
export const mayAnswerOnMri = ofConcept(
  (code) => asksForImplant.test(wordsOf(code)) || clears.test(wordsOf(code)),
);

/**
 * What the answers of a screening for MRI tell, one Observation or component each: a yes to an implant, a no to whether
 * MRI is safe, or what is written there. It is asked about.
 */
export function devicesObserved(
  observation: Fields,
  reference: string,
  date: ChartDate | undefined,
): readonly DeviceFact[] {
  const { code, component } = observation;
  if (component === undefined && !mayAnswerOnMri(code)) return none;
  return [observation, ...listOf(component)].flatMap((one) => {
    if (!mayAnswerOnMri(one.code)) return [];
    const name = wordsOf(one.code);
    const answer = answerGiven(one);
    const said = textOf(one.valueString) ?? wordsOf(one.valueCodeableConcept);
    const written = said === '' ? none : devicesTold([said], reference, date);
    if (written.length > 0) return written;
    const isYes = answer === 'yes' || (answer === undefined && isAffirmed(one));
    const kind = isYes ? implantStatedInText(name) : undefined;
    const isKeptOut =
      (answer === 'no' && clears.test(name)) || (namesMri(name) && notPassed.test(said));
    if (kind === undefined && !isKeptOut) return [];
    const shownAnswer = answer ?? (said === '' ? 'found' : said);
    const evidence = cite(reference, date, shortened(`${name}: ${shownAnswer}`));
    return [{ kind, mri: 'unknown', since: date, evidence } as const];
  });
}
