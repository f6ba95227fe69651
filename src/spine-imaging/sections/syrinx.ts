import { addMonths, isoDay, newestDate } from '../../chart/dates.ts';
import type { ChartDate, ConditionFact, Day, ImagingFact } from '../../chart/types.ts';
import { type Case, isInconclusive, isSpineSurgery, overlap } from '../../guideline/case.ts';
import { criterion, met, notDocumented, notMet } from '../../guideline/criterion.ts';
import { indication } from '../../guideline/indication.ts';
import { presentFacts } from '../../guideline/present-facts.ts';
import { section } from '../../guideline/section.ts';
import { allOf, anyOf, unless } from '../../logic/criterion.ts';
import { years as inYears } from '../../logic/in-words.ts';
import type { BodyRegion } from '../../terminology/types.ts';
import { neurologicalDeterioration } from '../criteria/deterioration.ts';
import { mriContraindicated } from '../criteria/mri-contraindicated.ts';
import { redFlagPresent } from '../criteria/red-flag-present.ts';
import { evaluatedUnlessRedFlag } from '../prerequisites.ts';
import { isRecent } from '../red-flags/newness.ts';
import { ctInsteadOfMriRule } from '../rules/named-rules.ts';

export const syrinx = section(
  'syrinx',
  'Syringomyelia initial and follow-up imaging',
  [141, 144],
  (says) => {
    says
      .heading('Covered when ALL of the following are met')
      .decides('syringomyelia-initial', 'syringomyelia-follow-up');

    says(
      1,
      'MRI Cervical and Thoracic Spine without contrast (and brain MRI when indicated) is required to evaluate syrinx extent; if a syrinx is identified, MRI of the entire spinal axis (cervical, thoracic, lumbar) without contrast or without and with contrast may be indicated to define extent or identify skip lesions.',
    ).decides(
      indication('syringomyelia-initial', {
        title: 'Syringomyelia, initial work-up',
        statements: ['syrinx-1'],
        levels: ['cervical', 'thoracic', 'lumbar'],
        appliesTo: syrinxToExtend,
        requires: evaluatedUnlessRedFlag,
        studies: [
          { modality: 'MRI', regions: ['cervical', 'thoracic'], contrast: ['without'] },
          {
            modality: 'MRI',
            regions: ['lumbar'],
            contrast: ['without'],
            listedIf: syrinxIdentified,
          },
          {
            modality: 'MRI',
            regions: ['cervical', 'thoracic', 'lumbar'],
            contrast: ['without-and-with'],
            listedIf: syrinxIdentified,
            alternative: true,
          },
          {
            modality: 'CT',
            regions: ['cervical', 'thoracic', 'lumbar'],
            contrast: ['without'],
            requires: mriContraindicated,
            requiredBy: ctInsteadOfMriRule.id,
            alternative: true,
          },
        ],
        notices: () => [
          'The guideline lists cervical and thoracic MRI together to show the extent of a syrinx, and brain MRI when indicated (syrinx-1).',
        ],
      }),
    );

    says(
      2,
      'Follow-up: annual imaging until non-progression established; then advanced imaging every three years for life once non-progression is confirmed.',
    ).decides(
      // syrinx-2, syrinx-3. Its own intervals take the place of the general rules on repeat and surveillance imaging.
      indication('syringomyelia-follow-up', {
        title: 'Syringomyelia, follow-up',
        statements: ['syrinx-2', 'syrinx-3'],
        levels: ['cervical', 'thoracic', 'lumbar'],
        ownInterval: true,
        appliesTo: followedSyrinx,
        requires: allOf(
          evaluatedUnlessRedFlag,
          unless(
            redFlagPresent,
            anyOf(
              'syringomyelia-follow-up.any-of',
              followUpDue,
              neurologicalDeterioration,
              sinceSurgery,
            ),
          ),
        ),
        refusedWhen: tooEarly,
        studies: [
          {
            modality: 'MRI',
            regions: ['cervical', 'thoracic', 'lumbar'],
            contrast: ['without', 'without-and-with'],
          },
          {
            modality: 'CT',
            regions: ['cervical', 'thoracic', 'lumbar'],
            contrast: ['without'],
            requires: mriContraindicated,
            requiredBy: ctInsteadOfMriRule.id,
            alternative: true,
          },
        ],
      }),
    );

    says(
      3,
      'Repeat imaging is indicated with neurologic deterioration or following surgical treatment as clinically indicated.',
    ).decides('syringomyelia-follow-up');
  },
);

/** A syrinx that was not followed up before, where the ordered study shows its extent or looks for it. */
function syrinxToExtend(orderCase: Case): readonly ConditionFact[] | undefined {
  const facts = syringomyelia(orderCase);
  if (facts.length === 0 || isFollowUp(orderCase)) return undefined;
  // What is left of the axis is shown for the syrinx, not for a complaint beside one that was imaged long ago; a new
  // deficit is a reason of the syrinx at every level (syrinx-3).
  const isReason = facts.some((fact) => orderCase.order.reasons.includes(fact));
  const isWorse = neurologicalDeterioration.decide(orderCase).value === 'met';
  if (!isReason && !isWorse && (wasImaged(orderCase) || isOldElsewhere(facts, orderCase)))
    return undefined;
  // The lumbar spine is shown for the extent of a syrinx that is there, not to look for one.
  const isShown = overlap(orderCase.regions, searched);
  return isShown || facts.some((fact) => fact.certainty === 'known') ? facts : undefined;
}

