/** A level of the spine, or a joint beside it, that a complaint, a finding or a radiograph belongs to. */
export const bodyRegions = [
  'cervical',
  'thoracic',
  'lumbar',
  'sacrum-coccyx',
  'sacroiliac',
] as const;

export type BodyRegion = (typeof bodyRegions)[number];

/**
 * The region that a study's code names. `spine` = the spine without a level; `pelvis` images sacrum, coccyx and
 * sacro-iliac joints.
 */
export type StudyRegion =
  | 'cervical'
  | 'thoracic'
  | 'lumbar'
  | 'pelvis'
  | 'abdomen'
  | 'abdomen-pelvis'
  | 'spine'
  | 'whole-body'
  | 'unspecified';

export type Modality =
  | 'MRI'
  | 'CT'
  | 'bone-scan'
  | 'gallium-scan'
  | 'SPECT'
  | 'SPECT-CT'
  | 'PET'
  | 'PET-CT'
  | 'PET-MRI'
  | 'ultrasound'
  | 'MRA'
  | 'CTA'
  | 'myelography'
  | '3D-rendering'
  | 'MR-spectroscopy'
  | 'quantitative-MRI'
  | 'imaging-guidance'
  | 'unlisted-CT'
  | 'unlisted-MRI'
  | 'radiograph';

export type Contrast = 'without' | 'with' | 'without-and-with' | 'not-applicable';

/** One study of the catalogue (formal logic, section 1). */
export interface Study {
  readonly cpt: string;
  readonly modality: Modality;
  readonly region: StudyRegion;
  readonly contrast: Contrast;
  /** Our own short label; never the AMA's descriptor. */
  readonly label: string;
  /** The body regions that the study shows. Full-spine studies show all five. */
  readonly shows: readonly BodyRegion[];
  /**
   * In scope by its code alone, or only with a spine, sacro-iliac, sacrum/coccyx or spine-surgery reason, or never
   * (plain radiographs).
   */
  readonly scope: 'always' | 'with-spine-reason' | 'never';
  readonly loinc: readonly string[];
  readonly snomed: readonly string[];
}

/** A clinical concept that codes of several systems stand for (evidence contract, "Indications and conditions"). */
export const concepts = [
  'lumbar-radiculopathy',
  'cervical-radicular-pain',
  'thoracic-radicular-pain',
  'low-back-pain',
  'neck-pain',
  'thoracic-pain',
  'disc-disease',
  'spine-disorder',
  'cauda-equina-syndrome',
  'myelopathy',
  'myelitis',
  'tethered-cord',
  'lumbar-stenosis',
  'neurogenic-claudication',
  'spondylolisthesis',
  'spondylolysis',
  'compression-fracture',
  'insufficiency-fracture-predisposition',
  'acute-spinal-fracture',
  'sacral-fracture',
  'coccydynia',
  'sacrococcygeal-disorder',
  'sacroiliac-joint',
  'juvenile-idiopathic-arthritis',
  'ankylosing-spondylitis-or-dish',
  'inflammatory-spondylopathy',
  'syringomyelia',
  'spinal-deformity',
  'spinal-neoplasm',
  'spinal-lesion',
  'malignancy',
  'history-of-malignancy',
  'spinal-infection',
  'possible-spinal-infection',
  'aortic-emergency',
  'post-operative-status',
  'pseudoarthrosis',
  'calcified-lesion',
  'foot-drop',
  'bilateral-leg-weakness',
  'leg-weakness',
  'limb-paralysis',
  'abnormal-reflex',
  'sphincter-or-saddle-disturbance',
  'abnormal-weight-loss',
  'night-pain',
  'pain-unrelieved-by-position',
  'fever',
  'high-risk-mechanism',
  'mri-contraindication',
  'contrast-allergy',
  'iodinated-contrast-allergy',
  'pregnancy',
  'focal-neuropathy',
] as const;

export type Concept = (typeof concepts)[number];

/** What a coded condition means here: its concepts, and the region where the code itself has one. */
export interface ConceptMatch {
  readonly concepts: readonly Concept[];
  readonly regions: readonly BodyRegion[];
  /** The code by itself says that both sides are affected (paraplegia); absent where it leaves that open. */
  readonly bilateral?: true;
}

/** Techniques that have no code of their own and are read from the order's words (evidence contract, "The order"). */
export type Technique =
  | 'positional'
  | 'cone-beam'
  | 'whole-body'
  | 'pet-mri'
  | 'mr-spectroscopy'
  | 'myelogram'
  | 'iv-contrast'
  | 'post-discography'
  | 'three-d'
  | 'illustrative'
  | 'superficial-mass';

/** What a report's conclusion says, as far as short published phrases or conclusion codes settle it. */
export type Conclusion =
  | 'no-fracture'
  /** It denies a fracture, and says that one would not be seen well. */
  | 'no-fracture-in-view'
  | 'fracture'
  | 'fracture-acuity-indeterminate'
  | 'equivocal'
  | 'non-diagnostic'
  | 'positive'
  | 'negative'
  /** It doubts something, and nobody can tell whether what the study was made for. */
  | 'perhaps-open'
  /** It speaks of what spoils images, and does not say in words that are known whether they settle anything. */
  | 'perhaps-limited'
  | 'syrinx-larger'
  | 'syrinx-unchanged'
  | 'other';

export const treatmentKinds = [
  'education',
  'activity-modification',
  'nsaid',
  'analgesic',
  'corticosteroid',
  'muscle-relaxant',
  'nerve-pain-medicine',
  'topical-analgesic',
  'home-exercise',
  'physical-therapy',
  'occupational-therapy',
  'manipulation',
  'interventional-procedure',
  'attested',
] as const;

export type TreatmentKind = (typeof treatmentKinds)[number];

/**
 * What the words around a finding say of it: that it is there, as whoever names it without more says; that it is not; that it
 * is of the past, of somebody else, or named for another purpose; or something that leaves open which of these.
 */
export type Standing = 'there' | 'denied' | 'not-of-now' | 'unclear';
