import {
  acuteFracture,
  claudication,
  coccyx,
  compressionFracture,
  fragility,
  infection,
  isOf,
  juvenileArthritis,
  levelsOf,
  lumbarRadiculopathy,
  neoplasm,
  ofTheSpine,
  sacroiliac,
  spondylitis,
  spondylolisthesis,
  spondylolysis,
  stenosis,
} from './codes.ts';
import {
  can,
  filmSays,
  hasUnclear,
  isAugmentationPlanned,
  isCtJustified,
  isExamined,
  isMriContraindicated,
  isSurgeryPlanned,
  type Question,
} from './facts.ts';
import {
  anyOf,
  film,
  flag,
  hasLongSeverePain,
  type Indication,
  isNuclear,
  isOneOf,
  isWithout,
  isYes,
  need,
  ordinaryStudy,
  trial,
  visit,
  wrote,
} from './indication.ts';
import { answers, problemsOf, wordsOf } from './record.ts';
import { mayHaveRedFlag } from './red-flags.ts';

/** Sections whose complaint is pain, as far as they have nothing to do with the cord. */
export const indicationsOfPain: readonly Indication[] = [
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
      ...need(!hasSectionOfItsOwn(question), 'a section of its own governs'),
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
                // A negative film settles nothing where an occult fracture is suspected (reading A44).
                /equivocal|non-?\s?diagnostic|indeterm|limited|inconcl|suboptimal|no[^.]*fracture/,
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
];

/**
 * A complaint that nothing leaves open, whose section asks for more than back pain does, is no back pain (reading
 * A27).
 */
function hasSectionOfItsOwn({ record, study }: Question): boolean {
  const sections = [lumbarRadiculopathy, spondylolisthesis, spondylolysis, compressionFracture];
  // Another complaint of the spine can be judged by itself.
  const [complaint, ...others] = problemsOf(record, ofTheSpine);
  return (
    record.isTrusted &&
    study?.level === 'lumbar' &&
    others.length === 0 &&
    complaint?.isStated === true &&
    complaint.codes.some(
      (code) =>
        sections.some((section) => isOf(section, code)) &&
        levelsOf(code)?.includes('lumbar') === true,
    )
  );
}
