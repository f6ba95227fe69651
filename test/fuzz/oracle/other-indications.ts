import {
  acuteFracture,
  afterSurgery,
  type Concept,
  compressionFracture,
  deformity,
  infection,
  juvenileArthritis,
  myelopathy,
  ofTheSpine,
  pseudoarthrosis,
  spondylitis,
  syrinx,
  tetheredCord,
  vessels,
} from './codes.ts';
import { days, isOnOrAfter } from './days.ts';
import {
  ages,
  augmentations,
  can,
  filmSays,
  hasFilm,
  hasUnclear,
  isCtJustified,
  isFromTheSurgeon,
  isInjured,
  isMriContraindicated,
  isStimulatorPlanned,
  type Question,
  surgeryDates,
} from './facts.ts';
import {
  anyMri,
  anyOf,
  film,
  flag,
  hasLevel,
  type Indication,
  isNuclear,
  isOneOf,
  isWithout,
  isYes,
  need,
  trial,
  visit,
  wrote,
} from './indication.ts';
import { answers, problemsOf } from './record.ts';
import { mayHaveRedFlag } from './red-flags.ts';

/** Sections of the cord, of operations, and of single studies. */
export const otherIndications: readonly Indication[] = [
  {
    id: 'juvenile-idiopathic-arthritis',
    concepts: [juvenileArthritis],
    lacks: (question) => [
      ...isOneOf('72197 72192', question),
      ...need(question.cpt === '72197' || isMriContraindicated(question), 'mri-contraindicated'),
      ...need(ages(question)[1] < 18, 'age under 18'),
      ...visit(question),
    ],
  },
  {
    id: 'myelopathy',
    concepts: [myelopathy],
    isAtAnyLevel: true,
    isWithoutProblem: true,
    lacks: (question) => [
      ...hasLevel(question, 'cervical thoracic'),
      ...anyMri(question),
      ...need(
        problemsOf(question.record, [myelopathy]).length > 0 ||
          isYes(question, 'long-tract-signs') ||
          isYes(question, 'myelopathy'),
        'long-tract signs',
      ),
      ...visit(question),
    ],
  },
  {
    id: 'tethered-cord',
    concepts: [tetheredCord],
    isAtAnyLevel: true,
    lacks: (question) => [
      ...anyOf(isOneOf('76800', question), [
        ...hasLevel(question, 'cervical thoracic lumbar'),
        ...anyMri(question),
      ]),
      ...visit(question),
    ],
  },
  {
    id: 'syringomyelia-initial',
    concepts: [syrinx],
    isAtAnyLevel: true,
    lacks: (question) => [
      ...hasLevel(question, 'cervical thoracic lumbar'),
      ...anyMri(question),
      ...need(
        question.study?.contrast === 'without' ||
          isYes(question, 'syrinx-identified') ||
          problemsOf(question.record, [syrinx]).some((problem) => problem.isConfirmed),
        'syrinx-identified',
      ),
      ...visit(question),
    ],
  },
  {
    id: 'syringomyelia-follow-up',
    concepts: [syrinx],
    isAtAnyLevel: true,
    lacks: (question) => [
      ...hasLevel(question, 'cervical thoracic lumbar'),
      ...anyMri(question),
      ...need(
        isYes(question, 'syrinx-identified') ||
          problemsOf(question.record, [syrinx]).some((problem) => problem.isConfirmed),
        'a known syrinx',
      ),
      ...visit(question),
      ...need(
        ['syrinx-follow-up-due', 'neurological-deterioration', 'red-flag.progressive-deficit'].some(
          (id) => isYes(question, id),
        ) ||
          surgeryDates(question).length > 0 ||
          mayHaveRedFlag(question) ||
          question.record.all.some(
            (report) =>
              report.resourceType === 'DiagnosticReport' &&
              isOnOrAfter(
                { first: question.record.today - 365, last: question.record.today - 365 },
                days(report.effectiveDateTime),
              ),
          ),
        'syrinx-follow-up-due',
      ),
    ],
  },
  {
    id: 'spinal-deformity',
    concepts: [deformity],
    lacks: (question) => [
      ...anyMri(question),
      ...need(
        question.study?.kind !== 'CT' ||
          isMriContraindicated(question) ||
          hasUnclear(question, ['MRI'], question.study.level) ||
          isYes(question, 'complex-osseous-deformity') ||
          wrote(question, /complex|oss|bon[ey]/),
        'CT instead of MRI',
      ),
      ...anyOf([...visit(question), ...film(question)], flag(question)),
    ],
  },
  {
    id: 'post-operative',
    concepts: ofTheSpine,
    isOfPain: true,
    lacks: (question) => {
      const { record } = question;
      const late = surgeryDates(question).filter((date) => record.today - date.first >= 181);
      return [
        ...need(question.study !== undefined || isNuclear(question.cpt), 'not listed'),
        ...need(
          question.study?.kind !== 'CT' ||
            question.study.contrast === 'without' ||
            isCtJustified(question),
          'ct-myelography',
        ),
        ...need(
          can(question, 'surgery-over-six-months-ago', late.length > 0),
          'surgery-over-six-months-ago',
        ),
        ...anyOf(
          [
            ...visit(question),
            ...need(
              isYes(question, 'post-surgical-radiograph') ||
                late.some((date) => hasFilm(question, question.study?.level, date)) ||
                (late.length === 0 && hasFilm(question, question.study?.level)),
              'post-surgical-radiograph',
            ),
            ...trial(question),
          ],
          flag(question),
        ),
      ];
    },
  },
  {
    id: 'spinal-cord-stimulator',
    concepts: [],
    isAtAnyLevel: true,
    isWithoutProblem: true,
    lacks: (question) => [
      ...isOneOf('72146 72128 72129', question),
      ...need(question.cpt === '72146' || isMriContraindicated(question), 'mri-contraindicated'),
      ...need(isStimulatorPlanned(question), 'stimulator-planned'),
      ...visit(question),
    ],
  },
  {
    id: 'vertebral-augmentation',
    concepts: [],
    isWithoutProblem: true,
    lacks: (question) => {
      const { record, study } = question;
      const recent = augmentations(question).some((when) => {
        const ago = record.now - Date.parse(when);
        return when.includes('T') && ago >= 0 && ago <= 86_400_000;
      });
      const today = augmentations(question).some((when) => days(when)?.first === record.today);
      return anyOf(
        [
          ...need(study?.kind === 'CT' && study.contrast === 'without', 'CT without contrast'),
          ...need(
            can(question, 'augmentation-within-24-hours', recent || today),
            'augmentation-within-24-hours',
          ),
        ],
        [
          ...need(study !== undefined || isNuclear(question.cpt), 'MRI or CT'),
          ...need(
            augmentations(question).length > 0 || isYes(question, 'augmentation-complication'),
            'an augmentation',
          ),
          ...anyOf(
            need(isYes(question, 'augmentation-complication'), 'augmentation-complication'),
            flag(question),
          ),
        ],
      );
    },
  },
  {
    id: 'high-risk-trauma',
    concepts: [],
    isWithoutProblem: true,
    lacks: (question) => [
      ...isOneOf('72125 72128 72141 72146', question),
      ...need(isInjured(question), 'high-risk-mechanism'),
    ],
  },
  {
    id: 'ankylosing-spondylitis-dish',
    // Its episode is that of the person's complaint (reading A22).
    concepts: ofTheSpine,
    isOfPain: true,
    isAtAnyLevel: true,
    lacks: (question) => [
      ...need(problemsOf(question.record, [spondylitis]).length > 0, 'ankylosing spondylitis'),
      ...isWithout(question),
      ...hasLevel(question, 'cervical thoracic lumbar'),
      ...visit(question),
    ],
  },
  {
    id: 'post-discography',
    concepts: [],
    isWithoutProblem: true,
    lacks: (question) => [
      ...isOneOf('72131', question),
      ...need(isYes(question, 'discography-approved'), 'discography-approved'),
      ...need(
        can(question, 'post-discography-verified', wrote(question, /discogra/)),
        'post-discography-verified',
      ),
    ],
  },
  {
    id: 'surgical-vascular-planning',
    concepts: [],
    isWithoutProblem: true,
    lacks: (question) => {
      const kinds = answers(question.record, 'planned-surgery.kind', question.start);
      const isOnly = (kind: string): boolean =>
        kinds.length > 0 && kinds.every((one) => one === kind);
      const vessel = need(
        can(
          question,
          'abnormal-vasculature',
          problemsOf(question.record, [vessels]).length > 0 ||
            wrote(question, /vascul|vessel|vein|arter|aort/),
        ),
        'abnormal-vasculature',
      );
      const asked = need(
        can(question, 'surgeon-request', isFromTheSurgeon(question)),
        'surgeon-request',
      );
      const listed = isOneOf('72198 74185 72159 72191 74175 74174', question);
      if (isOnly('anterior-initial')) return [...listed, ...vessel];
      if (isOnly('anterior-revision-arthrodesis')) return [...listed, ...vessel, ...asked];
      return [...listed, ...anyOf(vessel, asked)];
    },
  },
  {
    id: 'spinal-canal-ultrasound',
    concepts: [],
    isWithoutProblem: true,
    lacks: (question) => [
      ...isOneOf('76800', question),
      ...anyOf(
        need(ages(question)[1] < 1, 'age under 1'),
        [
          ...need(ages(question)[1] < 6, 'age under 6'),
          ...need(
            isYes(question, 'incomplete-vertebral-ossification'),
            'incomplete-vertebral-ossification',
          ),
        ],
        need(wrote(question, /mass|lump|lipom|cyst/), 'superficial mass'),
      ),
    ],
  },
  {
    id: 'nuclear-medicine',
    concepts: [],
    isWithoutProblem: true,
    lacks: (question) => [
      ...need(isNuclear(question.cpt), 'not listed'),
      ...anyOf(
        [
          ...suspected(question, 'suspected-occult-fracture', acuteFracture, compressionFracture),
          ...need(
            can(
              question,
              'radiograph-negative-for-fracture',
              filmSays(
                question,
                undefined,
                /no|negative|unremarkable|equivocal|diagnostic|limit|indet/,
              ),
            ),
            'radiograph-negative-for-fracture',
          ),
        ],
        [...suspected(question, 'suspected-infection', infection), ...unclear(question)],
        [
          ...suspected(question, 'suspected-pseudoarthrosis', pseudoarthrosis, afterSurgery),
          ...anyOf(
            unclear(question),
            need(isYes(question, 'mri-limited-by-hardware'), 'mri-limited-by-hardware'),
          ),
        ],
      ),
    ],
  },
];

/** Something that nuclear medicine is for: a problem, or a yes in the form. */
function suspected(
  question: Question,
  id: string,
  ...concepts: readonly Concept[]
): readonly string[] {
  return need(can(question, id, problemsOf(question.record, concepts).length > 0), id);
}

/** An MRI or a CT that told nothing, or that cannot be done. */
function unclear(question: Question): readonly string[] {
  return need(
    hasUnclear(question, ['MRI']) || hasUnclear(question, ['CT']) || isMriContraindicated(question),
    'a nondiagnostic MRI or CT',
  );
}
