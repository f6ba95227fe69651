import { type Indication, presentFacts } from '../indication.ts';
import { cancerCriterion, cancerStudies, isSuspectedElsewhere } from '../red-flags/cancer.ts';
import type { GuidelineSection } from '../statement.ts';

/** General imaging coverage criteria: lines 1 to 19 of the guideline. */
export const section: GuidelineSection = {
  title: 'General imaging coverage criteria',
  statements: [
    {
      id: 'general-title',
      text: 'General imaging coverage criteria — Covered when imaging is supported by adequate clinical evaluation and expected to impact management',
      disposition: 'informative',
      by: [],
      note: 'heading; see general-stance',
    },
    {
      id: 'general-stance',
      text: 'Covered when imaging is supported by adequate clinical evaluation and expected to impact management.',
      disposition: 'prerequisite',
      by: ['documentation.management-impact'],
    },
    {
      id: 'general-1',
      text: 'Advanced imaging and specialized techniques are addressed below with their specific coverage stances and documentation requirements.',
      disposition: 'informative',
      by: [],
      note: 'intro',
    },
    {
      id: 'general-docs-1',
      text: 'Adequate clinical documentation must be submitted to establish medical necessity, including: recent detailed history, physical examination since onset/change in symptoms, relevant laboratory and prior imaging studies, and documentation that results will impact management.',
      disposition: 'documentation',
      by: [
        'documentation.history',
        'documentation.examination',
        'documentation.labs-and-prior-imaging',
        'documentation.management-impact',
        'documented-indication',
      ],
    },
    {
      id: 'general-xray-1',
      text: 'Plain radiographs are required when specified by condition-specific sections and must have been performed after the current episode of symptoms began or changed unless otherwise stated (e.g., high-risk trauma, ankylosing spondylitis/DISH exceptions).',
      disposition: 'prerequisite',
      by: ['plain-radiograph', 'high-risk-trauma', 'ankylosing-spondylitis-dish'],
    },
    {
      id: 'general-eval-1',
      text: 'An in-person clinical evaluation for the current episode is required prior to consideration of advanced imaging unless a red flag indication exists.',
      disposition: 'prerequisite',
      by: ['in-person-evaluation', 'red-flag'],
    },
    {
      id: 'general-eval-2',
      text: 'Clinical re-evaluation is required after a trial of provider-directed treatment (see specific criteria elsewhere).',
      disposition: 'prerequisite',
      by: ['clinical-re-evaluation'],
    },
    {
      id: 'general-improving-1',
      text: 'Advanced imaging is generally not indicated for resolved or improving spinal pain or longstanding stable spinal pain without neurological features or clinically significant change in exam.',
      disposition: 'decides',
      by: ['study.improving-or-stable', 'symptoms-improving', 'symptoms-longstanding-stable'],
    },
    {
      id: 'general-repeat-1',
      text: 'Repeat advanced imaging should be carefully considered.',
      disposition: 'informative',
      by: ['study.repeat-imaging'],
      note: 'study.repeat-imaging card text',
    },
    {
      id: 'general-repeat-2',
      text: 'Serial surveillance imaging for healing or recovery is not routinely supported unless there is evidence of progression, recurrence, or the imaging will change management (e.g., concern for delayed union, pseudoarthrosis).',
      disposition: 'decides',
      by: ['study.surveillance-imaging', 'study.repeat-imaging'],
    },
    {
      id: 'general-guidance-1',
      text: 'Imaging guidance: Image-guided procedures are covered when medically necessary for diagnosis or therapy and when documentation supports that guidance will materially change procedural safety or outcome.',
      disposition: 'documentation',
      by: ['study.imaging-guidance'],
    },
    {
      id: 'general-guidance-2',
      text: 'Use appropriate, billed guidance codes consistent with the procedure performed.',
      disposition: 'documentation',
      by: ['study.imaging-guidance'],
    },
    {
      id: 'general-guidance-3',
      text: 'Fluoroscopy, CT guidance, ultrasound guidance, or fluoroscopic/CT myelography guidance may be allowed based on the clinical context and procedural requirements.',
      disposition: 'informative',
      by: ['study.imaging-guidance'],
      note: 'study.imaging-guidance detail',
    },
    {
      id: 'general-3d-1',
      text: '3D rendering/advanced post-processing (including 3D reconstructions and surgical planning renderings) may be considered when ALL of the following are met: the rendering is essential to answer a specific clinical question or to plan an operative procedure; the surgical or interventional plan explicitly documents reliance on the 3D render for operative approach or hardware placement; and conventional multiplanar images are insufficient.',
      disposition: 'decides',
      by: ['study.three-d-rendering'],
    },
    {
      id: 'general-3d-2',
      text: 'Routine or cosmetic 3D renderings, or those performed solely for illustrative or patient education purposes, are not covered.',
      disposition: 'decides',
      by: ['study.three-d-rendering'],
    },
    {
      id: 'general-qmri-1',
      text: 'Quantitative MRI techniques (including but not limited to quantitative mapping, advanced diffusion metrics, morphometric quantitation, and other quantitative post-processing beyond standard diagnostic interpretation) are considered investigational/experimental for spine indications and are not covered unless supported by specific condition-based guidelines or an approved clinical trial.',
      disposition: 'decides',
      by: ['study.quantitative-mri'],
    },
    {
      id: 'general-wholebody-1',
      text: 'Whole-body imaging (e.g., whole-body MRI) is generally not supported except for select cancer predisposition syndromes or specific autoimmune conditions described in condition-specific guidelines.',
      disposition: 'decides',
      by: ['study.whole-body-mri'],
    },
    {
      id: 'general-wholebody-2',
      text: 'Whole-body MRI should be reported using CPT 76498 when appropriate; use of multiple-body-part MRI codes to represent a true whole-body protocol is not appropriate.',
      disposition: 'decides',
      by: ['study.whole-body-mri', 'study.whole-body-by-parts'],
    },
    {
      id: 'general-unlisted-1',
      text: 'Unlisted procedure coding: When a study lacks a specific CPT/HCPCS code and is medically necessary (e.g., certain PET/MRI combinations, novel protocols), submit the most appropriate unlisted code with thorough clinical documentation, reason unlisted code is used, and supporting reports/images.',
      disposition: 'documentation',
      by: ['study.unlisted-study', 'documentation.unlisted-rationale'],
    },
    {
      id: 'general-unlisted-2',
      text: 'CPT unlisted codes will be reviewed case-by-case; lack of standardization or investigational status may result in non-coverage.',
      disposition: 'informative',
      by: ['study.unlisted-study'],
      note: 'study.unlisted-study case-by-case',
    },
    {
      id: 'general-radiculopathy-1',
      text: 'Lower extremity radiculopathy (with or without low back pain): Advanced imaging of the lumbar spine is covered when ALL of the following are met: in-person clinical evaluation for the current episode; failure of a recent (within 12 weeks) six-week trial of provider-directed treatment with clinical re-evaluation (unless a red flag is present); results of plain X-rays of the lumbar spine performed after the current episode started or changed when required by the condition-specific section; and documentation of radicular distribution (dermatomal pattern), sensory/motor deficits, and reflex findings.',
      disposition: 'prerequisite',
      by: [
        'lumbar-radiculopathy',
        'in-person-evaluation',
        'trial-of-treatment',
        'clinical-re-evaluation',
        'plain-radiograph',
        'neurological-examination',
      ],
    },
    {
      id: 'general-radiculopathy-2',
      text: 'For severe radicular pain (minimum 9/10 VAS) with significant functional loss unresponsive to 7 days of provider-directed treatment and a planned intervention (e.g., TFESI, urgent surgery, or urgent spine specialist referral), imaging may be expedited per Red Flag/Severe Radiculopathy criteria.',
      disposition: 'decides',
      by: ['red-flag.severe-radicular-pain'],
    },
    {
      id: 'general-cancer-1',
      text: 'Cancer-related spinal pain: When there is clinical suspicion for spinal malignancy, advanced imaging is indicated when one or more of the following are present: night pain, unexplained weight loss, pain unrelieved by positional change, age >70, or severe/worsening pain despite reasonable trial of therapy.',
      disposition: 'decides',
      by: ['red-flag.cancer', 'suspected-spinal-malignancy'],
    },
    {
      id: 'general-cancer-2',
      text: 'Imaging options include MRI of the relevant spinal level (without or without and with contrast), CT of the relevant level (with or without contrast), or CT myelography when MRI is contraindicated.',
      disposition: 'decides',
      by: ['suspected-spinal-malignancy'],
    },
    {
      id: 'general-cancer-3',
      text: 'For individuals with known malignancy and suspected acute spinal cord compression or metastatic disease, follow the Oncology Imaging Guidelines for specific imaging pathways.',
      disposition: 'refers-out',
      by: ['oncology-referral'],
    },
    {
      id: 'general-postop-1',
      text: 'Routine post-fusion imaging / prolonged intractable pain: Routine advanced imaging following spinal fusion is not indicated in the absence of new or worsening clinical symptoms.',
      disposition: 'decides',
      by: ['post-operative', 'surveillance-only'],
    },
    {
      id: 'general-postop-2',
      text: 'Advanced imaging >6 months post-operative may be covered when ALL of the following are met: recent plain radiographs of the affected region with results available; no significant improvement after a recent (within 12 weeks) six-week trial of provider-directed treatment with clinical re-evaluation; or presence of red flag indications.',
      disposition: 'prerequisite',
      by: [
        'post-operative',
        'surgery-over-six-months-ago',
        'post-surgical-radiograph',
        'trial-of-treatment',
        'clinical-re-evaluation',
        'red-flag',
      ],
    },
    {
      id: 'general-postop-3',
      text: 'Nuclear medicine studies (e.g., bone scan, SPECT) may be considered when MRI/CT are nondiagnostic or when metal artifact limits MRI evaluation.',
      disposition: 'decides',
      by: ['post-operative', 'nuclear-medicine'],
    },
    {
      id: 'general-scs-1',
      text: 'Imaging for Spinal Cord Stimulator (SCS) Placement/Removal: MRI Thoracic Spine without contrast (CPT 72146) is generally the study of choice prior to SCS placement.',
      disposition: 'decides',
      by: ['spinal-cord-stimulator'],
    },
    {
      id: 'general-scs-2',
      text: 'Acceptable alternatives when MRI is contraindicated include CT Thoracic Spine without contrast (CPT 72128) or CT Myelography Thoracic Spine (CPT 72129).',
      disposition: 'decides',
      by: ['spinal-cord-stimulator', 'mri-contraindicated'],
    },
    {
      id: 'general-scs-3',
      text: 'Imaging of the lumbar spine is not indicated for placement or removal of spinal cord stimulators.',
      disposition: 'decides',
      by: ['study.stimulator-lumbar-imaging'],
    },
    {
      id: 'general-augmentation-1',
      text: 'Following Vertebral Augmentation Procedures (e.g., kyphoplasty/vertebroplasty): CT without contrast of the affected spinal region within 24 hours post-procedure is indicated to evaluate neurologic sequelae from cement extravasation or other acute complications.',
      disposition: 'decides',
      by: ['vertebral-augmentation', 'augmentation-within-24-hours'],
    },
    {
      id: 'general-augmentation-2',
      text: 'Routine MRI or other advanced imaging solely for surveillance after vertebral augmentation is not supported unless clinically justified.',
      disposition: 'decides',
      by: ['vertebral-augmentation', 'surveillance-only'],
    },
    {
      id: 'general-nuclear-1',
      text: 'Advanced imaging and nuclear medicine coverage criteria: Advanced imaging (MRI, CT, CT myelography) and nuclear medicine studies (bone scan, SPECT, WBS) are covered when condition-specific criteria and documentation requirements are met.',
      disposition: 'decides',
      by: ['nuclear-medicine'],
    },
    {
      id: 'general-nuclear-2',
      text: 'Nuclear medicine studies may be appropriate for radiographically occult fractures, evaluation of suspected infection when MRI/CT are nondiagnostic, evaluation of suspected loosening or pseudoarthrosis when MRI is limited by hardware artifact, and for staging/restaging of certain oncologic conditions per Oncology guidelines.',
      disposition: 'decides',
      by: ['nuclear-medicine'],
    },
    {
      id: 'general-nuclear-3',
      text: 'PET/CT is covered per condition-specific criteria; PET/MRI and whole-body MRI are generally not supported except in select circumstances described above.',
      disposition: 'decides',
      by: ['study.pet-ct', 'study.pet-mri', 'study.whole-body-mri'],
    },
    {
      id: 'general-ops-1',
      text: 'Operational notes: Prior authorization may be required for many advanced imaging procedures—verify payer-specific requirements.',
      disposition: 'informative',
      by: [],
      note: 'prior-authorisation note on the card',
    },
    {
      id: 'general-ops-2',
      text: 'When unlisted, investigational, or combined modality studies are requested, include detailed clinical rationale, prior imaging, and how the result will change management.',
      disposition: 'documentation',
      by: [
        'documentation.unlisted-rationale',
        'documentation.simultaneous-studies',
        'documentation.pet-mri',
      ],
    },
    {
      id: 'general-ops-3',
      text: 'Lack of adequate documentation may result in denial.',
      disposition: 'informative',
      by: [],
      note: 'card text',
    },
  ],
};

/**
 * general-cancer-1 and -2: suspicion with at least one feature. Suspicion alone lacks a feature; features
 * alone are no suspicion. Known malignancy besides refers to the oncology guideline (general-cancer-3).
 */
const suspectedSpinalMalignancy: Indication = {
  id: 'suspected-spinal-malignancy',
  title: 'Suspected spinal malignancy',
  statements: ['general-cancer-1', 'general-cancer-2', 'general-cancer-3'],
  presence(subject) {
    const facts = presentFacts(subject, ['spinal-neoplasm'], { anyLevel: true });
    return facts.length > 0 && !isSuspectedElsewhere(subject) ? facts : undefined;
  },
  requires: cancerCriterion,
  contrastMeans: 'iv',
  studies: cancerStudies,
  refersTo: (subject) =>
    presentFacts(subject, ['malignancy'], { anyLevel: true }).some(
      (fact) => fact.certainty === 'known',
    )
      ? ['oncology']
      : [],
};

export const indications: readonly Indication[] = [suspectedSpinalMalignancy];
