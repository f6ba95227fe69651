/**
 * The guideline's readings: each number or switch where a sentence names one or leaves one open. A payer can choose
 * otherwise with a settings file (`READINGS_FILE`) and without touching code; another version of the guideline
 * brings its own. `readingSources` says which sentence each reads, and why so.
 */
const defaults = {
  trialDays: 42,
  trialRecentDays: 84,
  adjacentTreatmentGapDays: 1,
  therapySessionGapDays: 14,
  radiculopathyNeedsRadiograph: true,
  spondylolysisNeedsTrial: true,
  coccydyniaNeedsTrial: true,
  ultrasoundInfantBelowYears: 1,
  ultrasoundYoungChildBelowYears: 6,
  ultrasoundAdultFromYears: 18,
  cancerAgeAboveYears: 70,
  severeRadicularPainScore: 9,
  severeRadicularTreatmentDays: 7,
  motorGradeAtMost: 3,
  severePainDays: 8,
  augmentationHours: 24,
  postOperativeMonths: 6,
  syrinxFollowUpYears: 1,
  syrinxSettledFollowUpYears: 3,
  negativeFilmLeavesOccultFracture: true,
  mechanismDays: 30,
  pediatricBelowYears: 18,
  planBeforeEpisodeDays: 30,
  freshImagesDays: 7,
};

/** The values of all readings. */
export type Readings = Readonly<typeof defaults>;

type SpineReadings = Readings;
declare module '../guideline/readings.ts' {
  interface DeclaredReadings extends SpineReadings {}
}

/** The readings of the guideline of 2026. */
export const defaultReadings: Readings = Object.freeze(defaults);

/** What a reading reads. */
export interface ReadingSource {
  readonly statement: string;
  /** The words that are read, how, and why. */
  readonly why: string;
}

/** The statement of every reading, for whoever decides otherwise. */
export const readingSources: Readonly<Record<keyof Readings, ReadingSource>> = {
  trialDays: {
    statement: 'standard-3',
    why: '"six-week trial": an exclusive difference of at least 42 whole days.',
  },
  trialRecentDays: {
    statement: 'standard-3',
    why: '"recent (within 12 weeks)": the trial ended at most 84 days ago; one under way is recent.',
  },
  adjacentTreatmentGapDays: {
    statement: 'standard-3',
    why: 'Treatments add up where they overlap or follow within this many days.',
  },
  therapySessionGapDays: {
    statement: 'standard-3',
    why: 'Reading A57: dated sessions of one kind of therapy at most this many days apart are one course.',
  },
  radiculopathyNeedsRadiograph: {
    statement: 'radiculopathy-1',
    why: '"when required": nothing else ever requires the film, and both ALL lists name it.',
  },
  spondylolysisNeedsTrial: {
    statement: 'spondylolysis-1',
    why: 'The section is silent on the trial; precond-2 applies, since nothing waives it.',
  },
  coccydyniaNeedsTrial: {
    statement: 'coccyx-1',
    why: 'The section is silent on the trial; precond-2 applies, since nothing waives it.',
  },
  ultrasoundInfantBelowYears: {
    statement: 'ultrasound-1',
    why: '"infants, newborns": below one year nothing more is asked.',
  },
  ultrasoundYoungChildBelowYears: {
    statement: 'ultrasound-1',
    why: '"young children": below six years with documented incomplete ossification.',
  },
  ultrasoundAdultFromYears: {
    statement: 'ultrasound-2',
    why: '"adult".',
  },
  cancerAgeAboveYears: {
    statement: 'general-cancer-1',
    why: '"age >70": 70 is not, 71 is.',
  },
  severeRadicularPainScore: {
    statement: 'general-radiculopathy-2',
    why: '"minimum 9/10 VAS".',
  },
  severeRadicularTreatmentDays: {
    statement: 'general-radiculopathy-2',
    why: '"7 days of provider-directed treatment".',
  },
  motorGradeAtMost: {
    statement: 'redflag-1',
    why: '"grade ≤3/5".',
  },
  severePainDays: {
    statement: 'compression-fx-1',
    why: '">1 week": at least eight days.',
  },
  augmentationHours: {
    statement: 'augmentation-1',
    why: '"within 24 hours".',
  },
  postOperativeMonths: {
    statement: 'postop6-stance',
    why: '">6 months": six calendar months are not enough, a day more is.',
  },
  syrinxFollowUpYears: {
    statement: 'syrinx-2',
    why: '"annual imaging until non-progression established".',
  },
  syrinxSettledFollowUpYears: {
    statement: 'syrinx-2',
    why: '"then every three years".',
  },
  negativeFilmLeavesOccultFracture: {
    statement: 'compression-fx-1',
    why: '"non-diagnostic": so is a negative film where an occult insufficiency fracture is suspected.',
  },
  mechanismDays: {
    statement: 'exceptions-2',
    why: '"high-risk mechanisms": a mechanism counts this long before the order, unless the order states it as its cause (evidence contract).',
  },
  pediatricBelowYears: {
    statement: 'sacroiliac-2',
    why: '"pediatric": below this age.',
  },
  planBeforeEpisodeDays: {
    statement: 'standard-3',
    why: 'Reading A59: a plan of care that began more than this long before the episode was not made for it, unless it says so.',
  },
  freshImagesDays: {
    statement: 'repeat-1',
    why: 'A study of this kind and level whose images are at most this old is read, never proposed anew.',
  },
};
