import { list } from '../json.ts';
import {
  acuteFracture,
  afterSurgery,
  type Concept,
  claudication,
  coccyx,
  compressionFracture,
  deformity,
  fragility,
  highRiskMechanism,
  infection,
  juvenileArthritis,
  lumbarRadiculopathy,
  myelopathy,
  neoplasm,
  ofTheSpine,
  pseudoarthrosis,
  sacroiliac,
  spondylitis,
  spondylolisthesis,
  spondylolysis,
  stenosis,
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
  hasContrastRationale,
  hasFilm,
  hasUnclear,
  isAugmentationPlanned,
  isCtJustified,
  isEvaluatedInPerson,
  isExamined,
  isFromTheSurgeon,
  isMriContraindicated,
  isStimulatorPlanned,
  isSurgeryPlanned,
  type Question,
  surgeryDates,
} from './facts.ts';
import { answers, problemsOf, wordsOf } from './record.ts';
import { mayHaveRedFlag } from './red-flags.ts';
import { lacksOfTrial, says } from './treatment.ts';

/** One way to support: the problems that it is about, and what it lacks for an order. Empty: nothing that is seen here. */
export interface Indication {
  readonly id: string;
  /** The problems whose onset begins its episode. */
  readonly concepts: readonly Concept[];
  readonly isWithoutProblem?: boolean;
  /** Its studies are not those of the level that its code names alone. */
  readonly isAtAnyLevel?: boolean;
  /** Its complaint is pain, whose improvement ends it (general-improving-1). */
  readonly isOfPain?: boolean;
  readonly lacks: (question: Question) => readonly string[];
}

const need = (holds: boolean, what: string): readonly string[] => (holds ? [] : [what]);

/** general-eval-1, redflag-stance: a red flag waives the visit and the trial of treatment. */
const visit = (question: Question): readonly string[] =>
  anyOf(need(isEvaluatedInPerson(question), 'in-person-evaluation'), flag(question));

const trial = (question: Question): readonly string[] =>
  anyOf(lacksOfTrial(question.record, question.start), flag(question));

const film = (question: Question): readonly string[] =>
  need(hasFilm(question, question.study?.level), 'plain-radiograph');

/** Nothing is lacking where one of the groups lacks nothing. */
function anyOf(...groups: readonly (readonly string[])[]): readonly string[] {
  return groups.some((group) => group.length === 0) ? [] : groups.flat();
}

const isYes = ({ record, start }: Question, id: string): boolean =>
  says(record, id, start) === true;

const flag = (question: Question): readonly string[] => need(mayHaveRedFlag(question), 'red flag');

const isNuclear = (cpt: string): boolean => /^(783(06|15)|788(0[234]|30))$/.test(cpt);

function isOneOf(cpts: string, { cpt }: Question): readonly string[] {
  return need(cpts.split(' ').includes(cpt), `${cpt} is not listed`);
}

/** MRI without contrast, and with it where there is a reason; CT where something speaks for it. */
function ordinaryStudy(question: Question): readonly string[] {
  const { study } = question;
  if (study === undefined) return ['no MRI or CT'];
  if (study.kind === 'CT') return need(isCtJustified(question), 'CT instead of MRI');
  if (study.contrast === 'both') return need(hasContrastRationale(question), 'contrast-rationale');
  return [];
}

/** MRI without, or without and with contrast; CT where something speaks for it. */
function anyMri(question: Question): readonly string[] {
  if (question.study === undefined) return ['no MRI or CT'];
  return question.study.kind === 'MRI' ? [] : need(isCtJustified(question), 'CT instead of MRI');
}

const isWithout = ({ study }: Question): readonly string[] =>
  need(study?.contrast === 'without', 'contrast is not listed');

function hasLevel(question: Question, levels: string): readonly string[] {
  return need(levels.split(' ').includes(question.study?.level ?? ''), 'another level');
}