/** Known for long, and at another level than the ordered one. */
function isOldElsewhere(facts: readonly ConditionFact[], orderCase: Case): boolean {
  return facts.every(({ certainty, regions, onset, recorded }) => {
    const known = onset ?? recorded;
    const isOld = certainty === 'known' && known !== undefined && !isRecent(known, orderCase);
    return isOld && regions.length > 0 && !overlap(regions, orderCase.regions);
  });
}

/** A syrinx that was imaged or treated before. */
function followedSyrinx(orderCase: Case): readonly ConditionFact[] | undefined {
  return isFollowUp(orderCase) ? syringomyelia(orderCase) : undefined;
}

/** What the follow-up criteria answer without a syrinx: then an old operation or MRI has nothing to do with one. */
const noSyrinx = 'No syrinx is documented';

function syringomyelia(orderCase: Case) {
  return presentFacts(orderCase, ['syringomyelia'], { anyLevel: true });
}

/**
 * MRI that showed the ordered level before, and settled what it shows: with it a syrinx is followed up there, without it
 * that level is worked up for the first time (syrinx-1: the entire spinal axis).
 */
function priorMri(orderCase: Case) {
  return orderCase.chart.imaging.filter(
    (image) =>
      image.date !== undefined &&
      image.date.earliest < orderCase.today &&
      showedTheLevel(image, orderCase),
  );
}

function showedTheLevel(image: ImagingFact, orderCase: Case): boolean {
  return (
    image.study.modality === 'MRI' &&
    // Its day counts, whether or not its report is there.
    (image.resultsAvailable || image.done === true) &&
    !isInconclusive(image) &&
    overlap(image.study.shows, orderCase.regions)
  );
}

/** Whether some level of the spinal axis has been imaged. */
function wasImaged({ chart }: Case): boolean {
  return chart.imaging.some(
    ({ study, resultsAvailable }) =>
      study.modality === 'MRI' && resultsAvailable && overlap(study.shows, axis),
  );
}

const axis: readonly BodyRegion[] = ['cervical', 'thoracic', 'lumbar'];

/** syrinx-1: "if a syrinx is identified". Suspected is not identified. */
const syrinxIdentified = criterion({
  id: 'syrinx-identified',
  question: 'Has a syrinx been identified?',
  statements: ['syrinx-1'],
  decide(orderCase) {
    const known = syringomyelia(orderCase).filter((fact) => fact.certainty === 'known');
    if (known.length > 0)
      return met(
        'A syrinx is documented',
        known.map((fact) => fact.evidence),
      );
    return notDocumented('A syrinx is suspected, not yet identified');
  },
});

/** syrinx-1: the levels at which a syrinx is looked for. */
const searched = ['cervical', 'thoracic'] as const;

/** A known syrinx that has been imaged before, or that has been known for so long that it must have been. */
function isFollowUp(orderCase: Case): boolean {
  const known = syringomyelia(orderCase).filter((fact) => fact.certainty === 'known');
  return (
    known.length > 0 &&
    !isExtentWithContrast(known, orderCase) &&
    (priorMri(orderCase).length > 0 ||
      (!wasImaged(orderCase) && known.some((fact) => isKnownForLong(fact, orderCase))) ||
      orderCase.chart.imaging.some(
        (image) => image.date === undefined && showedTheLevel(image, orderCase),
      ) ||
      orderCase.chart.attested('syrinx-follow-up-due') !== undefined)
  );
}

/**
 * syrinx-1: what an MRI without contrast has just found may be shown with contrast as well, which follows nothing up.
 * Why the level is imaged again is asked by the general rule.
 */
function isExtentWithContrast(known: readonly ConditionFact[], orderCase: Case): boolean {
  const prior = priorMri(orderCase);
  return (
    orderCase.order.study.contrast === 'without-and-with' &&
    prior.length > 0 &&
    prior.every(
      ({ study, date }) =>
        study.contrast === 'without' && date !== undefined && isRecent(date, orderCase),
    ) &&
    known.every(({ onset, recorded }) => {
      const since = onset ?? recorded;
      return since !== undefined && isRecent(since, orderCase);
    })
  );
}

/**
 * Known for longer than the first follow-up takes to fall due: it was not found just now (syrinx-1), whatever MRI is
 * missing here.
 */
function isKnownForLong({ onset, recorded }: ConditionFact, orderCase: Case): boolean {
  const since = onset ?? recorded;
  const { readings, today } = orderCase;
  return since !== undefined && addMonths(since.latest, readings.syrinxFollowUpYears * 12) <= today;
}

