import { allOf } from '../../logic/criterion.ts';
import { attestedCriterion } from '../criterion.ts';
import type { Indication } from '../indication.ts';
import type { GuidelineSection } from '../statement.ts';

/** Post-discography CT: lines 59 to 61 of the guideline. */
export const section: GuidelineSection = {
  title: 'Post-discography CT',
  statements: [
    {
      id: 'discography-title',
      text: 'Post-discography CT — Post-lumbar discography CT guidance/indication',
      disposition: 'informative',
      by: [],
      note: 'heading; repeated as discography-stance',
    },
    {
      id: 'discography-stance',
      text: 'Post-discography CT — Post-lumbar discography CT guidance/indication.',
      disposition: 'informative',
      by: [],
      note: 'label',
    },
    {
      id: 'discography-1',
      text: 'Post-lumbar discography CT procedure codes are allowed only following an approved discography and when ALL of the following apply: the post-discography CT is verified and the discography was approved; a CT Lumbar Spine without contrast (CPT 72131) is indicated if verified as post-discography CT.',
      disposition: 'decides',
      by: ['post-discography'],
    },
    {
      id: 'discography-2',
      text: 'Authorization will be issued for the post-discography CT procedure codes when discography has been approved.',
      disposition: 'decides',
      by: ['post-discography', 'study.post-discography-ct'],
    },
  ],
};

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

/** discography-1: lumbar CT without contrast, only after an approved discography. */
const postDiscography: Indication = {
  id: 'post-discography',
  title: 'CT after lumbar discography',
  statements: ['discography-1', 'discography-2'],
  presence(subject) {
    const { study, techniques } = subject.order;
    if (study.modality !== 'CT' || study.region !== 'lumbar') return undefined;
    const stated =
      techniques.has('post-discography') ||
      subject.chart.attested('post-discography-verified') !== undefined ||
      subject.chart.attested('discography-approved') !== undefined;
    return stated ? subject.order.reasons : undefined;
  },
  requires: allOf(discographyApproved, postDiscographyVerified),
  studies: [{ modality: 'CT', regions: ['lumbar'], contrast: ['without'] }],
};

export const indications: readonly Indication[] = [postDiscography];
