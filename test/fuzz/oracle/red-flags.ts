import { text } from '../json.ts';
import {
  acuteFracture,
  aorta,
  bilateralWeakness,
  type Concept,
  caudaEquina,
  compressionFracture,
  footDrop,
  infection,
  type Level,
  lumbarRadiculopathy,
  malignancy,
  neoplasm,
  spinePain,
  weightLoss,
} from './codes.ts';
import { days } from './days.ts';
import {
  ages,
  can,
  hasUnclear,
  isCtJustified,
  isInjured,
  isInterventionPlanned,
  isMriContraindicated,
  isReasonOf,
  type Question,
} from './facts.ts';
import { answers, codesOf, isDone, isObserved, type PatientRecord, problemsOf } from './record.ts';
import { hasFailed, runsOfTreatment, says } from './treatment.ts';

/** A red flag: whether it may be there at a level, and whether it selects the ordered study. */
export interface RedFlag {
  readonly id: string;
  /** The indication that stands for it. */
  readonly alsoKnownAs?: readonly string[];
  /** It counts only where it is no older than the complaint. */
  readonly isDeficit?: true;
  readonly isPossible: (question: Question, level: Level | undefined) => boolean;
  readonly selects: (question: Question) => boolean;
}

function byCode(id: string, concept: Concept): RedFlag['isPossible'] {
  return (question, level) =>
    can(question, id, problemsOf(question.record, [concept], level).some(isAcute));
}

/** A deficit that is dated, and not from before the episode, or from the last twelve weeks (readings A10, A62). */
function byCurrentCode(id: string, concept: Concept): RedFlag['isPossible'] {
  return (question, level) =>
    can(
      question,
      id,
      problemsOf(question.record, [concept], level).some(
        ({ reference, onset, isDated }) =>
          isDated &&
          // One that is the order's own reason begins the episode itself.
          (isReasonOf(question.order, reference) ||
            !(
              onset !== undefined &&
              onset.last < Math.min(question.start?.first ?? 0, question.record.today - 84)
            )),
      ),
    );
}

/** A fracture is acute where its code does not say that it is an old one (7th character). */
function isAcute({ codes }: { readonly codes: readonly string[] }): boolean {
  return !codes.some((code) => /^S\d\d\.\w{4}$/i.test(code) && !/[AB]$/i.test(code));
}

function observations(record: PatientRecord): number {
  return record.all.filter(isObserved).length;
}

/** MRI, or CT where something speaks for it instead, a nondiagnostic MRI among it (ct-1, ctmyelo-2). */
const isMri = (question: Question): boolean => {
  const { study } = question;
  if (study?.kind === 'CT') {
    return study.contrast !== 'both' && (isCtJustified(question) || hasUnclear(question, ['MRI']));
  }
  return study?.kind === 'MRI' && study.contrast !== 'with';
};
const isLumbarMri = (question: Question): boolean =>
  isMri(question) && question.study?.level === 'lumbar';

const regionNames = ['cervical', 'thoracic', 'lumbar', 'sacrum-coccyx', 'sacroiliac', 'full-spine'];

function isWeak({ record, start }: Question, level: Level | undefined): boolean {
  const grade = 'red-flag.motor-grade';
  const said = answers(record, grade, start);
  const isLow = said.some((value) => value === true || (typeof value === 'number' && value <= 3));
  const regions = answers(record, `${grade}.region`, start).filter(
    (region) => typeof region === 'string' && regionNames.includes(region),
  );
  const isHere =
    level === undefined || regions.length === 0 || regions.some((region) => region === level);
  const isNew = answers(record, `${grade}.onset`, start).some((value) =>
    isDone(record, days(value)),
  );
  // A low grade that the form does not date says nothing against one that an examination dates.
  return (isLow && isNew && isHere) || ((isLow || said.length === 0) && observations(record) > 0);
}

function isSeverePain(question: Question): boolean {
  const { record, start } = question;
  const scores = answers(record, 'severe-radicular.pain-score', start);
  const scored = record.all.some(
    (resource) =>
      isObserved(resource) &&
      codesOf(resource.code).some((code) => ['72514-3', '38208-5', '38214-3'].includes(code)),
  );
  const treated = runsOfTreatment(record).some((run) => run.end - run.start >= 7);
  const isHigh = scores.some(
    (score) => score === true || (typeof score === 'number' && score >= 9),
  );
  return (
    (isHigh || scored) &&
    can(question, 'severe-radicular.functional-loss', observations(record) > 0) &&
    can(question, 'severe-radicular.seven-days-of-treatment', treated) &&
    can(question, 'severe-radicular.planned-intervention', isInterventionPlanned(question)) &&
    problemsOf(record, [lumbarRadiculopathy, spinePain]).length > 0
  );
}

