import { addMonths, isBefore, isOnOrAfter } from '../../chart/dates.ts';
import type { ConditionFact, SurgeryFact } from '../../chart/types.ts';
import { type Case, isSpineSurgery, overlap } from '../../guideline/case.ts';
import { criterion, met, notDocumented, notMet } from '../../guideline/criterion.ts';
import { indication } from '../../guideline/indication.ts';
import { presentFacts } from '../../guideline/present-facts.ts';
import { alsoLists, section } from '../../guideline/section.ts';
import { allOf, anyOf, unless } from '../../logic/criterion.ts';
import { numberWord } from '../../logic/in-words.ts';
import { spineComplaints } from '../../terminology/complaints.ts';
import { ctMyelography } from '../criteria/ct-myelography.ts';
import {
  ctNondiagnostic,
  mriLimitedByHardware,
  mriNondiagnostic,
} from '../criteria/nondiagnostic-study.ts';
import {
  currentRadiographs,
  orderedRegions,
  takenRadiograph,
} from '../criteria/plain-radiograph.ts';
import { redFlagSelectsStudy } from '../criteria/red-flag-present.ts';
import { evaluatedUnlessRedFlag, treatedUnlessRedFlag } from '../prerequisites.ts';

export const postop6 = section(
  'postop6',
  'Greater than Six Months Post-Operative',
  [149, 152],
  (says) => {
    says
      .heading('Advanced imaging >6 months post-op covered when ALL listed criteria are met')
      .decides('post-operative');

    says(
      1,
      'Following plain X-rays post-surgical with results available, MRI without and with contrast, MRI without contrast, or CT without contrast of the affected region is indicated when there is no significant improvement after a recent six-week trial of provider-directed treatment with clinical re-evaluation, or when red flags are present.',
    ).decides(
      // postop6-1, general-postop-2: the radiograph, and the trial or a red flag (reading A18).
      indication('post-operative', {
        title: 'More than {postOperativeMonths|words} months after spine surgery',
        statements: [
          'postop6-1',
          'general-postop-2',
          'general-postop-1',
          'postop6-2',
          'general-postop-3',
        ],
        isPain: true,
        appliesTo: operatedLongAgo,
        requires: allOf(
          surgeryOverSixMonthsAgo,
          unless(redFlagSelectsStudy, postSurgicalRadiograph),
          evaluatedUnlessRedFlag,
          treatedUnlessRedFlag,
        ),
        studies: [
          {
            modality: 'MRI',
            regions: ['cervical', 'thoracic', 'lumbar'],
            contrast: ['without-and-with', 'without'],
          },
          { modality: 'CT', regions: ['cervical', 'thoracic', 'lumbar'], contrast: ['without'] },
          {
            modality: 'CT-myelogram',
            regions: ['cervical', 'thoracic', 'lumbar'],
            contrast: ['with'],
            requires: ctMyelography,
            alternative: true,
          },
        ],
        cardsQuote: {
          statement: 'postop6-1',
          for: ['trial-of-treatment', 'clinical-re-evaluation'],
        },
      }),
    );

    says(
      2,
      'Nuclear medicine imaging may be considered when MRI/CT are nondiagnostic in suspected failed fusion.',
    ).decides(
      alsoLists(
        'post-operative',
        {
          modality: 'bone-scan',
          regions: 'ordered',
          codes: ['78306'],
          requires: imagingSettledNothing,
          alternative: true,
        },
        {
          modality: 'SPECT',
          regions: 'ordered',
          requires: imagingSettledNothing,
          alternative: true,
        },
        {
          modality: 'SPECT-CT',
          regions: 'ordered',
          requires: imagingSettledNothing,
          alternative: true,
        },
      ),
    );
  },
);

/** Surgery of a region that the study shows. */
function surgeries(orderCase: Case): readonly SurgeryFact[] {
  return orderCase.chart.surgeries.filter(
    (surgery) => isSpineSurgery(surgery) && overlap(surgery.regions, orderCase.regions),
  );
}

/**
 * Whether an operation was "more than six months" ago (postop6-stance); its date may be known to a month or a year
 * alone.
 */
