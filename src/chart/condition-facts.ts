import { qualifierOf } from '../terminology/answers.ts';
import { isExcluded, saysAgain } from '../terminology/denial-words.ts';
import { hasEmergency } from '../terminology/emergencies.ts';
import { type ImplantKind, implantInText, implantOfCoding } from '../terminology/implants.ts';
import { sideOfFootDrop } from '../terminology/limbs.ts';
import { isCalledPast, isNotedExcluded, isNotedOver, namesOf } from './called-past.ts';
import { cite } from './cite.ts';
import { ofConcept } from './codeable-concept.ts';
import { conditionMeaning, isBilateral, type Meaning } from './condition-meaning.ts';
import { chartDate, isFuture } from './dates.ts';
import { dayOfItsOwn, isLongAgo } from './day-of-condition.ts';
import {
  codingsOf,
  type Fields,
  fieldsOf,
  firstMeaning,
  hasCode,
  statusOf,
  wordsOf,
} from './fields.ts';
import { sideOf } from './side-of.ts';
import type { ChartDate, ConditionFact } from './types.ts';

const ended = new Set(['inactive', 'remission', 'resolved']);

export const suspected = new Set(['unconfirmed', 'provisional', 'differential']);

/**
 * A Condition that says something (`silenceOf`) as a fact (evidence contract, "Hygiene"). Undefined where it lies
 * in the future; refuted and resolved ones stay, as evidence of absence and of the past.
 * @param meaning of its code, where that is known already
 * @param visitedOn the day of the encounter that a reference names, where the chart holds it
 */
export function conditionFact(
  condition: Fields,
  reference: string,
  asOf: Date,
  meaning: Meaning = conditionMeaning(condition),
  visitedOn: (reference: string) => ChartDate | undefined = () => undefined,
): ConditionFact | undefined {
  const verification = statusOf(condition.verificationStatus);
  const onset =
    chartDate(condition.onsetDateTime) ?? chartDate(fieldsOf(condition.onsetPeriod)?.start);
  const recorded = chartDate(condition.recordedDate);
  const abatement =
    chartDate(condition.abatementDateTime) ?? chartDate(fieldsOf(condition.abatementPeriod)?.end);
  const abated =
    (abatement !== undefined && !isFuture(abatement, asOf)) ||
    condition.abatementBoolean === true ||
    condition.abatementAge !== undefined ||
    condition.abatementString !== undefined;
  const clinical = statusOf(condition.clinicalStatus);
  if (onset !== undefined && isFuture(onset, asOf)) return undefined;
  const words = wordsOf(condition.code);
  const isOver =
    abated ||
    (clinical !== undefined && ended.has(clinical)) ||
    isCalledOver(condition.code, meaning);
  const spokenOn = isOver
    ? undefined
    : isCalledPast(condition.code, meaning) ||
        isNotedOver(condition.note, meaning, onset ?? recorded) ||
        hasBegunAgain(condition.code, clinical, meaning, onset, asOf)
      ? 'unknown'
      : dayOfItsOwn(condition, meaning, onset, recorded, visitedOn, asOf);
  const isOpen = spokenOn === 'unknown' || (spokenOn !== undefined && isLongAgo(spokenOn, asOf));
  return {
    concepts: meaning.concepts,
    regions: meaning.regions,
    places: meaning.places,
    certainty:
      isExcludedByName(condition.code, meaning) || isNotedExcluded(condition.note, meaning)
        ? 'refuted'
        : meaning.suspected && verification !== 'refuted'
          ? 'suspected'
          : certaintyOf(verification),
    current: !isOver && !isOpen,
    onset,
    recorded,
    severe: isSevere(condition.severity),
    bilateral: isBilateral(condition.bodySite, words),
    side: sideOfComplaint(condition.code, condition.bodySite, meaning),
    implant: meaning.concepts.has('mri-contraindication') ? implantOf(condition.code) : undefined,
    origin: 'condition',
    elsewhere: meaning.elsewhere,
    symptomOf: meaning.symptomOf,
    fromText: meaning.fromText,
    codedAs: hasEmergency(meaning.concepts) ? codesAndDisplays(condition.code) : undefined,
    isCoded: codingsOf(condition.code).length > 0,
    spokenOn,
    ended: abated ? abatement : undefined,
    evidence: cite(reference, onset, spoken(words, meaning)),
  };
}

