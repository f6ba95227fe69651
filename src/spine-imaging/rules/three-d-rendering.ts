import { attestedCriterion } from '../../guideline/criterion.ts';
import type { StudyRule } from '../../guideline/rules.ts';
import { allOf } from '../../logic/criterion.ts';
import { concerning } from './study-rule.ts';

const rendering = (id: string, question: string) =>
  attestedCriterion({ id, question, statements: ['general-3d-1'], silence: 'not-documented' });

/** general-3d-2: routine, cosmetic or illustrative renderings, when the order says so. */
export const illustrativeRendering: StudyRule = {
  id: 'study.three-d-rendering',
  title: '3D rendering for illustration',
  statements: ['general-3d-2'],
  concerns: concerning(
    'study.three-d-rendering',
    'Is the rendering stated to be routine, cosmetic, illustrative or for patient education?',
    ['general-3d-2'],
    (orderCase) =>
      orderCase.order.study.modality === '3D-rendering' &&
      orderCase.order.techniques.has('illustrative'),
  ),
  otherwise: 'not-supported',
  lifted: 'judged',
};

/** general-3d-1, all three; general-3d-2 excludes routine, cosmetic and illustrative renderings. */
export const threeDRendering: StudyRule = {
  id: 'study.three-d-rendering',
  title: '3D rendering',
  statements: ['general-3d-1', 'general-3d-2'],
  concerns: concerning(
    'study.three-d-rendering',
    'Is a 3D rendering ordered?',
    ['general-3d-1'],
    (orderCase) => orderCase.order.study.modality === '3D-rendering',
  ),
  exception: allOf(
    rendering(
      'rendering-answers-question',
      'Is the rendering essential to answer a specific clinical question or to plan an operation?',
    ),
    rendering(
      'plan-relies-on-rendering',
      'Does the surgical plan document reliance on the rendering?',
    ),
    rendering('multiplanar-insufficient', 'Are conventional multiplanar images insufficient?'),
  ),
  otherwise: 'prerequisites-missing',
  lifted: 'supported',
};

export const threeDRenderingRules: readonly StudyRule[] = [illustrativeRendering, threeDRendering];
