import { durationIn } from '../durations.ts';
import type { Sentence } from '../sentence.ts';
import type { Treatment } from './treatment-named.ts';

/** "Gabapentin 300 tid, no change", "meds: naproxen, lisinopril, no changes": nobody says that anything was expected of it. */
export function isOfDose(sentence: Sentence, treatments: readonly Treatment[]): boolean {
  if (!treatments.every(({ kind }) => kind === 'drug')) return false;
  const effects = sentence.of('effect-none');
  const isUnchanged = effects.every(({ from, to }) =>
    sentence.tokens.slice(from, to).every(({ word }) => ofDoses.has(word)),
  );
  // "Gabapentin up to 1800, no good" says what it did.
  const isDose = isUnchanged && isDoseChanged(sentence, treatments);
  if (changesNoDose(sentence, treatments) || isDose) return true;
  if (effects.length === 0 || !isUnchanged || sentence.has('tried')) return false;
  const isTimed = durationIn(sentence.tokens) !== undefined || sentence.pastDates.length > 0;
  return !isTimed && !sentence.has('symptom');
}

/** "Have not made any changes in his medications": what is not changed is the medicine. */
function changesNoDose({ tokens }: Sentence, treatments: readonly Treatment[]): boolean {
  return treatments.some(({ place: { from } }) => {
    const before = tokens.slice(Math.max(0, from - 4), from).map(({ word }) => word);
    const at = before.findLastIndex((word) => word === 'change' || word === 'changes');
    return at >= 0 && ofChanged.has(before[at + 1] ?? '');
  });
}

/** "Pain meds down to one tab at night": how much is taken. */
function isDoseChanged({ tokens }: Sentence, treatments: readonly Treatment[]): boolean {
  return treatments.some(({ place: { to } }) => {
    const [first = '', second = '', third = ''] = tokens.slice(to, to + 3).map(({ word }) => word);
    const isVerb = copulas.has(first);
    const [verb, next] = isVerb ? [second, third] : [first, second];
    return doses.has(verb) && (next === 'to' || next === 'by' || next === 'from');
  });
}

const copulas: ReadonlySet<string> = new Set(['is', 'was', 'are', 'were']);
const doses: ReadonlySet<string> = new Set(
  'down up reduced increased decreased tapered weaned lowered raised cut'.split(' '),
);

const ofChanged: ReadonlySet<string> = new Set(['in', 'to', 'of', 'with']);

const ofDoses: ReadonlySet<string> = new Set(['no', 'change', 'unchanged', 'the', 'same']);
