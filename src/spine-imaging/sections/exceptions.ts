import type { ConditionFact } from '../../chart/types.ts';
import type { Case } from '../../guideline/case.ts';
import { criterion, met, notDocumented, notMet } from '../../guideline/criterion.ts';
import { documented, indication } from '../../guideline/indication.ts';
import { section } from '../../guideline/section.ts';
import { attestedMechanism, recentMechanisms } from '../criteria/mechanism.ts';
import { evaluatedUnlessRedFlag } from '../prerequisites.ts';

export const exceptions = section(
  'exceptions',
  'High-risk and ankylosing spondylitis/DISH exceptions',
  [90, 93],
  (says) => {
    says
      .heading('Exceptions / alternative coverage')
      .notComputed('a label: the sentences below decide');

    says(
      1,
      'For individuals with ankylosing spondylitis or DISH, whole-spine MRI and CT can be approved; plain X-rays and a 6-week trial of treatment may not be required.',
    ).decides(
      // exceptions-1, prereq-4: whole-spine MRI or CT; radiographs and trial are not required, the evaluation is
      // (reading A22).
      indication('ankylosing-spondylitis-dish', {
        title: 'Ankylosing spondylitis or DISH',
        statements: ['exceptions-1', 'prereq-4'],
        isPain: true,
        appliesTo: knownAnkylosis,
        requires: evaluatedUnlessRedFlag,
        studies: [
          { modality: 'MRI', regions: ['cervical', 'thoracic', 'lumbar'], contrast: ['without'] },
          { modality: 'CT', regions: ['cervical', 'thoracic', 'lumbar'], contrast: ['without'] },
        ],
      }),
    );

    says(
      2,
      'High-risk mechanisms for suspected cervical/thoracic spine injury may obviate plain radiograph prerequisites and permit immediate CT imaging per trauma protocols.',
    ).decides(
      indication('high-risk-trauma', {
        title: 'High-risk mechanism of injury',
        statements: ['exceptions-2', 'ct-2', 'general-xray-1'],
        levels,
        appliesTo: injury,
        requires: highRiskMechanism,
        studies: [
          { modality: 'CT', regions: levels, contrast: ['without'] },
          { modality: 'MRI', regions: levels, contrast: ['without'] },
        ],
      }),
    );
  },
);

/** Ankylosing spondylitis or DISH that is known, not only suspected, for a study of the spine. */
function knownAnkylosis(orderCase: Case): readonly ConditionFact[] | undefined {
  if (!orderCase.regions.some((region) => ['cervical', 'thoracic', 'lumbar'].includes(region)))
    return undefined;
  return documented(['ankylosing-spondylitis-or-dish'], { anyLevel: true })(orderCase)?.filter(
    (fact) => fact.certainty === 'known',
  );
}

/** The recent mechanism of an injury of neck or chest; no condition where one is attested. */
function injury(orderCase: Case): readonly ConditionFact[] | undefined {
  if (!levels.some((level) => orderCase.regions.includes(level))) return undefined;
  const facts = recentMechanisms(orderCase);
  if (facts.length > 0) return facts;
  return attestedMechanism(orderCase)?.value === true ? [] : undefined;
}

const levels = ['cervical', 'thoracic'] as const;

/** exceptions-2: "High-risk mechanisms for suspected cervical/thoracic spine injury". */
const highRiskMechanism = criterion({
  id: 'high-risk-mechanism',
  question: 'Did a high-risk mechanism cause the suspected cervical or thoracic injury?',
  statements: ['exceptions-2'],
  attestable: false,
  asks: ['high-risk-mechanism'],
  decide(orderCase) {
    const facts = recentMechanisms(orderCase);
    if (facts.length > 0)
      return met(
        'A high-risk mechanism is documented',
        facts.map((fact) => fact.evidence),
      );
    const said = attestedMechanism(orderCase);
    if (said === undefined) return notDocumented('No high-risk mechanism is documented');
    const evidence = [said.attestation.evidence];
    return said.value
      ? met('A high-risk mechanism is attested', evidence)
      : notMet('A high-risk mechanism is attested not to be the cause', evidence);
  },
});
