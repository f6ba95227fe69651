import { classesOf } from '../phrases.ts';
import type { Sentence } from '../sentence.ts';
import type { Place } from '../sentence-words.ts';
import { WordList } from '../word-lists.ts';
import { isPatient } from './patient-or-therapy.ts';
import type { NoteContext } from './reader.ts';

/** The classes of words that name a treatment. */
type Kind = 'therapy' | 'drug' | 'injection' | 'self-treatment' | 'conservative' | 'session';

/** A treatment that a sentence names, and where. */
export interface Treatment {
  readonly kind: Kind;
  readonly place: Place;
}

/** Those classes. */
export const treatmentClasses: readonly Kind[] = [
  'therapy',
  'drug',
  'injection',
  'conservative',
  'session',
  'self-treatment',
];

const treatments = classesOf(...treatmentClasses);

/** Whether a sentence names a treatment of any kind. */
export function namesTreatment(sentence: Sentence): boolean {
  return sentence.hasAny(treatments);
}

/** No sentence of a person names more. */
const mostTreatments = 12;

/** The treatments that a sentence names; what a patient found for himself is marked as such. */
export function treatmentsIn(
  sentence: Sentence,
  { note, isTherapyNote }: NoteContext,
): readonly Treatment[] {
  const named = treatmentClasses.filter((kind) => sentence.has(kind));
  const found = named.flatMap((kind) =>
    sentence
      .of(kind)
      .filter((place) => kind !== 'therapy' || !isPatient(sentence, place, note.text))
      .filter((place) => !isForOther(sentence, place) && !isOff(sentence, place))
      .filter(
        (place) => (kind !== 'drug' && kind !== 'conservative') || !isOfOther(sentence, place),
      )
      .filter((place) => kind !== 'drug' || !isForLungs(sentence, place, note.text))
      .filter((place) => kind !== 'session' || !isSingle(sentence, place))
      .filter((place) => kind !== 'self-treatment' || !isNumber(sentence, place))
      .map((place) => ({
        kind: kindHere(sentence, place, kind, isTherapyNote),
        place,
      })),
  );
  return found.slice(0, mostTreatments);
}

/** What a patient found for himself is his own; "treatment" in a therapist's note is therapy. */
function kindHere(sentence: Sentence, place: Place, kind: Kind, isTherapyNote: boolean): Kind {
  if (isSelfDirected(sentence, place, kind)) return selfTreatment;
  // "Ibuprofen from our doctor for two months", "I put him on stretches".
  if (kind === selfTreatment && isGivenBy(sentence, place)) {
    const isMoved = moved.has(sentence.tokens[place.from]?.word ?? '');
    return isMoved ? 'therapy' : 'drug';
  }
  const isNamed = sentence.tokens[place.from]?.word === 'treatment';
  return kind === 'conservative' && isTherapyNote && isNamed ? 'therapy' : kind;
}

/** A medicine that one can buy, where a provider gave it. */
function isGivenBy(sentence: Sentence, place: Place): boolean {
  const word = sentence.tokens[place.from]?.word ?? '';
  if (!bought.has(word) && !moved.has(word)) return false;
  // "Her acupuncture, which I prescribed".
  return word === 'acupuncture'
    ? sentence.has('by-provider')
    : sentence.hasWithin('by-provider', sentence.chunkOf(place));
}

const moved: ReadonlySet<string> = new Set([
  'stretching',
  'stretche',
  'stretches',
  'stretch',
  'yoga',
  'acupuncture',
]);

const bought: ReadonlySet<string> = new Set(
  'ibuprofen advil motrin aleve tylenol acetaminophen paracetamol aspirin'.split(' '),
);

/** "1 visit completed" is no course of treatment. */
function isSingle({ tokens }: Sentence, { from, to }: Place): boolean {
  return tokens.slice(from, to).some(({ word }) => word === '1' || word === 'one');
}

/** "Ten minutes", and not "TENS": a token has no s of the plural. */
function isNumber({ tokens }: Sentence, { from, to }: Place): boolean {
  const word = tokens[from];
  return to - from === 1 && word?.word === 'ten' && word.end - word.start === word.word.length;
}

/** "Off opioids since August". */
function isOff({ tokens }: Sentence, { from }: Place): boolean {
  return tokens[from - 1]?.word === 'off';
}

const selfTreatment: Kind = 'self-treatment';

/** "Exercises that she found on the internet", "lidocaine patches that he bought". */
function isSelfDirected(sentence: Sentence, place: Place, kind: Kind): boolean {
  const chunk = sentence.chunkOf(place);
  if (kind === 'drug' && sentence.hasWithin('over-the-counter', chunk)) return true;
  return sentence.hasWithin('self-directed', chunk);
}

/** "Sleep is better with amitriptyline", "BP improved on medication": what the part is about is no complaint of the spine. */
function isOfOther(sentence: Sentence, place: Place): boolean {
  const { from, to } = sentence.chunkOf(place);
  const before = { from: Math.max(from, place.from - mostBefore), to: place.from };
  // "GCA, high dose prednisone since March": nothing in the sentence is of the spine.
  if (sentence.has('other-indication') && !sentence.has('complaint')) return true;
  const isOther =
    sentence.hasWithin('other-indication', before) || sentence.hasWithin('other-complaint', before);
  return isOther && !sentence.hasWithin('complaint', { from, to });
}

const mostBefore = 8;

/** "COPD exacerbation. Prednisone 40 mg x 5 days": in a note of failing lungs steroids are for them, unless the sentence names a pain. */
function isForLungs(sentence: Sentence, { from }: Place, text: string): boolean {
  if (!steroids.has(sentence.tokens[from]?.word ?? '') || sentence.has('complaint')) return false;
  return ofLungs.test(text);
}

const steroids: ReadonlySet<string> = new Set(
  'prednisone prednisolone methylprednisolone dexamethasone steroid steroids solumedrol'.split(' '),
);
const ofLungs =
  /\b(?:copd|asthma) (?:exacerbation|flare)|\bexacerbation of (?:copd|asthma)|\baecopd\b/i;

/** "Prednisone 10 mg for polymyalgia", "gabapentin for shingles": of another disease. */
function isForOther(sentence: Sentence, { to }: Place): boolean {
  return sentence.of('other-indication').some(({ from }) => {
    const between = sentence.tokens.slice(to, from).map(({ word }) => word);
    return from >= to && from - to <= 8 && between.includes('for');
  });
}

/** "Urgent care gave methocarbamol": by whom a medicine was given, that is more than one dose; whether it was taken, what follows says. */
export function isGivenByProvider(sentence: Sentence, treatments: readonly Treatment[]): boolean {
  if (!sentence.has('by-provider') || sentence.has('one-dose')) return false;
  return treatments.some(({ kind }) => kind === 'drug') && sentence.hasOf(ofGiving);
}

const ofGiving = new WordList('gave prescribed started dispensed supplied issued');
