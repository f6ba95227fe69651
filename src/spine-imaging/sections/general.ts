import type { ConditionFact } from '../../chart/types.ts';
import type { Case } from '../../guideline/case.ts';
import { indication } from '../../guideline/indication.ts';
import { presentFacts } from '../../guideline/present-facts.ts';
import { section } from '../../guideline/section.ts';
import { clinicalReEvaluation, inPersonEvaluation } from '../criteria/evaluation.ts';
import { mriContraindicated } from '../criteria/mri-contraindicated.ts';
import { neurologicalExamination } from '../criteria/neurological-examination.ts';
import { redFlagPresent } from '../criteria/red-flag-present.ts';
import { trialOfTreatment } from '../criteria/trial-of-treatment.ts';
import {
  cancer,
  cancerCriterion,
  cancerStudies,
  isSuspectedElsewhere,
} from '../red-flags/cancer.ts';
import { severeRadicularPain } from '../red-flags/severe-radicular-pain.ts';
import {
  repeatImagingNeed,
  surveillanceOnly,
  symptomsImproving,
  symptomsLongstandingStable,
} from '../rules/after-indication.ts';
import { documentation } from '../rules/documentation.ts';
import { petCt, petMri } from '../rules/pet.ts';
import { stimulatorLumbarImaging } from '../rules/purpose-exclusions.ts';
import { imagingGuidance, unlistedStudy } from '../rules/special-studies.ts';
import { quantitativeMri, wholeBodyByParts } from '../rules/techniques.ts';
import { illustrativeRendering, threeDRendering } from '../rules/three-d-rendering.ts';
import { wholeBodyMri, wholeBodyMriWithSyndrome } from '../rules/whole-body-mri.ts';

