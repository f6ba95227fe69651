import type { Sentence } from '../sentence.ts';
import type { Place } from '../sentence-words.ts';
import { isStop } from '../tokens.ts';
import { spineRegionsIn } from './place-of.ts';

/**
 * Whether a note that begins with these sentences is about another part of the body or another disease than the
 * spine's: they name one, or its type does, and no part of the spine ("ORTHOPEDICS - KNEE", "Day 9 after a stroke").
 */
export function isAboutElsewhere(sentences: readonly Sentence[], type: string): boolean {
  if (sentences.some(namesSpine)) return false;
  if (explainsLimbs(sentences, type)) return true;
  if (sentences.some((one) => one.has('general-visit'))) return true;
  return sentences.some(isOfOtherPart) && !nameLimb(sentences);
}

/** "Hips negative", "no knee pain": a note is not about a part that is in order. */
function isOfOtherPart(sentence: Sentence): boolean {
  // "Surgical history: cholecystectomy" is not what the note is about.
  if (sentence.span.section === 'history' || sentence.span.section === 'family') return false;
  return sentence
    .of('other-part')
    .some((place) => !isInOrder(sentence, place) && !sentence.isDenied(place, [place]));
}

function isInOrder({ tokens }: Sentence, { from, to }: Place): boolean {
  const before = tokens.slice(Math.max(0, from - 2), from);
  const behind = tokens.slice(to, to + 4);
  const end = behind.findIndex((token) => isStop(token) || endsPart.has(token.word));
  return [...before, ...(end === -1 ? behind : behind.slice(0, end))].some(({ word }) =>
    inOrder.has(word),
  );
}

const endsPart: ReadonlySet<string> = new Set(['with', 'but', 'and', 'after', 'despite']);
const inOrder: ReadonlySet<string> = new Set(
  'negative neg normal normally nl wnl unremarkable intact clear ok okay fine benign'.split(' '),
);

/** Whether a note that begins so is about what weakens a limb of itself: what a stroke does to one is of the stroke. */
export function explainsLimbs(sentences: readonly Sentence[], type: string): boolean {
  return ofOtherParts.test(type) || sentences.some((one) => one.has('other-cause'));
}

/** Those who write these look at one part of the body, and none of the spine. */
const ofOtherParts =
  /\b(?:hand\b|headache|migraine|stroke|vascular.surg|podiatr|dental|dentist|dermatolog|ophthalmolog|optometr|audiolog|otolaryngolog|ent\b)/i;

const limbs = ['limb', 'leg-muscle', 'arm-muscle'] as const;

/** Whether a limb is named that a nerve may fail; the ankle of "ankle sprain" is none, in whatever sentence of them. */
function nameLimb(sentences: readonly Sentence[]): boolean {
  const parts = new Set(
    sentences.flatMap((one) => one.of('other-part').flatMap((place) => wordsAt(one, place))),
  );
  return sentences.some((one) =>
    limbs.some((kind) =>
      one.of(kind).some((place) => wordsAt(one, place).some((word) => !parts.has(word))),
    ),
  );
}

function wordsAt({ tokens }: Sentence, { from, to }: Place): readonly string[] {
  return tokens.slice(from, to).map(({ word }) => word);
}

/** Whether a sentence itself names the spine or a level of it; a limb alone does not. */
export function namesSpine(sentence: Sentence): boolean {
  const all = { from: 0, to: sentence.tokens.length };
  const isNamed = sentence.has('spine') || sentence.has('op-stimulator');
  return isNamed || spineRegionsIn(sentence, all).length > 0;
}

/** Whether a note that begins with these sentences tells of a visit by telephone or video. */
export function isOfRemoteVisit(sentences: readonly Sentence[]): boolean {
  return sentences.some((one) => {
    const [place] = one.of('remote');
    return place !== undefined && !one.has('in-person') && one.doubtAt(place) === undefined;
  });
}

/** Whether a note is one of physical or chiropractic therapy, by its type. */
export function isOfTherapy(type: string): boolean {
  return /\b(?:pt|physical.therap(?:y|ist)|physio(?:therapy|therapist)?|chiropract(?:ic|or)|chiro|osteopath(?:ic|y)?)\b/i.test(
    type,
  );
}
