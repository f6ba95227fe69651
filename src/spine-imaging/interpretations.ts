import type { Readings } from './readings.ts';

/** How an ambiguous, contradictory or silent sentence of the guideline is read, and what a payer may set otherwise. */
export interface Interpretation {
  /** As comments and documents cite it: `A27`. */
  readonly id: string;
  readonly statements: readonly string[];
  /** What the guideline leaves open. */
  readonly open: string;
  /** How it is read, and why: never holding up a red flag, never claiming support that the text does not give. */
  readonly reading: string;
  /** The settings by which a payer reads it otherwise; none where only another version of the guideline can. */
  readonly settings: readonly (keyof Readings)[];
}

/** Every interpretation, by its number. */
export const interpretations: readonly Interpretation[] = [
  {
    id: 'A1',
    statements: ['general-radiculopathy-1', 'radiculopathy-1'],
    open: 'Both say lumbar X-rays "when required (by the condition-specific section)"; that section itself says only "when required": circular, nothing ever requires it',
    reading:
      'Required for elective lumbar radiculopathy: it stands in both ALL lists; the card quotes "when required"',
    settings: ['radiculopathyNeedsRadiograph'],
  },
  {
    id: 'A2',
    statements: ['general-xray-1', 'prereq-3'],
    open: '"started or changed": which date if both exist',
    reading:
      'The later, if the change is documented as clinically significant; an X-ray between onset and change is not-met',
    settings: [],
  },
  {
    id: 'A3',
    statements: ['general-eval-1', 'general-xray-1'],
    open: 'Episode start often not recorded',
    reading: 'Date comparisons become not-documented; ask for onset; never guess from recordedDate',
    settings: [],
  },
  {
    id: 'A4',
    statements: ['ctmyelo-3'],
    open: '72126/72129/72132 mean both IV-contrast CT and post-myelogram CT',
    reading:
      'Treat as CT myelogram unless the order says IV contrast; for red-flag.infection/red-flag.cancer treat as CT with IV contrast unless it says myelogram',
    settings: [],
  },
  {
    id: 'A5',
    statements: ['standard-3', 'standard-4'],
    open: 'May different treatments be added up, are gaps allowed, inclusive day count?',
    reading: 'Union of overlapping/adjacent treatments (gap <=1 day), exclusive difference >=42',
    settings: ['trialDays', 'adjacentTreatmentGapDays'],
  },
  {
    id: 'A6',
    statements: ['standard-3'],
    open: '"recent (within 12 weeks) six-week trial": ended, started or entirely within 12 weeks',
    reading: 'End <=84 days ago; ongoing = recent',
    settings: ['trialRecentDays'],
  },
  {
    id: 'A7',
    statements: ['general-radiculopathy-1', 'radiculopathy-1', 'standard-6'],
    open: 'Neuro-exam documentation is in one ALL list, absent in the other, and "documentation" in a third; tension signs only in the third',
    reading:
      'Gates lumbar-radiculopathy with 3 elements; tension signs and other indications documentation only',
    settings: [],
  },
  {
    id: 'A8',
    statements: ['compression-fx-1'],
    open: '"severe" has no number; ">1 week"',
    reading: 'Documented severity "severe" (no numeric surrogate invented); >=8 days',
    settings: ['severePainDays'],
  },
  {
    id: 'A9',
    statements: ['redflag-1', 'compression-fx-1', 'compression-fx-2', 'vcf-1'],
    open: 'Any "Fracture" is a red flag, yet compression fractures need X-rays first',
    reading:
      'Red flag = acute traumatic/known fracture; osteoporotic/insufficiency compression fracture follows its section (specific over general); otherwise the section would be dead text',
    settings: [],
  },
  {
    id: 'A10',
    statements: ['redflag-1'],
    open: 'Does "new onset" govern foot drop / bilateral weakness too',
    reading:
      'Must be current (onset in the episode, or recorded now with no evidence it is old); documented old and stable = not-met; no dates at all = not-documented with a prompt',
    settings: ['motorGradeAtMost'],
  },
  {
    id: 'A11',
    statements: ['redflag-1'],
    open: 'Aortic aneurysm/dissection listed but no imaging named; spine MRI does not image the aorta',
    reading:
      'Literal: waives prerequisites for the spine order; info card; vascular study out of guideline. Active and related only',
    settings: [],
  },
  {
    id: 'A12',
    statements: ['redflag-1', 'general-cancer-1'],
    open: 'Is suspicion alone a red flag, or suspicion + feature; do features alone constitute suspicion (age >70 alone?)',
    reading: 'Suspicion AND >=1 feature; age alone never',
    settings: ['cancerAgeAboveYears'],
  },
  {
    id: 'A13',
    statements: ['standard-stance'],
    open: 'No section for cervical/thoracic radicular pain or axial pain; X-ray and contrast unstated',
    reading: 'Spine-pain: general preconditions, no X-ray, MRI without',
    settings: [],
  },
  {
    id: 'A14',
    statements: ['mri-1', 'myelopathy-1', 'myelopathy-2', 'myelopathy-3'],
    open: 'MS/myelitis/cord disorder is an MRI indication with no prerequisites stated',
    reading: 'Handled as myelopathy (cord disorder): no trial',
    settings: [],
  },
  {
    id: 'A15',
    statements: ['stenosis-1', 'spondylolisthesis-1', 'sacroiliac-1', 'compression-fx-1', 'ct-1'],
    open: 'Sections list MRI or CT equally; general text allows CT only when MRI contraindicated or bony indication',
    reading: 'Section wins; CT supported',
    settings: [],
  },
  {
    id: 'A16',
    statements: [
      'coccyx-1',
      'spondylolysis-1',
      'spondylolysis-2',
      'spondylolysis-3',
      'spondylolysis-4',
      'precond-1',
      'precond-2',
      'precond-3',
      'precond-4',
    ],
    open: 'Section silent on the 6-week trial',
    reading: 'General preconditions apply (non-red-flag) since nothing waives them',
    settings: ['coccydyniaNeedsTrial', 'spondylolysisNeedsTrial'],
  },
  {
    id: 'A17',
    statements: ['spondylolysis-2', 'spondylolysis-3'],
    open: 'Must SPECT precede MRI/CT?',
    reading:
      'SPECT optional ("may"); MRI supported after X-ray + trial; CT (72131) needs a SPECT result, X-ray-negative/MRI-equivocal, bony-anatomy question or pars healing',
    settings: [],
  },
  {
    id: 'A18',
    statements: ['general-postop-2', 'postop6-1'],
    open: '"ALL: X-ray; trial; or red flag"',
    reading: 'X-ray AND (trial+re-evaluation OR red flag)',
    settings: [],
  },
  {
    id: 'A19',
    statements: ['general-postop-2'],
    open: 'Nothing for <=6 months after surgery',
    reading: 'Spine-pain / red flags; card says the guideline has no section',
    settings: [],
  },
  {
    id: 'A20',
    statements: ['general-augmentation-1', 'augmentation-1'],
    open: 'Must neuro symptoms exist for the CT <=24 h',
    reading: 'No ("is indicated to evaluate"), CT without only',
    settings: [],
  },
  {
    id: 'A21',
    statements: ['prereq-4', 'exceptions-1', 'repeat-2'],
    open: '"whole-spine MRI and CT may be approved" vs simultaneous studies need justification',
    reading: 'Either one; both together need simultaneous-studies-need',
    settings: [],
  },
  {
    id: 'A22',
    statements: ['prereq-4'],
    open: 'Does the AS/DISH waiver apply to any spine complaint; is in-person waived ("may not be required" is discretionary)',
    reading: 'Applies to spine symptoms of that person; X-ray and trial waived, in-person kept',
    settings: [],
  },
  {
    id: 'A23',
    statements: ['deformity-4', 'revision-fusion-1'],
    open: 'Revision: surgeon request only vs request + vascular suspicion',
    reading: 'Deformity: request; arthrodesis: both',
    settings: [],
  },
  {
    id: 'A24',
    statements: ['ultrasound-1', 'ultrasound-2'],
    open: '"young children" vs "adult": no ages; 1-17 y gap',
    reading:
      '<1 y clear; 1-5 y needs documented incomplete ossification; >=18 adult; between: prerequisites-missing',
    settings: [
      'ultrasoundInfantBelowYears',
      'ultrasoundYoungChildBelowYears',
      'ultrasoundAdultFromYears',
    ],
  },
  {
    id: 'A25',
    statements: ['conebeam-1'],
    open: 'Only cervical addressed',
    reading: 'Other levels: no rule, documentation request, study.ct-instead-of-mri',
    settings: [],
  },
  {
    id: 'A26',
    statements: ['repeat-1'],
    open: 'No interval defines "repeat"; how much benefit of the doubt',
    reading: 'Same region+modality family within the current episode',
    settings: [],
  },
  {
    id: 'A27',
    statements: ['precond-1', 'precond-2', 'precond-3', 'precond-4'],
    open: 'Could a requester escape a section (X-ray) by coding only "back pain"',
    reading: 'Recognised specific indication governs; several true indications: most favourable',
    settings: [],
  },
  {
    id: 'A28',
    statements: ['exceptions-1'],
    open: 'Contrast for AS/DISH unstated',
    reading: 'Without; with-contrast is recommended-change only',
    settings: [],
  },
  {
    id: 'A29',
    statements: ['general-wholebody-1', 'necessity-1', 'nuclear-3', 'nuclear-4'],
    open: 'WBMRI/PET-MRI exceptions are "in condition-specific sections" that are not in the guideline',
    reading:
      'With documented predisposition syndrome: refers-out + prerequisites-missing whole-body-syndrome, not denial; otherwise not-supported',
    settings: [],
  },
  {
    id: 'A30',
    statements: ['standard-1', 'prereq-1', 'precond-1', 'general-eval-1'],
    open: 'Is in-person evaluation waived by a red flag (some sentences state no exception)',
    reading: 'Waived (general-eval-1 is explicit; safety)',
    settings: [],
  },
  {
    id: 'A31',
    statements: [
      'spondylolisthesis-1',
      'sacroiliac-1',
      'postop6-1',
      'standard-5',
      'standard-stance',
      'redflag-stance',
    ],
    open: 'Sections keep X-ray even with red flag; stance waives all',
    reading: 'Waived for the study the red flag selects at that level; otherwise X-ray kept',
    settings: [],
  },
  {
    id: 'A32',
    statements: ['redflag-4', 'nuclear-2'],
    open: 'Bone/gallium scan for infection "when indicated" vs only when MRI/CT nondiagnostic',
    reading: 'Only when nondiagnostic or contraindicated',
    settings: [],
  },
  {
    id: 'A33',
    statements: ['ct-2'],
    open: '"CT with contrast as requested" vs CT "without" lists',
    reading: "Sections' list; contrast CT elsewhere is recommended-change",
    settings: [],
  },
  {
    id: 'A34',
    statements: ['radiculopathy-3', 'general-cancer-2'],
    open: 'Is the first preferred?',
    reading: 'Advisory only in elective lumbar radiculopathy; none elsewhere',
    settings: [],
  },
  {
    id: 'A35',
    statements: ['syrinx-1', 'myelopathy-2'],
    open: '"Cervical and Thoracic": is a single-region order enough',
    reading: 'Yes; info that the other region is also listed',
    settings: [],
  },
  {
    id: 'A36',
    statements: [
      'general-cancer-3',
      'necessity-7',
      'petct-2',
      'nuclear-2',
      'radiculopathy-2',
      'ct-3',
    ],
    open: 'Oncology, Peripheral Nerve guidelines and "Definitions section" not in the guideline',
    reading: 'Refers-out card; never denied on their account; radicular = coded reason',
    settings: [],
  },
  {
    id: 'A37',
    statements: ['redflag-1', 'general-radiculopathy-2'],
    open: 'Severe radicular pain defined only for lower extremity',
    reading: 'Same thresholds at any level',
    settings: [],
  },
  {
    id: 'A38',
    statements: ['general-radiculopathy-2'],
    open: 'VAS; EHR has NRS or 0-100 mm',
    reading: 'NRS 0-10 accepted; 100-mm VAS divided by 10',
    settings: ['severeRadicularPainScore'],
  },
  {
    id: 'A39',
    statements: ['ct-2', 'mri-1'],
    open: 'Preop osseous anatomy planning: prerequisites?',
    reading: 'In-person-evaluation only when a surgery is scheduled; else spine-pain',
    settings: [],
  },
  {
    id: 'A40',
    statements: ['repeat-1', 'general-unlisted-2', 'general-wholebody-1'],
    open: '"not routinely/generally supported unless": absent evidence of the exception is denial or missing?',
    reading: 'Repeat: missing; WBMRI/PET-MRI/quantitative/vascular initial: not-supported',
    settings: [],
  },
  {
    id: 'A41',
    statements: ['standard-1', 'standard-2', 'precond-3'],
    open: 'Re-evaluation in-person or other meaningful contact; evaluation in-person',
    reading: 'Initial/any one in-person in the episode + any contact for re-evaluation',
    settings: [],
  },
  {
    id: 'A42',
    statements: ['general-scs-1', 'scs-1'],
    open: 'Removal: thoracic MRI described only "prior to placement"; cervical not addressed',
    reading: 'Removal: thoracic same as placement; cervical falls to spine-pain',
    settings: [],
  },
  {
    id: 'A43',
    statements: ['standard-3'],
    open: 'Does treatment begun before the current episode, or for another condition, count',
    reading: 'No; only days on/after episodeStart, for the same condition or an unstated reason',
    settings: [],
  },
  {
    id: 'A44',
    statements: ['compression-fx-1', 'nuclear-2'],
    open: 'Is a film that shows no fracture "non-diagnostic" where an occult insufficiency fracture is suspected',
    reading:
      'A negative film with a suspected occult fracture, predisposition and severe pain > 1 week satisfies the film\'s part for every listed study (MRI and CT as well as bone scan): a film that misses an occult fracture has not diagnosed. The sacro-iliac section keeps "normal = not-met"',
    settings: ['negativeFilmLeavesOccultFracture'],
  },
  {
    id: 'A45',
    statements: ['redflag-1', 'general-cancer-1'],
    open: 'Redflag-1 names "suspicion for spinal malignancy" without a feature',
    reading:
      'Known or past malignancy (C00-C96, Z85.*) AND a documented suspicion of metastasis meets red-flag.cancer without a further feature; without known malignancy A12 stays',
    settings: [],
  },
  {
    id: 'A46',
    statements: ['general-cancer-3'],
    open: 'Known or past malignancy with new spinal pain, no suspicion stated',
    reading:
      'Red-flag.cancer is not-documented and prompts; oncology referral card; never met by silence',
    settings: [],
  },
  {
    id: 'A47',
    statements: ['spondylolysis-4', 'repeat-1'],
    open: 'Does the repeat rule stop CT that monitors a healing pars fracture',
    reading: 'No: pars-healing-monitoring satisfies repeat-imaging-need',
    settings: [],
  },
  {
    id: 'A48',
    statements: ['redflag-1'],
    open: 'New fever with spinal pain, no infection suspected in so many words',
    reading: 'Red-flag.infection is not-documented and prompts',
    settings: [],
  },
  {
    id: 'A49',
    statements: ['ctmyelo-3'],
    open: 'Which study to offer in place of a bare injection code',
    reading: 'The post-myelogram CT only if its own indication is satisfied',
    settings: [],
  },
  {
    id: 'A50',
    statements: ['myelopathy-2', 'redflag-1'],
    open: 'Long-tract signs with bilateral leg weakness, lumbar MRI alone',
    reading: 'Keeps its determination; a card offers 72141 and 72146',
    settings: [],
  },
  {
    id: 'A51',
    statements: ['ct-1'],
    open: 'Silence about a contraindication',
    reading:
      'The criterion asks for documentation: silence is not-documented (nobody checked), a documented MR-conditional or absent device is not-met',
    settings: [],
  },
  {
    id: 'A52',
    statements: ['redflag-2'],
    open: 'A red flag whose own record names no level',
    reading:
      "The level of the order's reason, else of the active complaints of the episode, never that of the ordered study; several levels: each counts; none known: the flag is not-documented for any level and prompts",
    settings: [],
  },
  {
    id: 'A53',
    statements: ['redflag-1'],
    open: 'An older entry (resolved, or dated before the episode) beside a red flag documented now',
    reading:
      'History is no contradiction: the newer record holds. Only a denial as new as, or newer than, the record makes it not-documented',
    settings: [],
  },
  {
    id: 'A54',
    statements: ['syrinx-2'],
    open: 'Follow-up before it is due, stable',
    reading:
      'Not-supported (an interval is stated), with the date on which it is due and what would change it',
    settings: ['syrinxFollowUpYears', 'syrinxSettledFollowUpYears'],
  },
  {
    id: 'A55',
    statements: ['general-postop-1'],
    open: 'Attested surveillance-only after fusion, no symptoms, no other reason',
    reading: 'Not-supported (study.surveillance-imaging), never "no reason documented"',
    settings: [],
  },
  {
    id: 'A56',
    statements: ['standard-4'],
    open: 'Which medicines count',
    reading:
      'Any medicine prescribed for the pain: NSAIDs, acetaminophen, opioids, muscle relaxants, gabapentinoids, SNRIs and tricyclics prescribed for pain or without another stated reason, topical lidocaine or diclofenac, corticosteroids',
    settings: [],
  },
  {
    id: 'A57',
    statements: ['standard-3'],
    open: 'Therapy is recorded as one Procedure, Encounter or claim line a session',
    reading:
      'Dated sessions of one kind of therapy no more than 14 days apart are one course from the first to the last; a single session is a day. A prescription with refills lasts at least its first supply and at most all of them: between the two, duration is not-documented',
    settings: ['therapySessionGapDays'],
  },
  {
    id: 'A58',
    statements: ['general-eval-1'],
    open: "The class of an encounter is a site's own code, or the type says otherwise",
    reading:
      'The kind of a contact is read from class, type, serviceType and their words together, with three values: in person, remote, unknown. Telephone, video, portal message, e-consult, refill, orders only, laboratory visit: not in person. Unknown is not-documented, never "only virtual"',
    settings: [],
  },
  {
    id: 'A59',
    statements: ['standard-4'],
    open: 'The reason of a treatment',
    reading:
      'Procedure.reason*, MedicationRequest.reason*, CarePlan.addresses, ServiceRequest.reason*, bodySite: a reason elsewhere in the body excludes; an unknown or unmapped reason excludes nothing and is shown; the words "low back pain" are a reason of the back. A remedy for something else (cough, migraine) is no treatment of the spine',
    settings: ['planBeforeEpisodeDays'],
  },
  {
    id: 'A60',
    statements: ['general-eval-1'],
    open: 'A visit in the episode whose only stated reasons are recognisably another complaint (a sore throat, an ankle fracture)',
    reading:
      "No evaluation of this episode: not-documented, and the card says which visit was left out; no stated reason, or one that isn't known: it counts",
    settings: [],
  },
  {
    id: 'A61',
    statements: ['general-wholebody-2'],
    open: 'When are several MRI codes a whole-body protocol',
    reading:
      'Where an order says so, or where four or more regions are drafted of which at least one has no indication of its own in this patient; the whole spine with the sacro-iliac joints in ankylosing spondylitis is judged order by order',
    settings: [],
  },
  {
    id: 'A62',
    statements: ['redflag-1'],
    open: 'Encounter diagnoses carry a recordedDate and an encounter, but neither clinicalStatus nor onset',
    reading:
      'Such a Condition speaks of its own day: it is current if that day lies in the episode or within 12 weeks before the order, else it is history; a code whose 7th character means the initial encounter likewise. Without any date it prompts (not-documented) and supports nothing. Holds for red flags above all',
    settings: [],
  },
  {
    id: 'A63',
    statements: ['general-eval-1'],
    open: 'The order points at a diagnosis without onset while the problem list holds the same complaint with one',
    reading: 'The same concept at the same level dates the episode',
    settings: [],
  },
  {
    id: 'A64',
    statements: ['general-xray-1'],
    open: 'A final report whose text is only an attachment, or in a report that points at the ImagingStudy',
    reading:
      "The film is done and its result available (met for plain-radiograph); what it shows is not-documented where its words aren't read",
    settings: [],
  },
  {
    id: 'A65',
    statements: ['general-eval-1'],
    open: 'A visit of the past that nobody closed (in-progress, period.end in the past, or begun before today)',
    reading: "It counts, marked as not closed; planned, arrived on another day and cancelled don't",
    settings: [],
  },
];