export const general = section('general', 'General imaging coverage criteria', [1, 19], (says) => {
  says
    .heading(
      'Covered when imaging is supported by adequate clinical evaluation and expected to impact management',
      'Covered when imaging is supported by adequate clinical evaluation and expected to impact management.',
    )
    .requires(documentation.managementImpact);

  says(
    1,
    'Advanced imaging and specialized techniques are addressed below with their specific coverage stances and documentation requirements.',
  ).notComputed('an introduction');

  says(
    'docs-1',
    'Adequate clinical documentation must be submitted to establish medical necessity, including: recent detailed history, physical examination since onset/change in symptoms, relevant laboratory and prior imaging studies, and documentation that results will impact management.',
  ).asksFor(
    documentation.history,
    documentation.examination,
    documentation.labsAndPriorImaging,
    documentation.managementImpact,
  );

  says(
    'xray-1',
    'Plain radiographs are required when specified by condition-specific sections and must have been performed after the current episode of symptoms began or changed unless otherwise stated (e.g., high-risk trauma, ankylosing spondylitis/DISH exceptions).',
  ).requires('high-risk-trauma', 'ankylosing-spondylitis-dish');

  says(
    'eval-1',
    'An in-person clinical evaluation for the current episode is required prior to consideration of advanced imaging unless a red flag indication exists.',
  ).requires(inPersonEvaluation, redFlagPresent);

  says(
    'eval-2',
    'Clinical re-evaluation is required after a trial of provider-directed treatment (see specific criteria elsewhere).',
  ).requires(clinicalReEvaluation);

  says(
    'improving-1',
    'Advanced imaging is generally not indicated for resolved or improving spinal pain or longstanding stable spinal pain without neurological features or clinically significant change in exam.',
  ).decides(symptomsImproving, symptomsLongstandingStable);

  says('repeat-1', 'Repeat advanced imaging should be carefully considered.').notComputed(
    'an exhortation: the sections on repeat imaging decide',
    'study.repeat-imaging',
  );

  says(
    'repeat-2',
    'Serial surveillance imaging for healing or recovery is not routinely supported unless there is evidence of progression, recurrence, or the imaging will change management (e.g., concern for delayed union, pseudoarthrosis).',
  ).decides(surveillanceOnly, repeatImagingNeed);

  says(
    'guidance-1',
    'Imaging guidance: Image-guided procedures are covered when medically necessary for diagnosis or therapy and when documentation supports that guidance will materially change procedural safety or outcome.',
  ).asksFor(imagingGuidance);

  says(
    'guidance-2',
    'Use appropriate, billed guidance codes consistent with the procedure performed.',
  ).asksFor(imagingGuidance);

  says(
    'guidance-3',
    'Fluoroscopy, CT guidance, ultrasound guidance, or fluoroscopic/CT myelography guidance may be allowed based on the clinical context and procedural requirements.',
  ).notComputed('it leaves the kind of guidance to the clinical context', imagingGuidance);

  says(
    '3d-1',
    '3D rendering/advanced post-processing (including 3D reconstructions and surgical planning renderings) may be considered when ALL of the following are met: the rendering is essential to answer a specific clinical question or to plan an operative procedure; the surgical or interventional plan explicitly documents reliance on the 3D render for operative approach or hardware placement; and conventional multiplanar images are insufficient.',
  ).decides(threeDRendering);

  says(
    '3d-2',
    'Routine or cosmetic 3D renderings, or those performed solely for illustrative or patient education purposes, are not covered.',
  ).decides(illustrativeRendering);

  says(
    'qmri-1',
    'Quantitative MRI techniques (including but not limited to quantitative mapping, advanced diffusion metrics, morphometric quantitation, and other quantitative post-processing beyond standard diagnostic interpretation) are considered investigational/experimental for spine indications and are not covered unless supported by specific condition-based guidelines or an approved clinical trial.',
  ).decides(quantitativeMri);

  says(
    'wholebody-1',
    'Whole-body imaging (e.g., whole-body MRI) is generally not supported except for select cancer predisposition syndromes or specific autoimmune conditions described in condition-specific guidelines.',
  ).decides(wholeBodyMri, wholeBodyMriWithSyndrome);

  says(
    'wholebody-2',
    'Whole-body MRI should be reported using CPT 76498 when appropriate; use of multiple-body-part MRI codes to represent a true whole-body protocol is not appropriate.',
  ).decides(wholeBodyMri, wholeBodyByParts);

  says(
    'unlisted-1',
    'Unlisted procedure coding: When a study lacks a specific CPT/HCPCS code and is medically necessary (e.g., certain PET/MRI combinations, novel protocols), submit the most appropriate unlisted code with thorough clinical documentation, reason unlisted code is used, and supporting reports/images.',
  ).asksFor(unlistedStudy);

  says(
    'unlisted-2',
    'CPT unlisted codes will be reviewed case-by-case; lack of standardization or investigational status may result in non-coverage.',
  ).notComputed('a reviewer decides case by case', unlistedStudy);

  says(
    'radiculopathy-1',
    'Lower extremity radiculopathy (with or without low back pain): Advanced imaging of the lumbar spine is covered when ALL of the following are met: in-person clinical evaluation for the current episode; failure of a recent (within 12 weeks) six-week trial of provider-directed treatment with clinical re-evaluation (unless a red flag is present); results of plain X-rays of the lumbar spine performed after the current episode started or changed when required by the condition-specific section; and documentation of radicular distribution (dermatomal pattern), sensory/motor deficits, and reflex findings.',
  ).requires(
    'lumbar-radiculopathy',
    inPersonEvaluation,
    trialOfTreatment,
    clinicalReEvaluation,
    neurologicalExamination,
  );

  says(
    'radiculopathy-2',
    'For severe radicular pain (minimum 9/10 VAS) with significant functional loss unresponsive to 7 days of provider-directed treatment and a planned intervention (e.g., TFESI, urgent surgery, or urgent spine specialist referral), imaging may be expedited per Red Flag/Severe Radiculopathy criteria.',
  ).decides(severeRadicularPain);

  says(
    'cancer-1',
    'Cancer-related spinal pain: When there is clinical suspicion for spinal malignancy, advanced imaging is indicated when one or more of the following are present: night pain, unexplained weight loss, pain unrelieved by positional change, age >70, or severe/worsening pain despite reasonable trial of therapy.',
  ).decides(
    // general-cancer-1 and -2: suspicion with at least one feature. Suspicion alone lacks a feature; features
    // alone are no suspicion. Known malignancy besides refers to the oncology guideline (general-cancer-3).
    indication('suspected-spinal-malignancy', {
      title: 'Suspected spinal malignancy',
      statements: ['general-cancer-1', 'general-cancer-2', 'general-cancer-3'],
      contrastMeans: 'iv',
      appliesTo: suspectedMalignancy,
      requires: cancerCriterion,
      studies: cancerStudies,
      refersTo: (orderCase) =>
        presentFacts(orderCase, ['malignancy'], { anyLevel: true }).some(
          (fact) => fact.certainty === 'known',
        )
          ? ['oncology']
          : [],
    }),
    cancer,
  );

  says(
    'cancer-2',
    'Imaging options include MRI of the relevant spinal level (without or without and with contrast), CT of the relevant level (with or without contrast), or CT myelography when MRI is contraindicated.',
  ).decides('suspected-spinal-malignancy');

  says(
    'cancer-3',
    'For individuals with known malignancy and suspected acute spinal cord compression or metastatic disease, follow the Oncology Imaging Guidelines for specific imaging pathways.',
  ).refersTo('oncology-referral');

  says(
    'postop-1',
    'Routine post-fusion imaging / prolonged intractable pain: Routine advanced imaging following spinal fusion is not indicated in the absence of new or worsening clinical symptoms.',
  ).decides('post-operative', surveillanceOnly);

  says(
    'postop-2',
    'Advanced imaging >6 months post-operative may be covered when ALL of the following are met: recent plain radiographs of the affected region with results available; no significant improvement after a recent (within 12 weeks) six-week trial of provider-directed treatment with clinical re-evaluation; or presence of red flag indications.',
  ).requires('post-operative', trialOfTreatment, clinicalReEvaluation, redFlagPresent);

  says(
    'postop-3',
    'Nuclear medicine studies (e.g., bone scan, SPECT) may be considered when MRI/CT are nondiagnostic or when metal artifact limits MRI evaluation.',
  ).decides('post-operative', 'nuclear-medicine');

  says(
    'scs-1',
    'Imaging for Spinal Cord Stimulator (SCS) Placement/Removal: MRI Thoracic Spine without contrast (CPT 72146) is generally the study of choice prior to SCS placement.',
  ).decides('spinal-cord-stimulator');

  says(
    'scs-2',
    'Acceptable alternatives when MRI is contraindicated include CT Thoracic Spine without contrast (CPT 72128) or CT Myelography Thoracic Spine (CPT 72129).',
  ).decides('spinal-cord-stimulator', mriContraindicated);

  says(
    'scs-3',
    'Imaging of the lumbar spine is not indicated for placement or removal of spinal cord stimulators.',
  ).decides(stimulatorLumbarImaging);

  says(
    'augmentation-1',
    'Following Vertebral Augmentation Procedures (e.g., kyphoplasty/vertebroplasty): CT without contrast of the affected spinal region within 24 hours post-procedure is indicated to evaluate neurologic sequelae from cement extravasation or other acute complications.',
  ).decides('vertebral-augmentation');

  says(
    'augmentation-2',
    'Routine MRI or other advanced imaging solely for surveillance after vertebral augmentation is not supported unless clinically justified.',
  ).decides('vertebral-augmentation', surveillanceOnly);

  says(
    'nuclear-1',
    'Advanced imaging and nuclear medicine coverage criteria: Advanced imaging (MRI, CT, CT myelography) and nuclear medicine studies (bone scan, SPECT, WBS) are covered when condition-specific criteria and documentation requirements are met.',
  ).decides('nuclear-medicine');

  says(
    'nuclear-2',
    'Nuclear medicine studies may be appropriate for radiographically occult fractures, evaluation of suspected infection when MRI/CT are nondiagnostic, evaluation of suspected loosening or pseudoarthrosis when MRI is limited by hardware artifact, and for staging/restaging of certain oncologic conditions per Oncology guidelines.',
  ).decides('nuclear-medicine');

  says(
    'nuclear-3',
    'PET/CT is covered per condition-specific criteria; PET/MRI and whole-body MRI are generally not supported except in select circumstances described above.',
  ).decides(petCt, petMri, wholeBodyMri);

  says(
    'ops-1',
    'Operational notes: Prior authorization may be required for many advanced imaging procedures—verify payer-specific requirements.',
  ).notComputed(
    'whether authorisation is needed is the payer’s to say: coverage information carries it',
  );

  says(
    'ops-2',
    'When unlisted, investigational, or combined modality studies are requested, include detailed clinical rationale, prior imaging, and how the result will change management.',
  ).asksFor(documentation.simultaneousStudies, documentation.petMri);

  says('ops-3', 'Lack of adequate documentation may result in denial.').notComputed(
    'a warning: what is missing stands on the card',
  );
});

/** A suspected or known malignancy of the spine, of which nothing says that it lies at another level. */
function suspectedMalignancy(orderCase: Case): readonly ConditionFact[] | undefined {
  const facts = presentFacts(orderCase, ['spinal-neoplasm'], { anyLevel: true });
  return facts.length > 0 && !isSuspectedElsewhere(orderCase) ? facts : undefined;
}
