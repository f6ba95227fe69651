import type { Case } from '../guideline/case.ts';
import { documentedIndication } from '../guideline/catalogue.ts';
import { presentFacts, regionsForConcept } from '../guideline/indication.ts';
import { regionMismatchRule } from '../guideline/rules/named-rules.ts';
import { findStudy } from '../terminology/study-catalogue.ts';
import type { Concept, Study } from '../terminology/types.ts';
import type { Judgement } from './judgement.ts';
import type { Question } from './question.ts';
import { studyRegionOf } from './study-list.ts';

/** Disorders of the cord: its imaging begins at the neck where nothing places them. */
const cordConcepts: ReadonlySet<Concept> = new Set<Concept>(['myelopathy', 'syringomyelia']);

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
  'syringomyelia',
];

/**
 * modalities-2, `study.region-mismatch`: the ordered level matches no reason, indication or red flag. The
 * indication alone is reported as missing; the study of a level that has one is suggested.
 */
export function noReasonAtThisLevel({ evaluator, redFlags }: Question): Judgement {
  const { subject } = evaluator;
  const { study, reasons } = subject.order;
  const elsewhere = redFlags.present.filter((one) => !one.relevant).flatMap((one) => one.indicated);
  const ofComplaint = matching(subject);
  const alternatives = [...elsewhere, ...(ofComplaint === undefined ? [] : [ofComplaint])].filter(
    (one) => one.cpt !== study.cpt,
  );
  return {
    decidedBy: regionMismatchRule.id,
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
        evidence: reasons.map((reason) => reason.evidence),
        asks: [],
      },
    ],
    required: [evaluator.evaluate(documentedIndication)],
    alternatives,
    preference: alternatives.length === 0 ? undefined : 'recommended',
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
        cordConcepts.has(concept) && fact.regions.length === 0
          ? (['cervical'] as const)
          : regionsForConcept(fact, concept, subject);
      if (level === undefined) continue;
      const region = studyRegionOf(level);
      return (
        findStudy(study.modality, region, study.contrast) ?? findStudy('MRI', region, 'without')
      );
    }
  }
  return undefined;
}
