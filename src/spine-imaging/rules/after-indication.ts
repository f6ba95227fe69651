import { isBefore, isOnOrAfter, newestDate } from '../../chart/dates.ts';
import { planDays } from '../../chart/how-long.ts';
import type { ImagingFact } from '../../chart/types.ts';
import { isOlderThan } from '../../guideline/attestation.ts';
import {
  attestedFlag,
  type Case,
  isInconclusive,
  levelsInQuestion,
  overlap,
} from '../../guideline/case.ts';
import {
  attestedCriterion,
  criterion,
  met,
  notDocumented,
  notMet,
} from '../../guideline/criterion.ts';
import { presentFacts } from '../../guideline/present-facts.ts';
import type { AfterRule } from '../../guideline/rules.ts';
import type { LeafCriterion } from '../../logic/criterion.ts';
import type { Evidence } from '../../logic/finding.ts';
import { isWatched } from '../../terminology/purpose-words.ts';
import { neurologicalDeterioration } from '../criteria/deterioration.ts';
import { recentMechanisms } from '../criteria/mechanism.ts';
import { currentImprovement, hasTreatmentFailed } from '../criteria/trial-of-treatment.ts';

/**
 * general-improving-1: resolved or improving spinal pain; a trial documented as having helped counts, while that is
 * current.
 */
export const symptomsImproving = criterion({
  id: 'symptoms-improving',
  question: 'Is the spinal pain documented as resolved or improving?',
  statements: ['general-improving-1'],
  // What became worse since is not improving.
  answeredSince: ({ episode }) => episode.reference,
  decide(orderCase) {
    const evidence = currentImprovement(orderCase);
    if (evidence.length > 0) return met('The treatment is documented as having helped', evidence);
    // Its own words are as new as the order.
    const improving = orderCase.order.improving.filter(
      ({ regions }) => regions.length === 0 || overlap(regions, orderCase.regions),
    );
    if (improving.length > 0) {
      return met(
        'The order says that the complaint gets better',
        improving.map((one) => one.evidence),
      );
    }
    const told = [...orderCase.order.withoutComplaint, ...lastVisitSays(orderCase)];
    if (told.length > 0) {
      return notDocumented(
        'Words say that there is no complaint, or a lesser one; whether the pain is over is not documented',
        told,
        ['symptoms-improving'],
      );
    }
    return notMet('No improvement is documented');
  },
});

/** The reasons of the last visit of the episode, where they say that the complaint gets better or is over. */
function lastVisitSays({ chart, today, readings, episode }: Case): readonly Evidence[] {
  let newest = Math.max(
    today - readings.trialRecentDays,
    episode.reference?.earliest ?? Number.NEGATIVE_INFINITY,
  );
  let said: Evidence[] = [];
  for (const { saysBetter, date } of chart.encounters) {
    const day = date?.latest ?? Number.NEGATIVE_INFINITY;
    if (day < newest) continue;
    if (day > newest) said = [];
    newest = day;
    if (saysBetter !== undefined) said.push(saysBetter);
  }
  return said;
}

/** general-improving-1: longstanding and stable, without neurological features or significant change; all documented. */
export const symptomsLongstandingStable = attestedCriterion({
  id: 'symptoms-longstanding-stable',
  question:
    'Is the pain documented as longstanding and stable, without neurological features or change in examination?',
  statements: ['general-improving-1'],
  silence: 'not-met',
  answeredSince: ({ episode }) => episode.reference,
});