function overSixMonthsAgo(
  surgery: SurgeryFact,
  orderCase: Case,
): 'met' | 'not-met' | 'not-documented' {
  const { date } = surgery;
  if (date === undefined) return 'not-documented';
  const months = orderCase.readings.postOperativeMonths;
  if (addMonths(date.latest, months) < orderCase.today) return 'met';
  return addMonths(date.earliest, months) >= orderCase.today ? 'not-met' : 'not-documented';
}

/** The complaints of somebody whose last operation on the region was more than six months ago, or on no known day. */
function operatedLongAgo(orderCase: Case): readonly ConditionFact[] | undefined {
  const old = surgeries(orderCase).filter(
    (surgery) => overSixMonthsAgo(surgery, orderCase) !== 'not-met',
  );
  const recent = surgeries(orderCase).some(
    (surgery) => overSixMonthsAgo(surgery, orderCase) === 'not-met',
  );
  if (recent) return undefined;
  const status = presentFacts(orderCase, ['post-operative-status', 'pseudoarthrosis'], {
    reasonOnly: true,
  });
  if (old.length === 0 && status.length === 0) return undefined;
  const complaints = presentFacts(orderCase, [
    'post-operative-status',
    'pseudoarthrosis',
    ...spineComplaints,
  ]);
  return complaints.length > 0 ? complaints : undefined;
}

/** postop6-stance, general-postop-2: "Advanced imaging >6 months post-operative". */
const surgeryOverSixMonthsAgo = criterion({
  id: 'surgery-over-six-months-ago',
  question: 'Was the region operated on more than {postOperativeMonths|words} months ago?',
  statements: ['postop6-1', 'postop6-stance', 'general-postop-2'],
  asks: ['spine-surgery.date', 'spine-surgery.region'],
  decide(orderCase) {
    const months = `${numberWord(orderCase.readings.postOperativeMonths)} months`;
    const done = surgeries(orderCase);
    const evidence = done.map((surgery) => surgery.evidence);
    const values = done.map((surgery) => overSixMonthsAgo(surgery, orderCase));
    // The latest operation counts: after a revision the six months begin anew.
    if (values.includes('not-met'))
      return notMet(`The region was operated on within the last ${months}`, evidence);
    if (values.includes('not-documented')) {
      return notDocumented(
        'Surgery of the region is recorded; its date is not precise enough',
        evidence,
      );
    }
    if (done.length > 0) return met(`The region was operated on more than ${months} ago`, evidence);
    const status = presentFacts(orderCase, ['post-operative-status']);
    return notDocumented(
      'Earlier spine surgery is recorded; its date is not',
      status.map((fact) => fact.evidence),
    );
  },
});

/** postop6-1: "Following plain X-rays post-surgical with results available". */
const postSurgicalRadiograph = criterion({
  id: 'post-surgical-radiograph',
  question:
    'Are results available of a plain radiograph of the region, done since the episode began and after the surgery?',
  statements: ['postop6-1', 'general-postop-2'],
  asks: [
    'plain-radiograph.date',
    'plain-radiograph.region',
    'plain-radiograph.result',
    'episode.onset',
  ],
  decide(orderCase) {
    const regions = orderedRegions(orderCase);
    const taken = takenRadiograph(orderCase, regions);
    if (taken.value !== 'met') return taken;
    const last = surgeries(orderCase).flatMap((surgery) =>
      surgery.date === undefined ? [] : [surgery.date],
    );
    const films = currentRadiographs(orderCase, regions);
    const after = films.filter((film) =>
      last.every((date) => film.date !== undefined && isOnOrAfter(film.date, date) === 'met'),
    );
    if (after.length > 0)
      return met(
        'Post-surgical radiograph with results',
        after.map((film) => film.evidence),
      );
    // Attested without a film on record, it is neither before nor after.
    const before =
      films.length > 0 &&
      films.every((film) =>
        last.some((date) => film.date !== undefined && isBefore(film.date, date) === 'met'),
      );
    return before
      ? notMet('The radiograph was done before the surgery', taken.evidence)
      : notDocumented(
          'Whether the radiograph was done after the surgery is not documented',
          taken.evidence,
        );
  },
});

/** general-postop-3, postop6-2: nuclear medicine where MRI or CT settled nothing, or metal limits MRI. */
const imagingSettledNothing = anyOf(
  'post-operative.nuclear.any-of',
  mriLimitedByHardware,
  mriNondiagnostic,
  ctNondiagnostic,
);
