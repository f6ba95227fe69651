/**
 * How the guideline's ambiguous sentences are read. Each constant names the statement it reads and
 * why; a payer can choose otherwise with a settings file (`READINGS_FILE`) and without touching code.
 */
export interface Readings {
  readonly trialDays: number;
  readonly trialRecentDays: number;
  readonly adjacentTreatmentGapDays: number;
  readonly therapySessionGapDays: number;
  readonly radiculopathyNeedsRadiograph: boolean;
  readonly spondylolysisNeedsTrial: boolean;
  readonly coccydyniaNeedsTrial: boolean;
  readonly ultrasoundInfantBelowYears: number;
  readonly ultrasoundYoungChildBelowYears: number;
  readonly ultrasoundAdultFromYears: number;
  readonly cancerAgeAboveYears: number;
  readonly severeRadicularPainScore: number;
  readonly severeRadicularTreatmentDays: number;
  readonly motorGradeAtMost: number;
  readonly severePainDays: number;
  readonly augmentationHours: number;
  readonly postOperativeMonths: number;
  readonly syrinxFollowUpYears: number;
  readonly syrinxSettledFollowUpYears: number;
  readonly negativeFilmLeavesOccultFracture: boolean;
}

export const defaultReadings: Readings = Object.freeze({
  /** standard-3, "six-week trial": an exclusive difference of at least 42 whole days. */
  trialDays: 42,
  /** standard-3, "recent (within 12 weeks)": the trial ended at most 84 days ago; one under way is recent. */
  trialRecentDays: 84,
  /** standard-3/-4: treatments add up where they overlap or follow within this many days. */
  adjacentTreatmentGapDays: 1,
  /** standard-3, reading A57: dated sessions of one kind of therapy at most this many days apart are one course. */
  therapySessionGapDays: 14,
  /** radiculopathy-1, "when required": nothing else ever requires the film, and both ALL lists name it. */
  radiculopathyNeedsRadiograph: true,
  /** spondylolysis-1 is silent on the trial; precond-2 applies, since nothing waives it. */
  spondylolysisNeedsTrial: true,
  /** coccyx-1 is silent on the trial; precond-2 applies, since nothing waives it. */
  coccydyniaNeedsTrial: true,
  /** ultrasound-1, "infants, newborns": below one year nothing more is asked. */
  ultrasoundInfantBelowYears: 1,
  /** ultrasound-1, "young children": below six years with documented incomplete ossification. */
  ultrasoundYoungChildBelowYears: 6,
  /** ultrasound-2, "adult". */
  ultrasoundAdultFromYears: 18,
  /** general-cancer-1, "age >70": 70 is not, 71 is. */
  cancerAgeAboveYears: 70,
  /** general-radiculopathy-2, "minimum 9/10 VAS". */
  severeRadicularPainScore: 9,
  /** general-radiculopathy-2, "7 days of provider-directed treatment". */
  severeRadicularTreatmentDays: 7,
  /** redflag-1, "grade ≤3/5". */
  motorGradeAtMost: 3,
  /** compression-fx-1, ">1 week": at least eight days. */
  severePainDays: 8,
  /** augmentation-1, "within 24 hours". */
  augmentationHours: 24,
  /** postop6-stance, ">6 months": six calendar months are not enough, a day more is. */
  postOperativeMonths: 6,
  /** syrinx-2, "annual imaging until non-progression established". */
  syrinxFollowUpYears: 1,
  /** syrinx-2, "then every three years". */
  syrinxSettledFollowUpYears: 3,
  /** compression-fx-1, "non-diagnostic": so is a negative film where an occult insufficiency fracture is suspected. */
  negativeFilmLeavesOccultFracture: true,
});