/** general-repeat-2, repeat-3, general-postop-1, augmentation-2. */
export const surveillanceOnly = criterion({
  id: 'surveillance-only',
  question:
    'Is the sole purpose surveillance of healing or recovery, or a routine check after surgery?',
  statements: [
    'repeat-3',
    'general-repeat-2',
    'general-postop-1',
    'augmentation-2',
    'general-augmentation-2',
  ],
  answeredSince: ({ episode }) => episode.reference,
  decide(orderCase) {
    const answer = attestedFlag(orderCase, 'post-surgical-symptoms');
    const operations = orderCase.chart.surgeries.filter((surgery) =>
      overlap(surgery.regions, orderCase.regions),
    );
    // An answer from before the operation, or from before the symptoms changed, tells nothing of now.
    const since = [newestDate(operations), orderCase.episode.reference];
    const isOfNow =
      answer !== undefined && !since.some((day) => isOlderThan(answer.attestation, day));
    // Pain that a trial of treatment did not help is no routine check (general-postop-1).
    const isRoutine = isOfNow && answer.value === false && !hasTreatmentFailed(orderCase);
    if (operations.length > 0 && isRoutine) {
      return met('Surgery without new or worsening symptoms is documented', [
        answer.attestation.evidence,
      ]);
    }
    const { surveillance, reasons } = orderCase.order;
    const isOfDisease = reasons.some(({ concepts }) => Array.from(concepts).some(isWatched));
    if (surveillance.length > 0 && !isOfDisease) {
      return notDocumented(
        'The order speaks of surveillance; whether that is its sole purpose is not documented',
        surveillance,
        ['surveillance-only'],
      );
    }
    return notMet('No purpose of surveillance is stated');
  },
});

/** spondylolysis-4: healing of a pars fracture is monitored, with a stated consequence (reading A47). */
const parsHealingMonitored = (orderCase: Case): boolean =>
  attestedFlag(orderCase, 'pars-healing-monitoring')?.value === true;

const families: Readonly<Record<string, string>> = {
  MRI: 'MRI',
  CT: 'CT',
  'bone-scan': 'nuclear',
  'gallium-scan': 'nuclear',
  SPECT: 'nuclear',
  'SPECT-CT': 'nuclear',
  PET: 'PET',
  'PET-CT': 'PET',
  ultrasound: 'ultrasound',
  MRA: 'MRA',
  CTA: 'CTA',
};
const ofVessels: ReadonlySet<string> = new Set(['MRA', 'CTA']);

/**
 * Studies of the same region and modality family done since the episode began, with a diagnostic result (reading
 * A26). One whose date or level is open is a prior study all the same.
 */
export function priorStudies(orderCase: Case): readonly ImagingFact[] {
  const family = families[orderCase.order.study.modality];
  const { start } = orderCase.episode;
  if (family === undefined || start === undefined) return [];
  const levels = levelsInQuestion(orderCase);
  return orderCase.chart.imaging.filter(
    (image) =>
      families[image.study.modality] === family &&
      image.resultsAvailable &&
      // An answer whose day is only its own tells of no day when the study was done.
      image.date !== image.authored &&
      !isInconclusive(image) &&
      (isOfNoLevel(image) || overlap(image.study.shows, levels)) &&
      image.date !== undefined &&
      isOnOrAfter(image.date, start) !== 'not-met',
  );
}

/** Those, and what the order's own words say was made already, nobody knows when: its reason is asked for. */
function earlierStudies(orderCase: Case): readonly ImagingFact[] {
  const { study, studyDone } = orderCase.order;
  const isTold = orderCase.episode.start !== undefined && studyDone.length > 0;
  if (!isTold) return priorStudies(orderCase);
  const told = studyDone.map(
    (evidence): ImagingFact => ({
      study,
      resultsAvailable: true,
      conclusions: new Set(),
      evidence,
    }),
  );
  return [...priorStudies(orderCase), ...told];
}

/** Neither its code nor its words say which level it shows: a SPECT of one area. */
function isOfNoLevel({ study }: ImagingFact): boolean {
  return study.shows.length === 0;
}

function isSurelyRepeated(image: ImagingFact, { episode: { start } }: Case): boolean {
  const { date } = image;
  if (date === undefined || start === undefined || isOfNoLevel(image)) return false;
  return isOnOrAfter(date, start) === 'met';
}

