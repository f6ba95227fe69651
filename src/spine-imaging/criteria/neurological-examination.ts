import { isOnOrAfter } from '../../chart/dates.ts';
import type { ExaminationElement, ExaminationFact } from '../../chart/types.ts';
import { attestedFlag, type Case, overlap } from '../../guideline/case.ts';
import { criterion, met, notDocumented, notMet } from '../../guideline/criterion.ts';
import type { Finding } from '../../logic/finding.ts';

const required: readonly { readonly element: ExaminationElement; readonly name: string }[] = [
  { element: 'dermatomal-sensation', name: 'dermatomal sensation' },
  { element: 'motor', name: 'motor testing' },
  { element: 'reflexes', name: 'reflexes' },
];

const date = 'neurological-examination.date';
const itemOf = (element: ExaminationElement): string => `neurological-examination.${element}`;

/**
 * general-radiculopathy-1: documentation of radicular distribution, sensory and motor deficits and
 * reflex findings. Nerve-root tension signs (standard-6) are asked for as documentation only.
 * An examination without a date, or from before the episode, documents nothing here.
 */
export const neurologicalExamination = criterion({
  id: 'neurological-examination',
  question: 'Does the examination document dermatomal sensation, motor testing and reflexes?',
  statements: ['general-radiculopathy-1', 'standard-6'],
  asks: [...required.map(({ element }) => itemOf(element)), date, 'episode.onset'],
  decide(orderCase) {
    const parts = required.map(({ element, name }) => ({
      element,
      name,
      denied: attestedFlag(orderCase, itemOf(element))?.value === false,
      found: examined(element, orderCase),
    }));
    const denials = parts.flatMap(({ element, denied }) =>
      denied ? [attestedFlag(orderCase, itemOf(element))?.attestation.evidence] : [],
    );
    const evidence = [...parts.map(({ found }) => found?.evidence), ...denials].filter(
      (one) => one !== undefined,
    );
    const contradicted = parts.filter(({ denied, found }) => denied && found !== undefined);
    if (contradicted.length > 0) {
      return notDocumented(
        `Contradictory documentation, recorded and attested as not examined: ${namesOf(contradicted)}`,
        evidence,
        contradicted.map(({ element }) => itemOf(element)),
      );
    }
    const denied = parts.filter((part) => part.denied);
    if (denied.length > 0) {
      return notMet(`Attested as not examined: ${namesOf(denied)}`, evidence, []);
    }
    const missing = parts.filter(({ found }) => found === undefined);
    if (missing.length === 0)
      return met('Sensation, motor testing and reflexes are documented', evidence);
    return missingParts(missing, evidence, orderCase);
  },
});

type Named = readonly { readonly element: ExaminationElement; readonly name: string }[];

function namesOf(parts: Named): string {
  return parts.map(({ name }) => name).join(', ');
}

/** The examination of a part, not of another limb's nerves, that falls in the episode. */
function examined(element: ExaminationElement, orderCase: Case): ExaminationFact | undefined {
  const { start } = orderCase.episode;
  return orderCase.chart.examinations.find(
    (examination) =>
      examination.element === element &&
      (examination.regions === undefined || overlap(examination.regions, orderCase.regions)) &&
      start !== undefined &&
      examination.date !== undefined &&
      isOnOrAfter(examination.date, start) === 'met',
  );
}

/** Without a documented onset, parts that are dated wait for nothing else. */
function missingParts(missing: Named, evidence: Finding['evidence'], orderCase: Case): Finding {
  if (orderCase.episode.start !== undefined) {
    return notDocumented(`Not documented in this episode: ${namesOf(missing)}`, evidence, [
      ...missing.map(({ element }) => itemOf(element)),
      date,
    ]);
  }
  const undated = missing.filter(
    ({ element }) =>
      !orderCase.chart.examinations.some(
        (one) => one.element === element && one.date !== undefined,
      ),
  );
  return notDocumented(
    'The onset of the current episode is not documented, so no examination can be placed in it',
    evidence,
    [
      ...undated.map(({ element }) => itemOf(element)),
      ...(undated.length > 0 ? [date] : []),
      'episode.onset',
    ],
  );
}
