import type { Sentence } from '../sentence.ts';
import { tellsOfPain } from './lost-since.ts';
import { type Found, foundOf, type NoteContext, readerOf } from './reader.ts';

/**
 * That a weakness of the sentence before gets worse: "The left foot has flopped since Saturday. It is a little worse every
 * day". What is said of pain is none.
 */
function readWorseSinceTold(sentence: Sentence, { before, since }: NoteContext): readonly Found[] {
  const [place] = sentence.of('worse-each-day');
  const [weak] = before?.of('gives-way') ?? [];
  if (place === undefined || before === undefined || weak === undefined) return [];
  if (!before.has('limb-named') || sentence.tokens.length > longest || !isOfThat(sentence))
    return [];
  if (tellsOfPain(sentence)) return [];
  const at = { linkId: 'red-flag.progressive-deficit', rule: 'worse-since-told', place } as const;
  const doubt = sentence.doubtAt(place, { since }) ?? before.doubtAt(weak, { since });
  if (doubt !== undefined) return [foundOf(at.linkId, at, { why: doubt })];
  if (sentence.isDenied(place) || before.isDenied(weak))
    return [foundOf(at.linkId, at, { why: 'negated' })];
  return [foundOf(at.linkId, { ...at, quoteFrom: before.span.start }, { value: true })];
}

/** A sentence of more words tells of something else as well. */
const longest = 14;

/** "It is worse", "This gets worse", "Worse every day", "The weakness is getting worse". */
function isOfThat({ tokens }: Sentence): boolean {
  return tokens.slice(0, 4).some(({ word }) => openings.has(word));
}

const openings: ReadonlySet<string> = new Set(
  'it this that these they weakness leg foot hand arm worse worsening getting progressing daily'.split(
    ' ',
  ),
);

export const worseSinceToldReader = readerOf(['worse-each-day'], readWorseSinceTold);
