import type { Case } from '../guideline/case.ts';
import { documentedIndication } from '../guideline/catalogue.ts';
import { presentFacts, regionsForConcept } from '../guideline/indication.ts';
import { findStudy } from '../terminology/study-catalogue.ts';
import type { Concept, Study, StudyRegion } from '../terminology/types.ts';
import type { CaseEvaluator, Judgement } from './judgement.ts';
import type { RedFlagReview } from './red-flag-review.ts';

/** Complaints with a level of their own, in the order in which a matching study is suggested. */
const levelled: readonly Concept[] = [
  'cauda-equina-syndrome',
  'spinal-infection',
  'acute-spinal-fracture',
  'myelopathy',
  'lumbar-radiculopathy',
  'cervical-radicular-pain',
  'thoracic-radicular-pain',
  'lumbar-stenosis',
  'spondylolisthesis',
  'spondylolysis',
  'compression-fracture',
  'coccydynia',
  'sacroiliac-joint',
  'low-back-pain',
  'neck-pain',
  'thoracic-pain',
  'disc-disease',
  'spine-disorder',
];

/**
 * modalities-2, `study.region-mismatch`: the ordered level matches no reason, indication or red flag. The
 * indication alone is reported as missing; the study of a level that has one is suggested.
 */
export function mismatch(evaluator: CaseEvaluator, review: RedFlagReview): Judgement {
  const { subject } = evaluator;
  const elsewhere = review.present.find((one) => !one.relevant)?.indicated;
  const preferred = elsewhere ?? matching(subject);
  const { study } = subject.order;
  const reasons = subject.order.reasons.map((reason) => reason.evidence);
  return {
    decidedBy: 'study.region-mismatch',
    title: 'Ordered level without an indication',
    statements: ['modalities-2', 'general-docs-1', 'redflag-2'],
    determination: 'prerequisites-missing',
    entries: [
      {
        id: 'documented-indication',
        question: 'Does the order have a reason at the ordered level?',
        value: 'not-documented',
        statements: ['general-docs-1', 'modalities-2'],
        summary: `No reason, indication or red flag for ${study.label} is documented`,
        evidence: reasons,
        asks: [],
      },
    ],
    required: [evaluator.evaluate(documentedIndication)],
    preferred: preferred?.cpt === study.cpt ? undefined : preferred,
    preference: preferred === undefined || preferred.cpt === study.cpt ? undefined : 'recommended',
    indication: undefined,
    hasNoReason: true,
  };
}

/** The same modality and contrast at the level of the complaint; without contrast where that study does not exist. */
function matching(subject: Case): Study | undefined {
  const { study } = subject.order;
  for (const reasonOnly of [true, false]) {
    for (const concept of levelled) {
      const [fact] = presentFacts(subject, [concept], { anyLevel: true, reasonOnly });
      if (fact === undefined) continue;
      const [level] =
        concept === 'myelopathy' && fact.regions.length === 0
          ? (['cervical'] as const)
          : regionsForConcept(fact, concept, subject);
      if (level === undefined) continue;
      const region: StudyRegion =
        level === 'sacrum-coccyx' || level === 'sacroiliac' ? 'pelvis' : level;
      return (
        findStudy(study.modality, region, study.contrast) ?? findStudy('MRI', region, 'without')
      );
    }
  }
  return undefined;
}