/** Of all its codings: a local one may stand before the one that says more. */
const codesAndDisplays = ofConcept((concept): readonly string[] =>
  codingsOf(concept).flatMap(({ code, display }) => [
    code,
    ...(display === undefined ? [] : [display]),
  ]),
);

/** What began long ago and is said to be there again began anew, nobody says when: an emergency is asked about. */
function hasBegunAgain(
  code: unknown,
  clinical: string | undefined,
  { concepts }: Meaning,
  onset: ChartDate | undefined,
  asOf: Date,
): boolean {
  return (
    onset !== undefined &&
    isLongAgo(onset, asOf) &&
    hasEmergency(concepts) &&
    (isBack(clinical, concepts) || namesOf(code).some(saysAgain))
  );
}

/** By its status: a tumour was never gone for that. */
function isBack(clinical: string | undefined, concepts: Meaning['concepts']): boolean {
  return (clinical === 'recurrence' || clinical === 'relapse') && !concepts.has('spinal-neoplasm');
}

/** The side that its words, its site or the code of a foot drop name. */
export function sideOfComplaint(
  concept: unknown,
  sites: unknown,
  { concepts }: Meaning,
): ConditionFact['side'] {
  return (
    sideOf(sites, wordsOf(concept)) ??
    (concepts.has('foot-drop') ? firstMeaning(concept, sideOfFootDrop) : undefined)
  );
}

/** "Ankylosing spondylitis, ruled out 2020" beside its code. An emergency that its words rule out is asked about instead. */
function isExcludedByName(code: unknown, { concepts, fromText }: Meaning): boolean {
  return fromText !== true && !hasEmergency(concepts) && isNamedExcluded(code);
}

const isNamedExcluded = ofConcept((code) => namesOf(code).some(isExcluded));

/**
 * "Lumbar radiculopathy, resolved", and not "Lumbar radiculopathy, numbness resolved". An emergency that its words call
 * over is asked about instead.
 */
function isCalledOver(code: unknown, { concepts }: Meaning): boolean {
  return !hasEmergency(concepts) && isNamedResolved(code);
}

const isNamedResolved = ofConcept((code) => namesOf(code).some(saysResolved));

function saysResolved(name: string): boolean {
  return name
    .split(/[,;]/)
    .some(
      (clause, at) =>
        (at === 0 ? endsResolved : isResolvedAlone).test(clause) && !leftOpen.test(clause),
    );
}

const endsResolved = /(?:^|[\s(–-])resolved\)?\.?\s*$/i;
const isResolvedAlone =
  /^\s*(?:(?:now|is|has|have|since|fully|completely|since then) )*resolved\)?\.?\s*$/i;
const leftOpen =
  /\b(?:not|never|partially|partly|incompletely|almost|nearly|mostly)\b[\w\s]*resolved/i;

/** By its code, else by the word alone. */
function isSevere(severity: unknown): boolean {
  if (severity === undefined) return false;
  return (
    hasCode(severity, (code) => qualifierOf(code) === 'severe') ||
    /^(?:very )?severe$/i.test(wordsOf(severity))
  );
}

/** Whether a Condition is only considered, by its status. */
export function isSuspected({ verificationStatus }: Fields): boolean {
  const verification = statusOf(verificationStatus);
  return verification !== undefined && suspected.has(verification);
}

/** Whether a Condition is neither over, nor refuted, by its statuses. */
export function isCurrentCondition({ clinicalStatus, verificationStatus }: Fields): boolean {
  const clinical = statusOf(clinicalStatus);
  return (
    statusOf(verificationStatus) !== 'refuted' && (clinical === undefined || !ended.has(clinical))
  );
}

export function spoken(words: string, { fromText }: Meaning): string {
  return fromText ? `${words} (read from text)` : words;
}

function implantOf(concept: unknown): ImplantKind | undefined {
  return firstMeaning(concept, implantOfCoding) ?? implantInText(wordsOf(concept));
}

function certaintyOf(verification: string | undefined): ConditionFact['certainty'] {
  if (verification === 'refuted') return 'refuted';
  return verification !== undefined && suspected.has(verification) ? 'suspected' : 'known';
}
