import type { Answers } from './answers-of-episode.ts';
import { attestedExamination } from './attested-examination.ts';
import { attestedImaging } from './attested-imaging.ts';
import { attestedSurgery } from './attested-surgery.ts';
import { attestedTreatment } from './attested-treatment.ts';
import type { ChartParts } from './chart-parts.ts';

/**
 * Turns attested typed facts into facts like any other, with the response as evidence. The answers are those that
 * count in the episode; a fact that several make is as old as the oldest, and an answer given before the day that
 * the fact is about speaks of something earlier.
 */
export function attestedFacts(answers: Answers, parts: ChartParts, asOf: Date): void {
  attestedTreatment(answers, parts, asOf);
  attestedImaging(answers, parts);
  attestedExamination(answers, parts);
  attestedSurgery(answers, parts, asOf);
}
