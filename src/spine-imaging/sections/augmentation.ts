import { isOnOrAfter, newestDate } from '../../chart/dates.ts';
import type { ChartDate, ConditionFact, Day, SurgeryFact } from '../../chart/types.ts';
import { type Case, overlap } from '../../guideline/case.ts';
import {
  attestedCriterion,
  criterion,
  met,
  notDocumented,
  notMet,
} from '../../guideline/criterion.ts';
import { indication } from '../../guideline/indication.ts';
import { section } from '../../guideline/section.ts';
import { anyOf } from '../../logic/criterion.ts';
import { redFlagPresent } from '../criteria/red-flag-present.ts';
import { surveillanceOnly } from '../rules/after-indication.ts';

export const augmentation = section(
  'augmentation',
  'Following Vertebral Augmentation Procedures',
  [162, 165],
  (says) => {
    says
      .heading('Post-vertebral augmentation imaging')
      .notComputed('a label: the sentences below decide');

    says(
      1,
      'CT without contrast of the affected spinal region within 24 hours post-procedure is indicated to evaluate for neurologic sequelae from cement extravasation or other acute complications.',
    ).decides(
      indication('vertebral-augmentation', {
        title: 'After vertebroplasty or kyphoplasty',
        statements: [
          'augmentation-1',
          'augmentation-2',
          'general-augmentation-1',
          'general-augmentation-2',
        ],
        appliesTo: augmentedLately,
        isUnplaced: (orderCase) =>
          augmentations(orderCase).every((surgery) => surgery.regions.length === 0),
        requires: anyOf(
          'vertebral-augmentation.any-of',
          withinTwentyFourHours,
          redFlagPresent,
          augmentationComplication,
        ),
        studies: [
          { modality: 'CT', regions: 'ordered', contrast: ['without'] },
          { modality: 'MRI', regions: 'ordered', contrast: ['without', 'without-and-with'] },
        ],
      }),
      withinTwentyFourHours,
    );

    says(
      2,
      'Routine advanced imaging after vertebral augmentation is not supported unless clinically indicated by new or worsening neurologic symptoms or other complications.',
    ).decides('vertebral-augmentation', augmentationComplication, surveillanceOnly);
  },
);

/**
 * The order's reasons, where an augmentation of this level belongs to the current episode or was done lately: the
 * section follows the procedure.
 */
function augmentedLately(orderCase: Case): readonly ConditionFact[] | undefined {
  // Its section follows the procedure: one of the current episode, or one whose aftermath is the question.
  const done = augmentations(orderCase).filter((surgery) => {
    if (surgery.date === undefined) return true;
    if (orderCase.today - surgery.date.latest <= orderCase.readings.trialRecentDays) return true;
    const { start } = orderCase.episode;
    return start !== undefined && isOnOrAfter(surgery.date, start) === 'met';
  });
  return done.length > 0 ? orderCase.order.reasons : undefined;
}

const hour = 3_600_000;

function augmentations(orderCase: Case): readonly SurgeryFact[] {
  return orderCase.chart.surgeries.filter(
    (surgery) =>
      surgery.kind === 'augmentation' &&
      (surgery.regions.length === 0 || overlap(surgery.regions, orderCase.regions)),
  );
}

/** augmentation-1: "within 24 hours post-procedure". A date without a time decides only when it settles it. */
const withinTwentyFourHours = criterion({
  id: 'augmentation-within-24-hours',
  question: 'Was the region augmented within the last {augmentationHours} hours?',
  statements: ['augmentation-1', 'general-augmentation-1'],
  asks: ['augmentation-within-24-hours', 'augmentation.performed'],
  decide(orderCase) {
    const within = `${orderCase.readings.augmentationHours} hours`;
    const isCt =
      orderCase.order.study.modality === 'CT' && orderCase.order.study.contrast === 'without';
    if (!isCt) return notMet(`Only CT without contrast is indicated within ${within}`);
    const done = augmentations(orderCase);
    let open: SurgeryFact | undefined;
    for (const surgery of done) {
      const { date } = surgery;
      if (date === undefined) continue;
      if (date.instant !== undefined) {
        const age = orderCase.asOf.getTime() - date.instant;
        if (age >= 0 && age <= orderCase.readings.augmentationHours * hour) {
          return met(`The region was augmented within the last ${within}`, [surgery.evidence]);
        }
      } else {
        const { least, most } = hoursSince(date, orderCase.today);
        if (least >= 0 && most <= orderCase.readings.augmentationHours)
          return met(`The region was augmented within the last ${within}`, [surgery.evidence]);
        if (least < orderCase.readings.augmentationHours) open = surgery;
      }
    }
    if (open !== undefined)
      return notDocumented('The time of the augmentation is not documented', [open.evidence]);
    return notMet(
      `The augmentation was more than ${within} ago`,
      done.map((surgery) => surgery.evidence),
    );
  },
});

/** How many hours a date without a time is ago at any time of today; negative where it lies ahead. */
function hoursSince(
  { earliest, latest }: ChartDate,
  today: Day,
): { readonly least: number; readonly most: number } {
  return {
    least: (today - latest - (latest < today ? 1 : 0)) * 24,
    most: (today - earliest + 1) * 24,
  };
}

/** augmentation-2: "new or worsening neurologic symptoms or other complications". */
const augmentationComplication = attestedCriterion({
  id: 'augmentation-complication',
  question:
    'Are there new or worsening neurological symptoms, or another complication, after the augmentation?',
  statements: ['augmentation-2', 'general-augmentation-2'],
  silence: 'not-documented',
  answeredSince: (orderCase) => newestDate(augmentations(orderCase)),
});
