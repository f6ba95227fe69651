import type { ConditionFact } from '../../chart/types.ts';
import type { Case } from '../../guideline/case.ts';
import { attestedCriterion } from '../../guideline/criterion.ts';
import { indication } from '../../guideline/indication.ts';
import { section } from '../../guideline/section.ts';
import { allOf } from '../../logic/criterion.ts';

export const discography = section('discography', 'Post-discography CT', [59, 61], (says) => {
  says
    .heading('Post-lumbar discography CT guidance/indication')
    .notComputed('a label: the sentences below decide');

  says(
    1,
    'Post-lumbar discography CT procedure codes are allowed only following an approved discography and when ALL of the following apply: the post-discography CT is verified and the discography was approved; a CT Lumbar Spine without contrast (CPT 72131) is indicated if verified as post-discography CT.',
  ).decides(
    // discography-1: lumbar CT without contrast, only after an approved discography.
    indication('post-discography', {
      title: 'CT after lumbar discography',
      statements: ['discography-1', 'discography-2'],
      appliesTo: statedDiscography,
      requires: allOf(discographyApproved, postDiscographyVerified),
      studies: [{ modality: 'CT', regions: ['lumbar'], contrast: ['without'] }],
    }),
  );

  says(
    2,
    'Authorization will be issued for the post-discography CT procedure codes when discography has been approved.',
  ).decides('post-discography');
});

/** The reasons of an order for lumbar CT that speaks of discography, in its technique or in what was attested. */
function statedDiscography(orderCase: Case): readonly ConditionFact[] | undefined {
  const { study, techniques } = orderCase.order;
  if (study.modality !== 'CT' || study.region !== 'lumbar') return undefined;
  const stated =
    techniques.has('post-discography') ||
    orderCase.chart.attested('post-discography-verified') !== undefined ||
    orderCase.chart.attested('discography-approved') !== undefined;
  return stated ? orderCase.order.reasons : undefined;
}

const discographyApproved = attestedCriterion({
  id: 'discography-approved',
  question: 'Was the discography approved?',
  statements: ['discography-1', 'discography-2'],
  silence: 'not-documented',
});

const postDiscographyVerified = attestedCriterion({
  id: 'post-discography-verified',
  question: 'Is this CT verified as the post-discography CT?',
  statements: ['discography-1'],
  silence: 'not-documented',
});
