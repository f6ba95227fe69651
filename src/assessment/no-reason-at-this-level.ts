import type { Case } from '../guideline/case.ts';
import { regionsForConcept } from '../guideline/fact-regions.ts';
import { presentFacts } from '../guideline/present-facts.ts';
import { explain } from '../logic/explain.ts';
import { findStudy, studyRegionOf } from '../terminology/study-catalogue.ts';
import type { BodyRegion, Concept, Study } from '../terminology/types.ts';
import type { Judgement } from './judgement.ts';
import type { Question } from './question.ts';

/** Disorders and signs of the cord: the neck and the chest are imaged where nothing places them (myelopathy-2). */
const cordConcepts: ReadonlySet<Concept> = new Set<Concept>([
  'myelopathy',
  'myelitis',
  'abnormal-reflex',
  'syringomyelia',
]);

/** Complaints with a level of their own, in the order in which a matching study is suggested. */
const levelled: readonly Concept[] = [
  'cauda-equina-syndrome',
  'spinal-infection',
  'acute-spinal-fracture',
  'myelopathy',
  'myelitis',
  'lumbar-radiculopathy',
  'cervical-radicular-pain',
  'thoracic-radicular-pain',
  'lumbar-stenosis',
  'spondylolisthesis',
  'spondylolysis',
  'compression-fracture',
  'sacral-fracture',
  'spinal-neoplasm',
  'spinal-deformity',
  'coccydynia',
  'sacroiliac-joint',
  'low-back-pain',
  'neck-pain',
  'thoracic-pain',
  'disc-disease',
  'spine-disorder',
  'syringomyelia',
  'abnormal-reflex',
];

/**
 * modalities-2, `study.region-mismatch`: the ordered level matches no reason, indication or red flag. The
 * indication alone is reported as missing; the study of a level that has one is suggested.
 */
export function noReasonAtThisLevel({ evaluator, redFlags }: Question): Judgement {
  const { orderCase } = evaluator;
  const { study, reasons } = orderCase.order;
  const { regionMismatch, documentedIndication } = orderCase.roles;
  const need = evaluator.evaluate(documentedIndication);
  const elsewhere = redFlags.present
    .filter((one) => !one.isAtOrderedLevel)
    .flatMap((one) => one.indicated);
  const alternatives = [...elsewhere, ...matching(orderCase)].filter(
    (one) => one.cpt !== study.cpt,
  );
  return {
    decidedBy: regionMismatch.id,
    title: regionMismatch.title,
    statements: regionMismatch.statements,
    determination: 'prerequisites-missing',
    entries: explain(need).map((entry) => ({
      ...entry,
      summary: `No reason, indication or red flag for ${study.label} is documented`,
      evidence: reasons.map((reason) => reason.evidence),
    })),
    required: [need],
    alternatives,
    preference: alternatives.length === 0 ? undefined : 'recommended',
    indication: undefined,
    hasNoReason: true,
  };
}

/** The same modality and contrast at the level of the complaint; without contrast where that study does not exist. */
function matching(orderCase: Case): readonly Study[] {
  const { study } = orderCase.order;
  for (const reasonOnly of [true, false]) {
    for (const concept of levelled) {
      const [fact] = presentFacts(orderCase, [concept], { anyLevel: true, reasonOnly });
      if (fact === undefined) continue;
      const isPlaced = fact.regions.some((one) => one === 'cervical' || one === 'thoracic');
      const isOfCord = cordConcepts.has(concept) && !isPlaced;
      const levels: readonly BodyRegion[] = isOfCord
        ? ['cervical', 'thoracic']
        : regionsForConcept(fact, concept, orderCase).slice(0, 1);
      if (levels.length === 0) continue;
      return levels.map(studyRegionOf).flatMap((region) => {
        const found = findStudy(study.modality, region, study.contrast);
        return found ?? findStudy('MRI', region, 'without') ?? [];
      });
    }
  }
  return [];
}