export const indications: readonly Indication[] = [
  {
    id: 'lumbar-radiculopathy',
    concepts: [lumbarRadiculopathy],
    isOfPain: true,
    lacks: (question) => [
      ...isOneOf('72148 72158 72131 72132', question),
      ...ordinaryStudy(question),
      ...anyOf(
        [
          ...visit(question),
          ...trial(question),
          ...film(question),
          ...need(isExamined(question), 'neurological-examination'),
        ],
        flag(question),
      ),
    ],
  },
  {
    id: 'spine-pain',
    concepts: ofTheSpine,
    isOfPain: true,
    lacks: (question) => [
      ...ordinaryStudy(question),
      ...anyOf(
        [...visit(question), ...trial(question)],
        [
          ...visit(question),
          ...need(question.study?.kind === 'CT' && isSurgeryPlanned(question), 'scheduled surgery'),
        ],
        flag(question),
      ),
    ],
  },
  {
    id: 'lumbar-stenosis',
    concepts: [stenosis],
    isOfPain: true,
    lacks: (question) => [
      ...anyOf(isOneOf('72148 72131', question), [
        ...isOneOf('72132', question),
        ...need(isCtJustified(question), 'ct-myelography'),
      ]),
      ...anyOf(
        [
          ...visit(question),
          ...anyOf(
            trial(question),
            need(
              can(
                question,
                'severe-neurogenic-claudication',
                problemsOf(question.record, [claudication]).some((problem) => problem.isSevere),
              ),
              'severe-neurogenic-claudication',
            ),
          ),
        ],
        flag(question),
      ),
    ],
  },
  {
    id: 'spondylolisthesis',
    concepts: [spondylolisthesis],
    isOfPain: true,
    lacks: (question) => [
      ...anyOf(isOneOf('72148 72131', question), [
        ...isOneOf('72132', question),
        ...need(isCtJustified(question), 'ct-myelography'),
      ]),
      ...anyOf(
        [
          ...visit(question),
          ...film(question),
          ...anyOf(trial(question), need(isSurgeryPlanned(question), 'preoperative-planning')),
        ],
        flag(question),
      ),
    ],
  },
  {
    id: 'spondylolysis',
    concepts: [spondylolysis],
    isOfPain: true,
    lacks: (question) => [
      ...isOneOf('72148 72131 72132 78803 78830', question),
      ...anyOf(
        [
          ...visit(question),
          ...trial(question),
          ...anyOf(
            film(question),
            need(
              isYes(question, 'high-suspicion-of-spondylolysis') || wrote(question, /high/),
              'high suspicion',
            ),
          ),
        ],
        flag(question),
      ),
      ...anyOf(
        need(question.cpt !== '72131', 'CT'),
        need(
          answers(question.record, 'spect.result').length > 0 ||
            isYes(question, 'pars-healing-monitoring') ||
            ['spect-negative', 'spect-positive'].some((id) => isYes(question, id)) ||
            hasUnclear(question, ['MRI']) ||
            isSurgeryPlanned(question) ||
            isMriContraindicated(question) ||
            wrote(question, /oss|bon[ey]|anatom|heal|pars|fractur/) ||
            question.record.all.some(
              (resource) =>
                resource.resourceType === 'DiagnosticReport' &&
                /spect|scan/.test(wordsOf(resource)),
            ),
          'SPECT result',
        ),
      ),
    ],
  },
  {
    id: 'compression-fracture',
    concepts: [compressionFracture],
    isOfPain: true,
    lacks: (question) => [
      ...need(isNuclear(question.cpt) || isWithout(question).length === 0, 'not listed'),
      ...visit(question),
      ...film(question),
      ...need(can(question, 'location-concordant', true), 'location-concordant'),
      ...anyOf(
        [
          ...need(
            can(
              question,
              'radiograph-nondiagnostic',
              filmSays(
                question,
                undefined,
                /equivocal|non-?\s?diagnostic|indeterm|limited|inconcl|suboptimal/,
              ),
            ),
            'radiograph-nondiagnostic',
          ),
          ...need(
            can(question, 'severe-pain-over-one-week', hasLongSeverePain(question)),
            'severe-pain-over-one-week',
          ),
          ...need(
            can(
              question,
              'insufficiency-fracture-predisposition',
              problemsOf(question.record, [fragility]).length > 0 ||
                question.record.all.some((one) => one.resourceType === 'MedicationRequest'),
            ),
            'insufficiency-fracture-predisposition',
          ),
        ],
        need(isAugmentationPlanned(question), 'augmentation-candidate'),
        need(
          can(
            question,
            'fracture-acuity-indeterminate',
            filmSays(question, undefined, /acuity|age|indeterminate/),
          ),
          'fracture-acuity-indeterminate',
        ),
      ),
    ],
  },
  {
    id: 'coccydynia',
    concepts: [coccyx],
    isOfPain: true,
    lacks: (question) => [
      ...isOneOf('72195 72192', question),
      ...need(question.cpt !== '72192' || isCtJustified(question), 'CT instead of MRI'),
      ...anyOf(
        [
          ...visit(question),
          ...trial(question),
          ...film(question),
          ...need(
            can(
              question,
              'radiograph-negative-for-fracture',
              filmSays(
                question,
                'pelvis',
                /no |not |without|negative|normal|unremarkable|no-fracture/,
              ),
            ),
            'radiograph-negative-for-fracture',
          ),
        ],
        flag(question),
      ),
    ],
  },
  {
    id: 'sacroiliac-joint',
    concepts: [sacroiliac],
    isOfPain: true,
    lacks: (question) => [
      ...isOneOf('72195 72192 72197', question),
      ...need(question.cpt !== '72197' || mayHaveRedFlag(question), 'contrast is not listed'),
      ...anyOf(
        [
          ...visit(question),
          ...need(
            can(
              question,
              'radiograph-nondiagnostic',
              filmSays(
                question,
                'pelvis',
                /equivocal|non-?\s?diagnostic|indeterm|limited|inconcl|suboptimal/,
              ),
            ),
            'radiograph-nondiagnostic',
          ),
          ...anyOf(
            trial(question),
            need(
              ['sacral-fracture', 'suspected-neoplastic-inflammatory-infectious'].some((id) =>
                isYes(question, id),
              ) ||
                problemsOf(question.record, [
                  acuteFracture,
                  neoplasm,
                  infection,
                  spondylitis,
                  juvenileArthritis,
                ]).length > 0 ||
                isSurgeryPlanned(question),
              'one of five reasons',
            ),
          ),
        ],
        flag(question),
      ),
    ],
  },
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
    concepts: ofTheSpine,
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
      ...need(
        can(
          question,
          'high-risk-mechanism',
          problemsOf(question.record, [highRiskMechanism]).length > 0,
        ),
        'high-risk-mechanism',
      ),
    ],
  },
  {
    id: 'ankylosing-spondylitis-dish',
    concepts: [spondylitis],
    isOfPain: true,
    isAtAnyLevel: true,
    lacks: (question) => [
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
      ...need(
        [
          'suspected-occult-fracture',
          'suspected-infection',
          'suspected-pseudoarthrosis',
          'mri-limited-by-hardware',
        ].some((id) => isYes(question, id)) ||
          hasUnclear(question, ['MRI', 'CT']) ||
          isMriContraindicated(question) ||
          problemsOf(question.record, [acuteFracture, compressionFracture, spondylolysis]).length >
            0,
        'a reason for nuclear medicine',
      ),
      ...need(
        problemsOf(question.record, [
          acuteFracture,
          compressionFracture,
          spondylolysis,
          infection,
          pseudoarthrosis,
          afterSurgery,
        ]).length > 0 ||
          [
            'suspected-occult-fracture',
            'suspected-infection',
            'suspected-pseudoarthrosis',
            'red-flag.infection',
            'red-flag.fracture',
          ].some((id) => isYes(question, id)) ||
          surgeryDates(question).length > 0,
        'fracture, infection or loosening',
      ),
    ],
  },
];

/** What somebody wrote on the order or beside a problem. */
function wrote({ order, record }: Question, words: RegExp): boolean {
  const written = [order, order.orderDetail, order.reasonCode].map(wordsOf).join(' ');
  return words.test(`${written} ${record.problems.map((problem) => problem.text).join(' ')}`);
}

function hasLongSeverePain({ record, start }: Question): boolean {
  return (
    start !== undefined &&
    record.today - start.first >= 8 &&
    (record.problems.some((problem) => problem.isSevere) ||
      list(record.all).some((one) => one.resourceType === 'Observation'))
  );
}
