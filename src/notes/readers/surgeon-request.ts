import type { Sentence } from '../sentence.ts';
import { type Found, foundOf, readerOf, type VisitContext } from './reader.ts';

/** Those who write these operate on spines themselves. */
const surgeons =
  /neuro.?surg|\bnsgy\b|spine.?(?:surg|fellow|attending|consult)|spinal.?surg|(?:ortho\w*).?spine|orthop\w*.?surg/i;

/** "I have asked for an MRI" in a note of whoever would operate. */
function readRequest(sentence: Sentence, { note, before }: VisitContext): readonly Found[] {
  if (!surgeons.test(note.type)) return [];
  const [place] = sentence.of('writer-asks');
  if (place === undefined) return [];
  const isOfIt =
    sentence.tokens.some(({ word }) => word === 'it') && before !== undefined && namesStudy(before);
  const isOfStudy = namesStudy(sentence) || isOfIt;
  if (!isOfStudy || sentence.has('elsewhere') || sentence.has('other-part')) return [];
  const at = { linkId: 'surgeon-request', rule: 'surgeon-writes-himself', place };
  const doubt = sentence.doubtAt(place, { allowed: ofPlans });
  if (doubt !== undefined) return [foundOf(at.linkId, at, { why: doubt })];
  if (sentence.isDenied(place)) return [foundOf(at.linkId, at, { why: 'negated' })];
  return [foundOf(at.linkId, at, { value: true })];
}

const ofPlans = new Set(['planned', 'question'] as const);

/** "MRI", "a CT", and not "Mr. Petrov". */
function namesStudy({ tokens }: Sentence): boolean {
  return tokens.some(({ word }) => studies.has(word));
}

const studies: ReadonlySet<string> = new Set(['mri', 'ct', 'myelogram', 'scan', 'mra', 'imaging']);

export const surgeonRequestReader = readerOf(['writer-asks'], readRequest);
