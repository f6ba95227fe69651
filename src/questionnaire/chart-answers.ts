import { answerKind, choiceCodes } from '../chart/answer-kinds.ts';
import { isOnOrAfter } from '../chart/dates.ts';
import type { ChartDate, ImagingFact, SurgeryFact } from '../chart/types.ts';
import { type Case, isInconclusive, isSpineSurgery, overlap } from '../guideline/case.ts';
import { criterionTrees } from '../guideline/catalogue.ts';
import type { Policy } from '../guideline/policy.ts';
import { evaluate, type Memo } from '../logic/evaluate.ts';
import { namedOf } from '../logic/list.ts';
import { currentRadiographs } from '../spine-imaging/criteria/plain-radiograph.ts';
import { dayFrom } from '../spine-imaging/criteria/trial-record.ts';
import { Answers, type ChartAnswer } from './answers.ts';

/**
 * Everything that the chart answers for an order, under the items that ask for it. Facts of an earlier
 * episode, and what the chart leaves open or contradicts, are no answers.
 * @param wanted the yes-or-no items that matter; all of them where absent
 */
export function chartAnswers(
  orderCase: Case,
  policy: Policy,
  canonicalBase: string,
  wanted?: ReadonlySet<string>,
): ReadonlyMap<string, ChartAnswer> {
  const answers = new Answers(canonicalBase);
  giveEpisode(orderCase, answers);
  giveTreatment(orderCase, policy, answers);
  giveImaging(orderCase, answers);
  giveExamination(orderCase, answers);
  giveSurgery(orderCase, answers);
  giveFlags(orderCase, policy, answers, wanted);
  return answers.byLinkId;
}

function giveEpisode({ episode }: Case, answers: Answers): void {
  const [start, change] = episode.evidence;
  if (start !== undefined) answers.give('episode.onset', episode.start, [start]);
  if (change !== undefined) answers.give('episode.change', episode.reference, [change]);
}

function giveTreatment(orderCase: Case, policy: Policy, answers: Answers): void {
  const { run } = orderCase.trial();
  if (run === undefined) return;
  const evidence = run.treatments.map((treatment) => treatment.evidence);
  answers.give('trial-of-treatment.provider-directed', true, evidence);
  if (run.start.earliest === run.start.latest) {
    answers.give('trial-of-treatment.start', dayFrom(run.start.latest), evidence);
  }
  answers.give('trial-of-treatment.ongoing', run.ongoing, evidence);
  if (!run.ongoing && run.end.earliest === run.end.latest) {
    answers.give('trial-of-treatment.end', dayFrom(run.end.latest), evidence);
  }
  const outcome = findingOf('trial-of-treatment.failed', orderCase, policy);
  if (outcome === undefined || outcome.value === 'not-documented') return;
  const code = outcome.value === 'met' ? 'failed' : 'improved';
  answers.give('trial-of-treatment.outcome', code, outcome.evidence);
}

interface Dated {
  readonly date?: ChartDate | undefined;
}

function newest<Fact extends Dated>(facts: readonly Fact[]): Fact | undefined {
  return facts.reduce<Fact | undefined>(
    (latest, fact) =>
      latest === undefined || (fact.date?.latest ?? 0) >= (latest.date?.latest ?? 0)
        ? fact
        : latest,
    undefined,
  );
}

/** The facts of the current episode; without a documented start none can be placed in it. */
function ofEpisode<Fact extends Dated>(facts: readonly Fact[], { episode }: Case): readonly Fact[] {
  const { start } = episode;
  if (start === undefined) return [];
  return facts.filter(({ date }) => date !== undefined && isOnOrAfter(date, start) === 'met');
}

function giveImaging(orderCase: Case, answers: Answers): void {
  const region = ({ study }: ImagingFact): string | undefined =>
    orderCase.regions.find((one) => study.shows.includes(one));
  const film = newest(currentRadiographs(orderCase, orderCase.regions));
  if (film !== undefined) {
    const [said = 'other'] = film.conclusions;
    const known = choiceCodes['plain-radiograph.result'].find((code) => code === said);
    answers.give('plain-radiograph.date', film.date, [film.evidence]);
    answers.give('plain-radiograph.region', region(film), [film.evidence]);
    answers.give('plain-radiograph.result', known, [film.evidence]);
  }
  const studies = ofEpisode(orderCase.chart.imaging, orderCase).filter(
    (one) => one.resultsAvailable,
  );
  const mri = newest(
    studies.filter(
      ({ study }) => study.modality === 'MRI' && overlap(study.shows, orderCase.regions),
    ),
  );
  if (mri !== undefined) {
    const open = isInconclusive(mri);
    answers.give('mri.result', open ? 'nondiagnostic' : 'diagnostic', [mri.evidence]);
    answers.give('mri.date', mri.date, [mri.evidence]);
    answers.give('mri.region', region(mri), [mri.evidence]);
  }
  const spect = newest(studies.filter(({ study }) => study.modality.startsWith('SPECT')));
  if (spect !== undefined) {
    const said = (['negative', 'positive'] as const).find((one) => spect.conclusions.has(one));
    answers.give('spect.result', said, [spect.evidence]);
  }
}

