import type { Case } from '../guideline/case.ts';
import type { Study } from '../terminology/types.ts';

const radiating: ReadonlySet<Study['modality']> = new Set([
  'CT',
  'CTA',
  'radiograph',
  'myelography',
  'unlisted-CT',
  'bone-scan',
  'gallium-scan',
  'SPECT',
  'SPECT-CT',
  'PET',
  'PET-CT',
]);

const longestPregnancyDays = 310;

/** Whether a study would expose a pregnancy to radiation: one that is coded as present, or told of in a note. */
export function isRadiationInPregnancy(study: Study, { chart, today }: Case): boolean {
  if (!radiating.has(study.modality)) return false;
  return chart
    .conditionsOf('pregnancy')
    .some(
      (fact) =>
        fact.current &&
        fact.certainty !== 'refuted' &&
        today - (fact.onset ?? fact.recorded ?? { latest: today }).latest <= longestPregnancyDays,
    );
}
