import { isOnOrAfter } from '../../chart/dates.ts';
import type { ExaminationElement } from '../../chart/types.ts';
import type { Evidence } from '../../logic/finding.ts';
import { isOfEpisode } from '../case.ts';
import { criterion, met, notDocumented } from '../criterion.ts';

const required: readonly { readonly element: ExaminationElement; readonly name: string }[] = [
  { element: 'dermatomal-sensation', name: 'dermatomal sensation' },
  { element: 'motor', name: 'motor testing' },
  { element: 'reflexes', name: 'reflexes' },
];

/**
 * general-radiculopathy-1: documentation of radicular distribution, sensory and motor deficits and
 * reflex findings. Nerve-root tension signs (standard-6) are asked for as documentation only.
 * An examination without a date, or from before the episode, documents nothing here.
 */
export const neurologicalExamination = criterion({
  id: 'neurological-examination',
  question: 'Does the examination document dermatomal sensation, motor testing and reflexes?',
  statements: ['general-radiculopathy-1', 'standard-6'],
  asks: [
    'neurological-examination.dermatomal-sensation',
    'neurological-examination.motor',
    'neurological-examination.reflexes',
    'neurological-examination.date',
  ],
  decide(subject) {
    const { start } = subject.episode;
    const evidence: Evidence[] = [];
    const missing: string[] = [];
    for (const { element, name } of required) {
      const found = subject.chart.examinations.find(
        (examination) =>
          examination.element === element &&
          start !== undefined &&
          examination.date !== undefined &&
          (examination.authored === undefined || isOfEpisode(subject, examination.authored)) &&
          isOnOrAfter(examination.date, start) === 'met',
      );
      if (found === undefined) missing.push(name);
      else evidence.push(found.evidence);
    }
    if (missing.length === 0)
      return met('Sensation, motor testing and reflexes are documented', evidence);
    return notDocumented(
      start === undefined
        ? 'The onset of the current episode is not documented, so no examination can be placed in it'
        : `Not documented in this episode: ${missing.join(', ')}`,
      evidence,
    );
  },
});
