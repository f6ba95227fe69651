import type { Place, Sentence } from '../sentence.ts';
import { isOtherLevel } from './place-of.ts';
import type { Found, NoteContext } from './reader.ts';

/** Pain of 0 to 10 that the words put into a limb: "Leg pain is 8/10 today". Pain of the back is none. */
export function readPainScore(sentence: Sentence, { note, since }: NoteContext): readonly Found[] {
  const { tokens } = sentence;
  const scores: (Place & { readonly score: number })[] = [];
  for (const [at, { word }] of tokens.entries()) {
    const isOutOf =
      word === 'out' && tokens[at + 1]?.word === 'of' && tokens[at + 2]?.word === '10';
    if (!isOutOf && (word !== '/' || tokens[at + 1]?.word !== '10')) continue;
    const score = Number(tokens[at - 1]?.word);
    const before = tokens[at - 2]?.word;
    if (!(score >= 0 && score <= 10) || before === '-' || before === 'to' || before === '/')
      continue;
    scores.push({ score, from: at - 1, to: at + 2 });
  }
  const radicular = scores.filter((one) => isRadicular(sentence, one));
  const [first] = radicular;
  if (first === undefined) return [];
  const at = { linkId: 'severe-radicular.pain-score', rule: 'pain-score', place: first };
  const doubt = sentence.doubtAt(first, { since });
  if (doubt !== undefined) return [{ ...at, found: { why: doubt } }];
  const level = sentence.has('arm-muscle') && !sentence.has('leg-muscle') ? 'cervical' : 'lumbar';
  if (isOtherLevel([level], note.episode?.region))
    return [{ ...at, found: { why: 'another part of the body' } }];
  const now = radicular.filter(
    (one) => !sentence.hasWithin('other-time-of-pain', { from: one.from - 4, to: one.to + 3 }),
  );
  const [only] = now;
  if (only === undefined || now.length > 1) return [{ ...at, found: { why: 'uncertain' } }];
  return [{ ...at, place: only, found: { value: only.score } }];
}

/** The nearest word before the score that says where it hurts is a limb; else the nearest behind it. */
function isRadicular(sentence: Sentence, score: Place): boolean {
  const limbs = sentence.of('radicular-place');
  const axial = sentence.of('axial-place');
  const before = (places: readonly Place[]): number =>
    places.reduce((last, one) => (one.to <= score.from ? Math.max(last, one.from) : last), -1);
  const limb = before(limbs);
  if (limb >= 0 || before(axial) >= 0) return limb >= before(axial);
  const after = (places: readonly Place[]): number =>
    places.reduce(
      (least, one) => (one.from >= score.to ? Math.min(least, one.from) : least),
      Number.POSITIVE_INFINITY,
    );
  const next = after(limbs);
  return next - score.to <= 6 && next < after(axial);
}