/** repeat-1, general-repeat-2. */
export const repeatImagingNeed: LeafCriterion<Case> = criterion({
  id: 'repeat-imaging-need',
  question:
    'Why is the study repeated (progression, recurrence, new neurological signs, non-union, change of management)?',
  statements: ['repeat-1', 'general-repeat-2'],
  answeredSince: (orderCase) => newestDate(priorStudies(orderCase)),
  decide(orderCase) {
    const prior = earlierStudies(orderCase);
    const evidence = prior.map((image) => image.evidence);
    const deterioration = neurologicalDeterioration.decide(orderCase);
    const answer = attestedFlag(orderCase, neurologicalDeterioration.id);
    const isOld = answer !== undefined && isOlderThan(answer.attestation, newestDate(prior));
    if (deterioration.value === 'met' && !isOld) {
      return met('New or worsening neurological signs are documented', [
        ...deterioration.evidence,
        ...evidence,
      ]);
    }
    const healing = attestedFlag(orderCase, 'pars-healing-monitoring');
    if (healing?.value === true) {
      return met('Healing of a pars fracture is monitored', [
        healing.attestation.evidence,
        ...evidence,
      ]);
    }
    const isOfBone = !ofVessels.has(orderCase.order.study.modality);
    const union = isOfBone ? presentFacts(orderCase, ['pseudoarthrosis']) : [];
    if (union.length > 0) {
      return met('Concern for pseudoarthrosis is documented', [
        ...union.map((fact) => fact.evidence),
        ...evidence,
      ]);
    }
    const { reference, start } = orderCase.episode;
    if (
      reference !== undefined &&
      reference !== start &&
      prior.every((image) => image.date !== undefined && isBefore(image.date, reference) === 'met')
    ) {
      return met('A clinically significant change since the prior study is documented', [
        ...orderCase.episode.evidence,
        ...evidence,
      ]);
    }
    return notDocumented(
      'The study was already done in this episode; why it is repeated is not documented',
      [],
    );
  },
});

/**
 * Similar studies already under way in this episode, without a result (repeat-2). One that was done, or asked for, so
 * long ago that its result would be there is none.
 */
export function pendingSimilar(orderCase: Case): readonly ImagingFact[] {
  const { start } = orderCase.episode;
  if (start === undefined) return [];
  return orderCase.chart.imaging.filter(
    (image) =>
      (image.study.modality === 'MRI' || image.study.modality === 'CT') &&
      !image.resultsAvailable &&
      !orderCase.draftOrders.some((order) => order.reference === image.evidence.reference) &&
      overlap(image.study.shows, orderCase.regions) &&
      image.date !== undefined &&
      isOnOrAfter(image.date, start) === 'met' &&
      orderCase.today - image.date.latest <=
        (image.done === true ? orderCase.readings.trialRecentDays : planDays),
  );
}

/** repeat-2: "both studies are necessary for preoperative planning or evaluation of complex failed fusion". */
export const simultaneousStudiesNeed = attestedCriterion({
  id: 'simultaneous-studies-need',
  question:
    'Are both studies documented as necessary (preoperative planning, complex failed fusion)?',
  statements: ['repeat-2', 'general-ops-2'],
  silence: 'not-documented',
});

/**
 * An injury of high energy, on the day of the answer that the order is for surveillance or since: no answer foresaw
 * it.
 */
function wasInjuredSince(orderCase: Case): boolean {
  const answer = attestedFlag(orderCase, surveillanceOnly.id)?.attestation.authored;
  if (answer === undefined) return false;
  return recentMechanisms(orderCase).some(({ onset, recorded }) => {
    const date = onset ?? recorded;
    return date !== undefined && date.latest >= answer.earliest;
  });
}

const isPain: AfterRule['follows'] = (indication) => indication?.isPain === true;

const improving = {
  id: 'study.improving-or-stable',
  title: 'Improving or longstanding stable spinal pain',
  statements: ['general-improving-1'],
  follows: isPain,
} as const;

/** In the guideline's order: improving or stable pain, surveillance, repeat imaging. */
export const afterRules: readonly AfterRule[] = [
  { ...improving, excludes: symptomsImproving },
  { ...improving, excludes: symptomsLongstandingStable },
  {
    id: 'study.surveillance-imaging',
    title: 'Surveillance imaging',
    statements: ['repeat-3', 'general-repeat-2'],
    // Surveillance is the purpose of the order itself, so the rule applies whatever the indication (reading A55).
    follows: (_indication, orderCase) =>
      !parsHealingMonitored(orderCase) && !wasInjuredSince(orderCase),
    excludes: surveillanceOnly,
  },
  {
    id: 'study.repeat-imaging',
    title: 'Repeat imaging',
    statements: ['repeat-1', 'general-repeat-2', 'general-repeat-1'],
    follows: (indication) => indication !== undefined,
    needs: { prior: earlierStudies, isCertain: isSurelyRepeated, criterion: repeatImagingNeed },
  },
];
