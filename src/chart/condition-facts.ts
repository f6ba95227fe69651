import { qualifierOf } from '../terminology/answers.ts';
import { isExcluded, saysAgain } from '../terminology/denial-words.ts';
import { hasEmergency } from '../terminology/emergencies.ts';
import { leavesImplantOpen } from '../terminology/implant-notes.ts';
import { type ImplantKind, implantInText, implantOfCoding } from '../terminology/implants.ts';
import { sideOfFootDrop } from '../terminology/limbs.ts';
import type { Concept } from '../terminology/types.ts';
import {
  isCalledPast,
  isNamedExcluded,
  isNotedEnded,
  isNotedExcluded,
  isNotedOver,
  namesOf,
} from './called-past.ts';
import { cite } from './cite.ts';
import { ofConcept } from './codeable-concept.ts';
import { conditionMeaning, isBilateral, type Meaning } from './condition-meaning.ts';
import { chartDate, isFuture } from './dates.ts';
import { type DatedCondition, dayOfItsOwn, isLongAgo } from './day-of-condition.ts';
import {
  codingsOf,
  type Fields,
  fieldsOf,
  firstMeaning,
  hasCode,
  listOf,
  statusOf,
  textOf,
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
  const onset =
    chartDate(condition.onsetDateTime) ?? chartDate(fieldsOf(condition.onsetPeriod)?.start);
  if (onset !== undefined && isFuture(onset, asOf)) return undefined;
  const recorded = chartDate(condition.recordedDate);
  const words = wordsOf(condition.code);
  const dated = { condition, meaning, onset, recorded };
  const abatement = abatementOf(condition, asOf);
  const isOver =
    abatement !== undefined ||
    hasEnded(condition.clinicalStatus) ||
    isCalledOver(condition.code, meaning) ||
    isNotedEnded(condition, meaning);
  const spokenOn = isOver ? undefined : spokenOnOf(dated, visitedOn, asOf);
  const isOpen = spokenOn === 'unknown' || (spokenOn !== undefined && isLongAgo(spokenOn, asOf));
  return {
    concepts: meaning.concepts,
    regions: meaning.regions,
    places: meaning.places,
    certainty: certaintyOf(condition, meaning),
    current: !isOver && !isOpen,
    onset,
    recorded,
    severe: isSevere(condition.severity) || isNamedSevere(condition.code),
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
    ended: abatement?.on,
    evidence: cite(reference, onset, spoken(words, meaning)),
  };
}

/** When it ended, as far as that is told; undefined where it says nothing of an end, or of one that lies ahead. */
function abatementOf(
  condition: Fields,
  asOf: Date,
): { readonly on: ChartDate | undefined } | undefined {
  const on =
    chartDate(condition.abatementDateTime) ?? chartDate(fieldsOf(condition.abatementPeriod)?.end);
  const isTold =
    (on !== undefined && !isFuture(on, asOf)) ||
    condition.abatementBoolean === true ||
    condition.abatementAge !== undefined ||
    condition.abatementString !== undefined;
  return isTold ? { on } : undefined;
}

function hasEnded(clinicalStatus: unknown): boolean {
  const clinical = statusOf(clinicalStatus);
  return clinical !== undefined && ended.has(clinical);
}

/** The day that a Condition speaks of which is not over. */
function spokenOnOf(
  dated: DatedCondition,
  visitedOn: (reference: string) => ChartDate | undefined,
  asOf: Date,
): ConditionFact['spokenOn'] {
  const { condition, meaning, onset, recorded } = dated;
  const isPerhapsPast =
    isCalledPast(condition.code, meaning) ||
    isNotedOver(
      condition,
      meaning,
      onset ?? recorded,
      sideOfComplaint(condition.code, condition.bodySite, meaning),
    ) ||
    hasBegunAgain(dated, asOf);
  return isPerhapsPast ? 'unknown' : dayOfItsOwn(dated, visitedOn, asOf);
}

/** Of all its codings: a local one may stand before the one that says more. */
const codesAndDisplays = ofConcept((concept): readonly string[] =>
  codingsOf(concept).flatMap(({ code, display }) => [
    code,
    ...(display === undefined ? [] : [display]),
  ]),
);