function giveExamination(orderCase: Case, answers: Answers): void {
  const examined = ofEpisode(orderCase.chart.examinations, orderCase);
  for (const { element, evidence } of examined) {
    answers.give(`neurological-examination.${element}`, true, [evidence]);
  }
  const last = newest(examined);
  if (last !== undefined) {
    answers.give('neurological-examination.date', last.date, [last.evidence]);
  }
  const grade = newest(ofEpisode(orderCase.chart.motorGrades, orderCase));
  if (grade !== undefined) {
    answers.give('red-flag.motor-grade', Math.floor(grade.grade), [grade.evidence]);
    answers.give('red-flag.motor-grade.onset', grade.onset, [grade.evidence]);
    answers.give('red-flag.motor-grade.region', grade.regions[0], [grade.evidence]);
  }
  const pain = newest(ofEpisode(orderCase.chart.painScores, orderCase));
  if (pain !== undefined) {
    answers.give('severe-radicular.pain-score', pain.score, [pain.evidence]);
  }
}

function giveSurgery(orderCase: Case, answers: Answers): void {
  const { surgeries, plannedProcedures } = orderCase.chart;
  const ofRegion = ({ regions }: SurgeryFact): boolean =>
    regions.length === 0 || overlap(regions, orderCase.regions);
  const augmentation = newest(
    surgeries.filter((one) => one.kind === 'augmentation' && ofRegion(one)),
  );
  if (augmentation !== undefined) {
    answers.give('augmentation.performed', augmentation.date, [augmentation.evidence]);
  }
  const surgery = newest(surgeries.filter((one) => isSpineSurgery(one) && ofRegion(one)));
  if (surgery !== undefined) {
    const { evidence, regions } = surgery;
    answers.give('spine-surgery.date', surgery.date, [evidence]);
    answers.give(
      'spine-surgery.region',
      regions.find((one) => orderCase.regions.includes(one)),
      [evidence],
    );
    answers.give('spine-surgery.kind', surgery.kind, [evidence]);
  }
  const codes: readonly string[] = choiceCodes['planned-surgery.kind'];
  // A plan of another level, or of none that is known, is no answer for this order.
  const planned = newest(
    plannedProcedures.filter(
      ({ kind, regions, authored }) =>
        codes.includes(kind) && (authored !== undefined || overlap(regions, orderCase.regions)),
    ),
  );
  if (planned !== undefined) {
    answers.give('planned-surgery.kind', planned.kind, [planned.evidence]);
    answers.give('planned-surgery.date', planned.date, [planned.evidence]);
  }
}

/** Every criterion that can be attested under its own id, where the chart decides it by evidence. */
function giveFlags(
  orderCase: Case,
  policy: Policy,
  answers: Answers,
  wanted?: ReadonlySet<string>,
): void {
  const memo: Memo<Case> = new Map();
  for (const criterion of namedCriteria(policy)) {
    const { id } = criterion;
    if (wanted !== undefined && !wanted.has(id ?? '')) continue;
    if (id === undefined || answerKind(id).type !== 'boolean' || !criterion.asks.includes(id)) {
      continue;
    }
    const { value, evidence } = evaluate(criterion, orderCase, memo);
    if (value !== 'not-documented') answers.give(id, value === 'met', evidence);
  }
}

type NamedCriterion = ReturnType<typeof namedOf<Case>>[number];

const known = new WeakMap<Policy, readonly NamedCriterion[]>();

/** Every criterion of a policy with an id of its own. */
function namedCriteria(policy: Policy): readonly NamedCriterion[] {
  const named = known.get(policy) ?? criterionTrees(policy).flatMap(namedOf);
  known.set(policy, named);
  return named;
}

function findingOf(id: string, orderCase: Case, policy: Policy) {
  const criterion = namedCriteria(policy).find((one) => one.id === id);
  return criterion === undefined ? undefined : evaluate(criterion, orderCase, new Map());
}
