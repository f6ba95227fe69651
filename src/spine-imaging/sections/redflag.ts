import { section } from '../../guideline/section.ts';
import { redFlagPresent } from '../criteria/red-flag-present.ts';
import { cancer } from '../red-flags/cancer.ts';
import { aorta, caudaEquina, fracture } from '../red-flags/emergencies.ts';
import { infection } from '../red-flags/infection.ts';
import {
  bilateralLegWeakness,
  footDrop,
  motorGrade,
  progressiveDeficit,
} from '../red-flags/motor.ts';
import { severeRadicularPain } from '../red-flags/severe-radicular-pain.ts';

export const redflag = section(
  'redflag',
  'Red flag indications (immediate imaging)',
  [32, 37],
  (says) => {
    says
      .heading(
        'Advanced imaging indicated without waiting for conservative therapy when ANY red flag is present',
      )
      .decides(redFlagPresent);

    says(
      1,
      'Red Flag indications include: Motor weakness (new onset grade ≤3/5, foot drop, bilateral lower extremity weakness, progressive objective motor/sensory/reflex deficits), Aortic aneurysm or dissection, Cancer (suspicion for spinal malignancy), Cauda Equina Syndrome, Fracture, Infection (spinal osteomyelitis/epidural abscess), and Severe Radicular Pain.',
    ).decides(
      motorGrade,
      footDrop,
      bilateralLegWeakness,
      progressiveDeficit,
      aorta,
      cancer,
      caudaEquina,
      fracture,
      infection,
      severeRadicularPain,
    );

    says(
      2,
      'For motor weakness: advanced imaging = MRI of the relevant spinal level without contrast or without and with contrast.',
    ).decides(motorGrade, footDrop, bilateralLegWeakness, progressiveDeficit);

    says(
      3,
      'For cauda equina syndrome: MRI Lumbar Spine without contrast (CPT 72148) or without and with contrast (CPT 72158).',
    ).decides(caudaEquina);

    says(
      4,
      'For infection suspicion: MRI with and without contrast is preferred; alternatives include CT with IV contrast, 3-phase bone scan of the complete spine, or gallium whole-body scan when indicated.',
    ).decides(infection);

    says(
      5,
      'Presence of new neurologic deficit or cauda equina mandates MRI with and without contrast.',
    ).decides(infection);
  },
);
