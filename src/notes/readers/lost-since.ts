import type { Sentence } from '../sentence.ts';
import { type Found, foundOf, type NoteContext, readerOf } from './reader.ts';

/**
 * That a patient could do until a day what he cannot now, where a second sentence tells it: "Until Saturday she walked to
 * meals; now she has to be hoisted". What pain alone forbids is no deficit.
 */
function readLostSince(sentence: Sentence, { before, since }: NoteContext): readonly Found[] {
  const [place] = [...sentence.of('helpless-now'), ...sentence.of('gives-way')];
  if (place === undefined || before === undefined || !sentence.has('is-now-alone')) return [];
  if (!before.has('able-until') || !before.has('able-walk')) return [];
  const at = { linkId: 'red-flag.progressive-deficit', rule: 'lost-since', place } as const;
  if (tellsOfPain(sentence)) return [foundOf(at.linkId, at, { why: 'says too little' })];
  const doubt = sentence.doubtAt(place, { since }) ?? before.doubtAt({ from: 0, to: 1 }, { since });
  if (doubt !== undefined) return [foundOf(at.linkId, at, { why: doubt })];
  if (sentence.isDenied(place)) return [foundOf(at.linkId, at, { why: 'negated' })];
  return [foundOf(at.linkId, { ...at, quoteFrom: before.span.start }, { value: true })];
}

/** What pain forbids, or what is worse of it, is no deficit. */
export function tellsOfPain({ tokens }: Sentence): boolean {
  return tokens.some(({ word }) => ofPain.has(word));
}

const ofPain: ReadonlySet<string> = new Set(
  'pain pains painful ache aches aching hurt hurts sore soreness spasm spasms sciatica burning stiffness headache'.split(
    ' ',
  ),
);

export const lostSinceReader = readerOf(['helpless-now', 'gives-way'], readLostSince);
