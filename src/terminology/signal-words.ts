import { hasAny, phraseList, type Word } from './words.ts';

const signals = phraseList(
  'hyperintense, hyperintensity, hypointense, hypointensity, isointense, weighted, signal, bright, image, images, imaging, sequence, sequences, relaxation, flair, w',
);

/** Whether "T1" or "T2" is how an image was made, and no vertebra. */
export function isSignal(words: readonly Word[], at: number): boolean {
  return /^t[12]$/.test(words[at] ?? '') && hasAny(words.slice(at + 1, at + 3), signals);
}
