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
  const isNone = none.length > 0 || isStillInPain(sentence);
  const good = [...sentence.of('effect-good'), ...sentence.of('effect-resolved')].filter(isSaid);
  const isDeniedGood = good.some((place) => sentence.isDenied(place));
  const isDeniedNone = none.some((place) => sentence.isDenied(place));
  if (isDeniedNone) return 'unclear';
  if (good.length === 0) return isNone ? 'failed' : undefined;
  if (isDeniedGood) return isNone || good.length === 1 ? 'failed' : 'unclear';
  if (isNone) return 'unclear';
  return sentence.has('effect-resolved') ? 'resolved' : 'improved';
}

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
