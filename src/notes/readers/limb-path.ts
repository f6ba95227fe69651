import type { Sentence } from '../sentence.ts';
import type { Place } from '../sentence-words.ts';
import { WordList } from '../word-lists.ts';
import { type Found, foundOf, type NoteContext, readerOf } from './reader.ts';

/** So many words at most lie between where a pain begins and where it goes on: "the buttock, along the outside of the thigh, to". */
const mostOnTheWay = 12;
/** And between a word of the way and the end of the limb: "to the outer border of the left foot". */
const mostToEnd = 5;
/** So far from the way its pain may be named. */
const mostToPain = 10;

/**
 * A pain that runs from the spine, the buttock or the shoulder to the end of a limb, whatever words tell the way:
 * "low back -> R buttock -> heel", "fire from the hip to the instep".
 */
function readPath(sentence: Sentence, { since }: NoteContext): readonly Found[] {
  if (!sentence.hasOf(onwards) || sentence.has('not-of-root')) return [];
  const ends = [
    ...sentence.of('limb-end'),
    ...sentence.of('whole-limb').filter((one) => isGoneInto(sentence, one)),
  ];
  for (const end of ends) {
    const origin = originOf(sentence, end);
    if (origin === undefined || !isFelt(sentence, origin, end)) continue;
    const at = { linkId: 'radiculopathy', rule: 'limb-path', place: origin };
    const doubt = sentence.doubtAt(origin, { since });
    if (doubt !== undefined) return [foundOf(at.linkId, at, { why: doubt })];
    if (sentence.isDenied(end) || sentence.isDenied(origin))
      return [foundOf(at.linkId, at, { why: 'negated' })];
    return [foundOf(at.linkId, at, { value: true })];
  }
  return [];
}

export const limbPathReader = readerOf(['limb-end', 'whole-limb'], readPath);

/** Where the way to the end of a limb begins; undefined where no words tell of a way. */
function originOf(sentence: Sentence, end: Place): Place | undefined {
  const { tokens } = sentence;
  const first = Math.max(0, end.from - mostToEnd);
  const way = tokens.slice(first, end.from).findLastIndex(({ word }) => onwards.has(word));
  if (way < 0) return undefined;
  return sentence
    .of('path-origin')
    .find(({ to }) => to <= first + way && first + way - to <= mostOnTheWay);
}

/** "Into the left leg", "down one arm": of a whole limb only what goes into it tells a way. */
function isGoneInto({ tokens }: Sentence, { from }: Place): boolean {
  return tokens.slice(Math.max(0, from - 3), from).some(({ word }) => inwards.has(word));
}

const inwards: ReadonlySet<string> = new Set(['into', 'down', 'through', 'along']);

/** Whether the words name a pain, or tell the way as one tells only of a pain. */
function isFelt(sentence: Sentence, origin: Place, end: Place): boolean {
  const { tokens } = sentence;
  const begins = tokens.slice(Math.max(0, origin.from - 3), origin.from);
  if (begins.some(({ word }) => beginnings.has(word))) return true;
  if (tokens.slice(origin.to, end.from).some(({ word }) => word === '>')) return true;
  return sentence
    .of('limb-feels')
    .some(({ from, to }) => to >= origin.from - mostToPain && from <= end.to + mostToPain);
}

const onwards = new WordList(
  'to into then through down past along until till beyond toward towards reaches reach reaching end finishe finish terminate > below via far up',
);

const beginnings: ReadonlySet<string> = new Set(
  'from begin begins beginning start starting originate arise arising'.split(' '),
);