/** syrinx-2: "until non-progression established". */
const nonProgression = criterion({
  id: 'syrinx-non-progression',
  question: 'Has non-progression of the syrinx been established?',
  statements: ['syrinx-2'],
  // The report of the last MRI compares it with the one before.
  decide(orderCase) {
    const compared = lastOf(priorMri(orderCase)).filter(({ conclusions }) =>
      conclusions.has('syrinx-unchanged'),
    );
    return compared.length === 0
      ? notDocumented('Not documented: Has non-progression of the syrinx been established?')
      : met(
          'The last MRI is reported as unchanged',
          compared.map((image) => image.evidence),
        );
  },
  // What has grown since the answer progresses.
  answeredSince: (orderCase) =>
    newestDate(
      orderCase.chart.imaging.filter(({ conclusions }) => conclusions.has('syrinx-larger')),
    ),
});

/** syrinx-2: a year since the last MRI, or three once non-progression is established. */
const followUpDue = criterion({
  id: 'syrinx-follow-up-due',
  question:
    'Is follow-up of the syrinx due (one year, or three once non-progression is established)?',
  statements: ['syrinx-2'],
  decide(orderCase) {
    if (syringomyelia(orderCase).length === 0) return notDocumented(noSyrinx);
    const prior = priorMri(orderCase);
    if (prior.length === 0) return notDocumented('The date of the last MRI is not documented');
    const last = lastOf(prior);
    const settled = nonProgression.decide(orderCase);
    const years =
      settled.value === 'met'
        ? orderCase.readings.syrinxSettledFollowUpYears
        : orderCase.readings.syrinxFollowUpYears;
    const evidence = [...last.map((image) => image.evidence), ...settled.evidence];
    const due = dueFrom(prior, years);
    if (due.latest <= orderCase.today)
      return met(`The last MRI was at least ${inYears(years)} ago`, evidence);
    if (due.earliest <= orderCase.today)
      return notDocumented('The last MRI is not dated precisely enough', evidence);
    return notMet(
      `The last MRI was less than ${inYears(years)} ago; follow-up is due from ${isoDay(due.latest)}`,
      evidence,
    );
  },
});

/** The latest of the prior studies, by the last day that each can have been done. */
function lastOf(prior: readonly ImagingFact[]): readonly ImagingFact[] {
  const newest = Math.max(...prior.map((image) => image.date?.latest ?? 0));
  return prior.filter((image) => image.date?.latest === newest);
}

/** The days between which follow-up falls due: a partial date leaves a span. */
function dueFrom(prior: readonly ImagingFact[], years: number): { earliest: Day; latest: Day } {
  const bound = (of: (date: ChartDate) => Day): Day =>
    addMonths(
      Math.max(...prior.map(({ date }) => (date === undefined ? 0 : of(date)))),
      years * 12,
    );
  return { earliest: bound((date) => date.earliest), latest: bound((date) => date.latest) };
}

/** syrinx-3: "following surgical treatment as clinically indicated": surgery after the last MRI. */
const sinceSurgery = criterion({
  id: 'syrinx-surgery',
  question: 'Was the syrinx treated surgically since the last MRI?',
  statements: ['syrinx-3'],
  decide(orderCase) {
    if (syringomyelia(orderCase).length === 0) return notDocumented(noSyrinx);
    const newest = Math.max(0, ...priorMri(orderCase).map((image) => image.date?.latest ?? 0));
    const levels = [
      ...orderCase.regions,
      ...syringomyelia(orderCase).flatMap(({ regions }) => regions),
    ];
    const since = orderCase.chart.surgeries.filter(
      (surgery) =>
        surgery.date !== undefined && surgery.date.earliest >= newest && isSpineSurgery(surgery),
    );
    const here = since.filter(
      ({ regions, treats }) => treats === 'syringomyelia' || overlap(regions, levels),
    );
    if (here.length > 0)
      return met(
        'Surgery since the last MRI is documented',
        here.map((one) => one.evidence),
      );
    const unplaced = since.filter(({ regions }) => regions.length === 0);
    if (unplaced.length > 0)
      return notDocumented(
        'Surgery since the last MRI is documented, but not at which level',
        unplaced.map((one) => one.evidence),
      );
    return notMet('No surgery since the last MRI is documented');
  },
});

/** syrinx-2, reading A54: before it is due, and with nothing new, follow-up is not supported: an interval is stated. */
const tooEarly = criterion({
  id: 'syrinx-follow-up-too-early',
  question: 'Is the follow-up of a stable syrinx ordered before it is due?',
  statements: ['syrinx-2', 'syrinx-3'],
  attestable: false,
  asks: [],
  decide(orderCase) {
    const due = followUpDue.decide(orderCase);
    const isStable = [neurologicalDeterioration, sinceSurgery].every(
      (one) => one.decide(orderCase).value === 'not-met',
    );
    return due.value === 'not-met' && isStable
      ? met(
          `${due.summary}, or at once with neurological deterioration or after surgery`,
          due.evidence,
        )
      : notMet('Nothing shows that follow-up is too early');
  },
});
