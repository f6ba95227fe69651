import { tellsOfOldTimes } from '../../terminology/old-words.ts';
import { isPlainlyNow } from '../plainly-now.ts';
import type { Sentence } from '../sentence.ts';
import type { Place } from '../sentence-words.ts';

type Side = 'left-side' | 'right-side';

const sides: readonly Side[] = ['left-side', 'right-side'];

/** What another illness explains of a limb that is weak. */
export interface Explanation {
  /** The sides that the illness is said to have weakened; both where none is named. */
  readonly sides: ReadonlySet<Side>;
  /** It lies long back, so that it explains nothing new. */
  readonly isOld: boolean;
  /** So it does, or it was ruled out, or was another person's. */
  readonly isOver: boolean;
}

/** What the illnesses explain that the first sentences of a note name: "Right hemiparesis from 2019 stroke"; undefined without any. */
export function explanationIn(opening: readonly Sentence[], text: string): Explanation | undefined {
  const causes = opening.filter((one) => one.has('other-cause'));
  if (causes.length === 0) return undefined;
  const named = new Set(causes.flatMap(weakenedSides));
  const isOld = causes.every(({ span }) => tellsOfOldTimes(text.slice(span.start, span.end)));
  const isOver = isOld || causes.every(({ span }) => over.test(text.slice(span.start, span.end)));
  return { sides: named.size === 0 ? new Set(sides) : named, isOld, isOver };
}

const over =
  /\b(?:history of|hx|h\/o|pmh|ruled out|excluded|not an?|no|negative|resolved|recovered|mother|father|brother|sister|family|husband|wife|son|daughter|aunt|uncle|grand\w+)\b/i;

/** The side of the brain, right before the illness, is not the side of the limb: "left MCA stroke". */
function weakenedSides(sentence: Sentence): readonly Side[] {
  const causes = sentence.of('other-cause');
  const isOfBrain = ({ to }: Place): boolean =>
    causes.some(({ from }) => from === to && ofBrain.test(sentence.tokens[from]?.word ?? ''));
  const limbs = (one: Place): boolean => !isOfBrain(one);
  const beside = sides.filter((side) =>
    causes.some((cause) => {
      const { from, to } = sentence.chunkOf(cause);
      return sentence.of(side).some((one) => limbs(one) && one.from >= from && one.from < to);
    }),
  );
  return beside.length > 0 ? beside : sides.filter((side) => sentence.of(side).some(limbs));
}

const ofBrain = /^(?:stroke|cva|mca|aca|pca|lacunar|cerebellar|thalamic|pontine|cerebral|infarct)/;

/**
 * Whether what a sentence says of a limb is beyond what the illness explains: it is of the other side ("Now left leg weak"), or
 * new where the illness is old.
 */
export function isBeyond(
  { sides: explained, isOld }: Explanation,
  sentence: Sentence,
  place: Place,
  text: string,
  since: string,
): boolean {
  const said = text.slice(sentence.span.start, sentence.span.end);
  if (tellsOfOldTimes(said)) return false;
  const near = sides.filter((side) => sentence.hasWithin(side, sentence.chunkOf(place)));
  const own = near.length > 0 ? near : sides.filter((side) => sentence.has(side));
  if (own.some((side) => !explained.has(side))) return true;
  return isOld && isPlainlyNow(sentence, place, text, since);
}