/** What began long ago and is said to be there again began anew, nobody says when: an emergency is asked about. */
function hasBegunAgain({ condition, meaning, onset }: DatedCondition, asOf: Date): boolean {
  const { concepts } = meaning;
  return (
    onset !== undefined &&
    isLongAgo(onset, asOf) &&
    hasEmergency(concepts) &&
    (isBack(condition.clinicalStatus, concepts) || namesOf(condition.code).some(saysAgain))
  );
}

/** By its status: a tumour was never gone for that. */
function isBack(clinicalStatus: unknown, concepts: Meaning['concepts']): boolean {
  const clinical = statusOf(clinicalStatus);
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
export function isExcludedByName(code: unknown, meaning: Meaning): boolean {
  const { concepts, fromText } = meaning;
  if (fromText === true || hasEmergency(concepts)) return false;
  return saysExcluded(code) || isNamedExcluded(code, meaning);
}

const saysExcluded = ofConcept((code) => namesOf(code).some(isExcluded));

/**
 * "Lumbar radiculopathy, resolved", and not "Lumbar radiculopathy, numbness resolved". An emergency that its words call
 * over is asked about instead.
 */
function isCalledOver(code: unknown, { concepts }: Meaning): boolean {
  return (
    !hasEmergency(concepts) &&
    (isNamedResolved(code) || (!hasSome(concepts, lasting) && isNamedPast(code)))
  );
}

/** What stays, though it is called a history, or was taken out in part. */
const lasting: readonly Concept[] = [
  'malignancy',
  'history-of-malignancy',
  'post-operative-status',
];

function hasSome(concepts: Meaning['concepts'], among: readonly Concept[]): boolean {
  return among.some((one) => concepts.has(one));
}

/** "History of lumbar radiculopathy", "Lumbar radiculopathy (resolved 2020)", "Pacemaker removed 2022". */
const isNamedPast = ofConcept((code) =>
  namesOf(code).some((name) =>
    /^\W*(?:(?:personal |past )?(?:history|hx) of|h\/o)\b|[(–-]\s*(?:now )?resolved(?: (?:in )?[\d/]+)?\)?\W*$|\b(?:pacemaker|defibrillator|stimulator|implant|device|pump) (?:was )?(?:removed|explanted|extracted)\b/i.test(
      name,
    ),
  ),
);

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

/** "Severe low back pain": the pain itself is called severe. */
const isNamedSevere = ofConcept((concept) => namesSevere.test(wordsOf(concept)));
const namesSevere =
  /^\W*(?:(?:very|acute|chronic|new|persistent|worsening) )*severe,? (?:(?:and|acute|chronic|persistent|intractable|low|lower|mid|middle|upper|back|neck|spine|spinal|thoracic|lumbar|cervical|neurogenic) )*(?:pain|backache|claudication)\b/i;

/** Whether a Condition is only considered, by its status. */
export function isSuspected({ verificationStatus }: Fields): boolean {
  const verification = statusOf(verificationStatus);
  return verification !== undefined && suspected.has(verification);
}

/** Whether a Condition is neither over, nor refuted, by its statuses. */
export function isCurrentCondition({ clinicalStatus, verificationStatus }: Fields): boolean {
  return statusOf(verificationStatus) !== 'refuted' && !hasEnded(clinicalStatus);
}

/** The words of a fact, marked where no code stands behind them. */
export function spoken(words: string, { fromText }: Meaning): string {
  return fromText ? `${words} (read from text)` : words;
}

function implantOf(concept: unknown): ImplantKind | undefined {
  return firstMeaning(concept, implantOfCoding) ?? implantInText(wordsOf(concept));
}

/** "Pacemaker, explanted 2021", "Father's pacemaker", or so the note: whether MRI is contraindicated is asked. */
function isImplantInDoubt({ code, note }: Fields, { concepts }: Meaning): boolean {
  return (
    concepts.has('mri-contraindication') &&
    [...namesOf(code), ...listOf(note).map(({ text }) => textOf(text) ?? '')].some(
      leavesImplantOpen,
    )
  );
}

function certaintyOf(condition: Fields, meaning: Meaning): ConditionFact['certainty'] {
  const { code, verificationStatus } = condition;
  if (isExcludedByName(code, meaning) || isNotedExcluded(condition, meaning)) return 'refuted';
  if (statusOf(verificationStatus) === 'refuted') return 'refuted';
  const isOpen =
    meaning.suspected || isSuspected(condition) || isImplantInDoubt(condition, meaning);
  return isOpen ? 'suspected' : 'known';
}
