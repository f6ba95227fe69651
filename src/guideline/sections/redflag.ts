import { redFlags } from '../red-flags/index.ts';
import type { GuidelineSection } from '../statement.ts';

/** Red flag indications (immediate imaging): lines 32 to 37 of the guideline. */
export const section: GuidelineSection = {
  title: 'Red flag indications (immediate imaging)',
  statements: [
    {
      id: 'redflag-title',
      text: 'Red flag indications (immediate imaging) — Advanced imaging indicated without waiting for conservative therapy when ANY red flag is present',
      disposition: 'informative',
      by: [],
      note: 'heading; repeated as redflag-stance',
    },
    {
      id: 'redflag-stance',
      text: 'Red flag indications (immediate imaging) — Advanced imaging indicated without waiting for conservative therapy when ANY red flag is present.',
      disposition: 'decides',
      by: ['red-flag'],
    },
    {
      id: 'redflag-1',
      text: 'Red Flag indications include: Motor weakness (new onset grade ≤3/5, foot drop, bilateral lower extremity weakness, progressive objective motor/sensory/reflex deficits), Aortic aneurysm or dissection, Cancer (suspicion for spinal malignancy), Cauda Equina Syndrome, Fracture, Infection (spinal osteomyelitis/epidural abscess), and Severe Radicular Pain.',
      disposition: 'decides',
      by: [
        'red-flag.motor-grade',
        'red-flag.foot-drop',
        'red-flag.bilateral-leg-weakness',
        'red-flag.progressive-deficit',
        'red-flag.aorta',
        'red-flag.cancer',
        'red-flag.cauda-equina',
        'red-flag.fracture',
        'red-flag.infection',
        'red-flag.severe-radicular-pain',
      ],
    },
    {
      id: 'redflag-2',
      text: 'For motor weakness: advanced imaging = MRI of the relevant spinal level without contrast or without and with contrast.',
      disposition: 'decides',
      by: [
        'red-flag.motor-grade',
        'red-flag.foot-drop',
        'red-flag.bilateral-leg-weakness',
        'red-flag.progressive-deficit',
      ],
    },
    {
      id: 'redflag-3',
      text: 'For cauda equina syndrome: MRI Lumbar Spine without contrast (CPT 72148) or without and with contrast (CPT 72158).',
      disposition: 'decides',
      by: ['red-flag.cauda-equina'],
    },
    {
      id: 'redflag-4',
      text: 'For infection suspicion: MRI with and without contrast is preferred; alternatives include CT with IV contrast, 3-phase bone scan of the complete spine, or gallium whole-body scan when indicated.',
      disposition: 'decides',
      by: ['red-flag.infection'],
    },
    {
      id: 'redflag-5',
      text: 'Presence of new neurologic deficit or cauda equina mandates MRI with and without contrast.',
      disposition: 'decides',
      by: ['red-flag.infection'],
    },
  ],
};

/** Each red flag has a file of its own beside this section; this is their order. */
export { redFlags };
