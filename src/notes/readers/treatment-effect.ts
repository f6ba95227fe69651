import type { Sentence } from '../sentence.ts';
import type { Place } from '../sentence-words.ts';
import { isElsewhere } from './place-of.ts';

/** What a sentence says came of a treatment. */
export type Effect = 'failed' | 'improved' | 'resolved' | 'unclear';

/** What the words say came of a treatment; undefined where they say nothing, unclear where they say two things. */
export function effectIn(sentence: Sentence): Effect | undefined {
  if (sentence.has('effect-partial')) return 'unclear';
  // "Referral if not better" tells no effect.
  const conditions = sentence.of('hypothetical');
  const isSaid = ({ from }: Place): boolean => !conditions.some((one) => one.from <= from);
  const none = sentence.of('effect-none').filter(isSaid);
  const isNone = none.length > 0 || hasNoEffect(sentence, isSaid) || isStillInPain(sentence);
  const good = [...sentence.of('effect-good'), ...sentence.of('effect-resolved')].filter(isSaid);
  const isDeniedGood = good.some((place) => sentence.isDenied(place));
  const isDeniedNone = none.some((place) => sentence.isDenied(place, none));
  if (isDeniedNone) return 'unclear';
  if (good.length === 0) return isNone ? 'failed' : undefined;
  if (isDeniedGood) return isNone || good.length === 1 ? 'failed' : 'unclear';
  if (isNone) return 'unclear';
  return sentence.has('effect-resolved') ? 'resolved' : 'improved';
}

/** How many words may lie between a denial and the effect that it denies: "no real sx relief". */
const mostBetween = 3;

/** "No sx relief", "without durable benefit", "Response: none", "relief from steroids: nil". */
function hasNoEffect(sentence: Sentence, isSaid: (place: Place) => boolean): boolean {
  const { tokens } = sentence;
  return sentence.of('effect-noun').some((noun) => {
    if (!isSaid(noun)) return false;
    const isDeniedBefore = sentence.of('no-effect').some(({ from, to }) => {
      const between = tokens.slice(to, noun.from).map(({ word }) => word);
      return (
        to <= noun.from &&
        from >= noun.from - 2 - mostBetween &&
        between.length <= mostBetween &&
        !between.some((word) => parting.has(word))
      );
    });
    if (isDeniedBefore) return true;
    const colon = tokens.findIndex(
      ({ word }, at) => at >= noun.to && at < noun.to + 8 && word === ':',
    );
    return colon >= 0 && nothing.has(tokens[colon + 1]?.word ?? '');
  });
}

const parting: ReadonlySet<string> = new Set([
  ',',
  ';',
  ':',
  '.',
  'and',
  'but',
  'to',
  'for',
  'side',
  'adverse',
  'ill',
]);
const nothing: ReadonlySet<string> = new Set(
  'none nil no 0 zero minimal negligible poor'.split(' '),
);

/** "Still 7/10": the pain after the treatment, of at least five. */
function isStillInPain({ tokens }: Sentence): boolean {
  for (const [at, { word }] of tokens.entries()) {
    if (word !== '/' || tokens[at + 1]?.word !== '10') continue;
    const score = Number(tokens[at - 1]?.word);
    const before = tokens.slice(Math.max(0, at - 6), at).map((one) => one.word);
    if (
      score >= 5 &&
      before.some((one) => one === 'still' || one === 'remain' || one === 'persist')
    )
      return true;
  }
  return false;
}

/** Of a sentence without a treatment: the effect of the one before it. */
export function effectOnItsOwn(sentence: Sentence): Effect | undefined {
  const whole = { from: 0, to: sentence.tokens.length };
  if (sentence.doubtAt(whole) !== undefined || isElsewhere(sentence, whole)) return undefined;
  if (sentence.has('other-therapy') || sentence.has('not-a-failure')) return undefined;
  return effectIn(sentence);
}