function isCancerSuspected(question: Question, level: Level | undefined): boolean {
  const { record } = question;
  const suspected = can(
    question,
    'red-flag.cancer',
    can(question, 'cancer-suspicion', problemsOf(record, [neoplasm], level).length > 0),
  );
  const [youngest] = ages(question);
  const seen = observations(record) > 0;
  const features: readonly (readonly [id: string, found: boolean])[] = [
    ['night-pain', seen],
    ['weight-loss', seen || problemsOf(record, [weightLoss]).length > 0],
    ['unrelieved-by-position', seen],
    ['age-over-70', youngest > 70],
    ['refractory-pain', seen || hasFailed(record)],
  ];
  return (
    suspected &&
    (says(record, 'red-flag.cancer') === true ||
      problemsOf(record, [malignancy]).length > 0 ||
      features.some(([id, found]) => can(question, `cancer-feature.${id}`, found)))
  );
}

export const redFlags: readonly RedFlag[] = [
  { id: 'red-flag.motor-grade', isDeficit: true, isPossible: isWeak, selects: isMri },
  {
    id: 'red-flag.foot-drop',
    isDeficit: true,
    // The words beside a code of something else may name one.
    isPossible: (question, level) =>
      byCurrentCode('red-flag.foot-drop', footDrop)(question, level) ||
      (says(question.record, 'red-flag.foot-drop') !== false &&
        question.record.problems.some(({ text, isDated }) => isDated && /foot drop/i.test(text))),
    selects: isLumbarMri,
  },
  {
    id: 'red-flag.bilateral-leg-weakness',
    isDeficit: true,
    isPossible: byCurrentCode('red-flag.bilateral-leg-weakness', bilateralWeakness),
    selects: (question) => isMri(question) && question.study?.level !== 'pelvis',
  },
  {
    id: 'red-flag.progressive-deficit',
    isPossible: (question) =>
      can(question, 'red-flag.progressive-deficit', observations(question.record) > 1),
    selects: isMri,
  },
  {
    id: 'red-flag.cancer',
    alsoKnownAs: ['suspected-spinal-malignancy', 'oncology-referral'],
    isPossible: isCancerSuspected,
    selects: (question) =>
      isMri(question) || (question.study?.kind === 'CT' && question.study.contrast !== 'both'),
  },
  {
    id: 'red-flag.cauda-equina',
    isPossible: byCode('red-flag.cauda-equina', caudaEquina),
    selects: isLumbarMri,
  },
  {
    id: 'red-flag.fracture',
    // An osteoporotic fracture is one only with a mechanism that breaks bones (reading A9).
    isPossible: (question, level) =>
      byCode('red-flag.fracture', acuteFracture)(question, level) ||
      (isInjured(question) && problemsOf(question.record, [compressionFracture], level).length > 0),
    selects: ({ study }) => study?.contrast === 'without',
  },
  {
    id: 'red-flag.infection',
    isPossible: byCode('red-flag.infection', infection),
    selects: (question) => {
      const { study } = question;
      if (study === undefined) {
        return (
          hasUnclear(question, ['MRI']) ||
          hasUnclear(question, ['CT']) ||
          isMriContraindicated(question)
        );
      }
      if (study.kind === 'MRI') return study.contrast === 'both';
      return study.contrast === 'with' && isMriContraindicated(question);
    },
  },
  {
    id: 'red-flag.severe-radicular-pain',
    isPossible: isSeverePain,
    selects: (question) => question.study?.kind === 'MRI' || isCtJustified(question),
  },
];

/** Aortic disease names no study, but waives what the order's own indication asks for. */
export function isAortaAffected(question: Question): boolean {
  return byCode('red-flag.aorta', aorta)(question, undefined);
}

/** Whether any red flag may be there at the level of the order. */
export function mayHaveRedFlag(question: Question): boolean {
  const level = question.study?.level;
  return isAortaAffected(question) || redFlags.some((flag) => flag.isPossible(question, level));
}

/** A spinal infection that the record states as a matter of fact, at the ordered level. */
export function isInfected(question: Question): boolean {
  const { record, study } = question;
  const level = study?.level;
  return (
    record.isTrusted &&
    says(record, 'red-flag.infection') === undefined &&
    record.problems.some(
      (problem) =>
        problem.isStated &&
        // One of long before is history (reading A53); whether it is there still is not said beyond doubt.
        (problem.onset === undefined || problem.onset.last >= record.today - 84) &&
        problem.codes.some((code) => new RegExp(`^M46\\.[234]${siteOf(level)}$`).test(text(code))),
    )
  );
}

function siteOf(level: Level | undefined): string {
  return { cervical: '2', thoracic: '4', lumbar: '6', pelvis: 'none' }[level ?? 'pelvis'];
}
