import { conditionInWords, deniedInWords } from '../terminology/condition-words.ts';
import { examinationElementOf } from '../terminology/observations.ts';
import { tellsOfOldTimes } from '../terminology/old-words.ts';
import { isHyperreflexic, namesSign, signFound } from '../terminology/signs.ts';
import type { Concept } from '../terminology/types.ts';
import { cite } from './cite.ts';
import { ofConcept } from './codeable-concept.ts';
import { isBilateral } from './condition-meaning.ts';
import { codingsOf, type Fields, fieldsOf, listOf, shortened, textOf, wordsOf } from './fields.ts';
import { numberOf } from './measures.ts';
import { sideOf } from './side-of.ts';
import type { ChartDate, ConditionFact } from './types.ts';
import { answerOfConcept } from './what-it-says.ts';

/**
 * A sign of the examination whose local name says what was looked for, and whose value what was found. One whose value
 * says neither is asked about.
 */
export function signFact(
  observed: Fields,
  bodySite: unknown,
  reference: string,
  date: ChartDate | undefined,
): ConditionFact | undefined {
  const { code } = observed;
  if (!mayNameSign(code)) return undefined;
  const name = wordsOf(code);
  const value = valueInWords(observed);
  const site = wordsOf(bodySite);
  const called = site === '' ? name : `${name}, ${site}`;
  const sign =
    saidOutright(name, value) ??
    deniedByName(name, value) ??
    signFound(called, value) ??
    (isHyperreflexic(value)
      ? ({ concept: 'abnormal-reflex', said: 'found', told: value } as const)
      : undefined);
  if (sign === undefined) return undefined;
  // "Bilateral leg weakness since birth: yes" is found, and nothing new.
  const isOld = tellsOfOldTimes(value) || tellsOfOldTimes(name);
  const isOpen =
    sign.said === 'unclear' ||
    (sign.said === 'found' && (isOld || isOfOtherThan(code) || deniesItself(sign.concept, value)));
  return {
    concepts: new Set<Concept>([sign.concept]),
    regions: [],
    certainty: sign.said === 'denied' ? 'refuted' : 'known',
    current: !isOpen,
    spokenOn: isOpen ? 'unknown' : undefined,
    recorded: date,
    severe: false,
    bilateral: isBilateral(bodySite, name),
    side: sideOf(bodySite, `${name}, ${sign.told}`),
    origin: 'observation',
    evidence: cite(reference, date, shortened(value === '' ? called : `${called}: ${value}`)),
  };
}

/** A name that denies, or is of what was asked, counted or told of somebody else: a yes to it finds nothing by itself. */
export const isOfOtherThan = ofConcept((code) => ofOther.test(wordsOf(code)));

const ofOther =
  /\b(?:denied|denies|assessed|assessment|evaluated|ruled out|excluded|not (?:tested|examined|done|present)|refused|declined|mother|father|family|brother|sister|relative|visits?|points?)\b/i;

/** "Absent bilaterally" of a weakness denies it, and "absent" of a reflex of the anus finds it gone. */
function deniesItself(concept: Concept, value: string): boolean {
  return concept === 'bilateral-leg-weakness' && deniedBeside.test(value);
}

/** A value that denies somewhere what another word of it affirms. */
export const deniedBeside = /\b(?:absent|none|no|negative|denie[sd]|only)\b/i;

/** What the value calls by the name of the illness is said in so many words: "Perineal sensation: no saddle anesthesia". */
function saidOutright(name: string, value: string): ReturnType<typeof signFound> {
  const concept = signFound(name, '')?.concept;
  if (concept === undefined) return undefined;
  if (deniedInWords(value)?.concepts.includes(concept) === true)
    return { concept, said: 'denied', told: value };
  return conditionInWords(value)?.concepts.includes(concept) === true
    ? { concept, said: 'found', told: value }
    : undefined;
}

/** "No bilateral leg weakness": what the name denies is not there where the value agrees, and unclear where it does not. */
function deniedByName(name: string, value: string): ReturnType<typeof signFound> {
  if (!/^\W*(?:no|absence of|without|denies)\b/i.test(name)) return undefined;
  const concept = signFound(name, '')?.concept;
  if (concept === undefined) return undefined;
  return {
    concept,
    said: /^(?:yes|true)?$/i.test(value.trim()) ? 'denied' : 'unclear',
    told: value,
  };
}

/** Signs, and tendon reflexes that no code of a scale names. */
const mayNameSign = ofConcept((concept) => {
  const name = wordsOf(concept);
  if (namesSign(name)) return true;
  const isCoded = codingsOf(concept).some(
    ({ system, code }) => examinationElementOf(system, code) !== undefined,
  );
  return !isCoded && examinationElementOf(undefined, undefined, name) === 'reflexes';
});

/** The value of an Observation in words; an answer in whatever coding as `yes` or `no`. */
function valueInWords(observed: Fields): string {
  const { valueBoolean, valueString, valueCodeableConcept: concept } = observed;
  if (typeof valueBoolean === 'boolean') return valueBoolean ? 'yes' : 'no';
  const text = textOf(valueString);
  if (text !== undefined) return text;
  const number = numberOf(observed);
  if (number !== undefined) return String(number);
  const isNamed = listOf(fieldsOf(concept)?.coding).some(({ display }) => textOf(display));
  if (isNamed || textOf(fieldsOf(concept)?.text) !== undefined) return wordsOf(concept);
  return answerOfConcept(concept) ?? '';
}
