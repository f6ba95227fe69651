import { isOnOrAfter } from '../../chart/dates.ts';
import { type Case, overlap } from '../../guideline/case.ts';
import {
  attestedCriterion,
  criterion,
  met,
  notDocumented,
  notMet,
} from '../../guideline/criterion.ts';
import { documented, indication } from '../../guideline/indication.ts';
import { section } from '../../guideline/section.ts';
import { allOf, anyOf, unless } from '../../logic/criterion.ts';
import { mriContraindicated } from '../criteria/mri-contraindicated.ts';
import { mriNondiagnostic } from '../criteria/nondiagnostic-study.ts';
import { plainRadiograph, radiographShows } from '../criteria/plain-radiograph.ts';
import { preoperativePlanning } from '../criteria/planned-surgery.ts';
import { redFlagSelectsStudy } from '../criteria/red-flag-present.ts';
import { waivedBySettings } from '../criteria/waived-by-settings.ts';
import { evaluatedUnlessRedFlag, treatedUnlessRedFlag } from '../prerequisites.ts';

export const spondylolysis = section(
  'spondylolysis',
  'Spondylolysis - Indications and sequencing',
  [116, 119],
  (says) => {
    says
      .heading('Imaging pathway for spondylolysis')
      .notComputed('a label: the sentences below decide');

    says(
      1,
      'Plain X-rays after the current episode are required unless clinical suspicion is high (where X-ray is not required).',
    ).requires(
      indication('spondylolysis', {
        title: 'Spondylolysis',
        statements: ['spondylolysis-1', 'spondylolysis-3', 'spondylolysis-4', 'spondylolysis-2'],
        levels: ['lumbar'],
        isPain: true,
        appliesTo: documented(['spondylolysis']),
        requires: allOf(
          evaluatedUnlessRedFlag,
          unless(trialNotRequired, treatedUnlessRedFlag),
          unless(
            redFlagSelectsStudy,
            anyOf(
              'spondylolysis.any-of',
              plainRadiograph(['lumbar'], ['spondylolysis-1']),
              highSuspicion,
            ),
          ),
        ),
        studies: [
          { modality: 'MRI', regions: ['lumbar'], contrast: ['without'] },
          { modality: 'SPECT', regions: 'ordered', alternative: true },
          { modality: 'SPECT-CT', regions: 'ordered', alternative: true },
          {
            modality: 'CT',
            regions: ['lumbar'],
            contrast: ['without'],
            requires: anyOf(
              'spondylolysis.ct.any-of',
              spectNegative,
              spectPositive,
              parsHealingMonitoring,
              preoperativePlanning,
              allOf(radiographNegative, mriNondiagnostic),
              mriContraindicated,
            ),
            alternative: true,
          },
        ],
        cardsQuote: { statement: 'spondylolysis-1', for: ['plain-radiograph'] },
      }),
      highSuspicion,
    );

    says(
      2,
      'Tomographic/SPECT or SPECT/CT bone scan may be used to detect active spondylolysis.',
    ).decides('spondylolysis');

    says(
      3,
      'Negative SPECT bone scan should prompt MRI lumbar spine without contrast or CT lumbar spine without contrast.',
    ).decides('spondylolysis');

    says(
      4,
      'CT lumbar spine without contrast is used to evaluate a lesion seen on SPECT or to evaluate bony anatomy and to monitor healing of pars interarticularis fractures when indicated.',
    ).decides('spondylolysis');
  },
);

/** spondylolysis-1: "unless clinical suspicion is high (where X-ray is not required)". */
const highSuspicion = attestedCriterion({
  id: 'high-suspicion-of-spondylolysis',
  question: 'Is clinical suspicion of spondylolysis documented as high?',
  statements: ['spondylolysis-1'],
  silence: 'not-documented',
});

/** coccyx-1 and spondylolysis-1 are silent on the trial; a payer's settings may waive it. */
const trialNotRequired = waivedBySettings({
  id: 'trial-of-treatment.not-required',
  question: 'Does the payer waive the trial of treatment for spondylolysis?',
  statement: 'spondylolysis-1',
  isRequired: (readings) => readings.spondylolysisNeedsTrial,
});

function spect(orderCase: Case, wanted: 'negative' | 'positive') {
  const { start } = orderCase.episode;
  return orderCase.chart.imaging.filter(
    (image) =>
      (image.study.modality === 'SPECT' || image.study.modality === 'SPECT-CT') &&
      image.resultsAvailable &&
      image.conclusions.has(wanted) &&
      (image.study.shows.length === 0 || overlap(image.study.shows, orderCase.regions)) &&
      image.date !== undefined &&
      start !== undefined &&
      isOnOrAfter(image.date, start) === 'met',
  );
}

function spectCriterion(
  id: string,
  wanted: 'negative' | 'positive',
  question: string,
  statement: string,
) {
  return criterion({
    id,
    question,
    statements: [statement],
    asks: [id, 'spect.result'],
    decide(orderCase) {
      const found = spect(orderCase, wanted);
      const other = spect(orderCase, wanted === 'negative' ? 'positive' : 'negative');
      const both = [...found, ...other];
      const isAttested = both.some((image) => image.authored !== undefined);
      if (found.length > 0 && other.length > 0 && isAttested) {
        return notDocumented(
          'Contradictory documentation: SPECT is documented as negative and as positive',
          both.map((image) => image.evidence),
        );
      }
      if (found.length > 0)
        return met(
          `SPECT was ${wanted}`,
          found.map((image) => image.evidence),
        );
      if (other.length > 0)
        return notMet(
          `SPECT was not ${wanted}`,
          other.map((image) => image.evidence),
        );
      return notDocumented('No SPECT result of this episode is documented');
    },
  });
}

/** spondylolysis-3. */
const spectNegative = spectCriterion(
  'spect-negative',
  'negative',
  'Was SPECT negative?',
  'spondylolysis-3',
);
/** spondylolysis-4: "a lesion seen on SPECT". */
const spectPositive = spectCriterion(
  'spect-positive',
  'positive',
  'Did SPECT show a lesion?',
  'spondylolysis-4',
);

/** spondylolysis-4: "to monitor healing of pars interarticularis fractures when indicated". */
const parsHealingMonitoring = attestedCriterion({
  id: 'pars-healing-monitoring',
  question:
    'Is healing of a known pars fracture monitored, with a stated consequence for management?',
  statements: ['spondylolysis-4'],
  silence: 'not-documented',
});

/** ct-2: "spondylolysis when X-rays are negative and MRI equivocal". */
const radiographNegative = radiographShows({
  id: 'radiograph-negative-for-fracture',
  question: 'Is the radiograph negative for fracture?',
  statements: ['ct-2'],
  regions: ['lumbar'],
  met: ['no-fracture'],
  notMet: ['fracture', 'fracture-acuity-indeterminate'],
});
