import type { FlagNamer } from './flags-in-words.ts';
import { readNote } from './read-note.ts';
import type { Candidate, Note } from './types.ts';

/** Few texts tell of now what the patterns below look for: "now endorses", "present again today", "weak today". */
const mayTell =
  /\b(?:today|now)\b,?(?: (?:he|she|pt|patient),?)?(?: (?:it is|is|are))? (?:endors|present|admit|report)|\b(?:present|endorses(?: it)?|weak)(?: again)? (?:today|now)\b/i;

const then =
  '(?:previously|earlier|(?:at |on )?(?:the |his |her )?(?:last|previous|prior) (?:visit|week|month|time|exam)|(?:in the ed |at triage )?(?:on |last )?(?:mon|tues|wednes|thurs|fri|satur|sun)day|yesterday|in the ed)';
const isThere =
  '(?:(?:today|now)(?: (?:he|she|pt|patient))?,? (?:(?:is|are|it is) )?(?:endors(?:es|ing)|present|admits?|reports?)(?: (?:it|them|these|this|to it))?|(?:(?:it|this|that|they|these) (?:is|are) )?(?:present|endorses(?: it)?)(?: again)? (?:today|now))\\s*(?=$|[.;!\\n])';
const isWeak = '(both )?(?:are |is )?weak (?:today|now)';
const behind = '\\s*[;,.–-]\\s*(?:but |and |however,? )?';

/** "Denied bladder symptoms last week, now endorses", "No foot drop last visit; present today". */
const deniedThen = new RegExp(
  `\\b(?:denied|no) ([a-z][a-z /-]{3,40}?)(?: ${then}| ?(?=[;,.]))${behind}${isThere}`,
  'gi',
);
/** "Saddle numbness was absent in the ED on Friday. It is present now." */
const absentThen = new RegExp(
  `\\b([a-z][a-z /-]{3,40}?) (?:was|were) (?:absent|denied|negative|not present) ${then}${behind}${isThere}`,
  'gi',
);
/** "Leg strength was normal Monday; both weak today." */
const strongThen = new RegExp(
  `\\b([a-z][a-z /-]{2,30}?) (?:strength|power) (?:was|were) (?:normal|full|5\\/5|intact) ${then}${behind}${isWeak}`,
  'gi',
);

/**
 * The red flags that a note denies of a time before and tells of now: they are asked about.
 * @param named reads sentences for red flags that no rule knows
 * @param isFlag whether an item asks for a red flag
 */
export function nowUnlikeBefore(
  note: Note,
  named: FlagNamer | undefined,
  isFlag: (linkId: string) => boolean,
): readonly Candidate[] {
  const { text } = note;
  if (!mayTell.test(text)) return [];
  const told = [deniedThen, absentThen].flatMap((pattern) =>
    [...text.matchAll(pattern)].map(({ 0: quote, 1: named = '', index }) => ({
      quote,
      offset: index,
      said: `New ${named}.`,
    })),
  );
  const weak = [...text.matchAll(strongThen)].map(({ 0: quote, 1: limb = '', 2: both, index }) => ({
    quote,
    offset: index,
    said: `New ${both === undefined ? '' : 'bilateral '}${limb} weakness.`,
  }));
  return [...told, ...weak].flatMap(({ quote, offset, said }) =>
    readNote({ ...note, text: said }, undefined, undefined, named)
      .candidates.filter(({ linkId, value }) => isFlag(linkId) && value !== false)
      .map((one) => ({ ...one, quote: quote.trim(), offset })),
  );
}
