import { unless } from '../../logic/criterion.ts';
import { infant, youngChildOssification } from '../criteria/ossification.ts';
import type { Indication } from '../indication.ts';
import type { GuidelineSection } from '../statement.ts';

/** Spinal canal ultrasound indications: lines 74 to 77 of the guideline. */
export const section: GuidelineSection = {
  title: 'Spinal canal ultrasound indications',
  statements: [
    {
      id: 'ultrasound-title',
      text: 'Spinal canal ultrasound indications — Ultrasound (CPT 76800) coverage criteria',
      disposition: 'informative',
      by: [],
      note: 'heading; repeated as ultrasound-stance',
    },
    {
      id: 'ultrasound-stance',
      text: 'Spinal canal ultrasound indications — Ultrasound (CPT 76800) coverage criteria.',
      disposition: 'informative',
      by: [],
      note: 'section label',
    },
    {
      id: 'ultrasound-1',
      text: 'Spinal canal ultrasound is generally limited to infants, newborns, and young children due to incomplete vertebral ossification for evaluation of CSF, suspected occult spinal dysraphism, suspected tethered cord when ossification incomplete, evaluation of spinal cord tumors, vascular malformations, or birth-related trauma.',
      disposition: 'decides',
      by: ['spinal-canal-ultrasound'],
    },
    {
      id: 'ultrasound-2',
      text: 'Ultrasound is contraindicated for assessment of adult spine pain, radiculopathy, facet inflammation, nerve root inflammation, disc herniation, and most soft tissue conditions of the adult spine except for superficial masses.',
      disposition: 'decides',
      by: ['study.adult-spinal-ultrasound'],
    },
  ],
};

/** ultrasound-1. The adult exclusion (ultrasound-2) is `study.adult-spinal-ultrasound`. */
const spinalCanalUltrasound: Indication = {
  id: 'spinal-canal-ultrasound',
  title: 'Ultrasound of the spinal canal in a young child',
  statements: ['ultrasound-1'],
  presence(subject) {
    if (subject.order.study.modality !== 'ultrasound') return undefined;
    const facts = [...subject.order.reasons, ...subject.chart.conditionsOf('tethered-cord')];
    return facts.length > 0 ? facts : undefined;
  },
  requires: unless(infant, youngChildOssification),
  studies: [{ modality: 'ultrasound', regions: 'ordered', contrast: [] }],
};

export const indications: readonly Indication[] = [spinalCanalUltrasound];
