/** One order of the export, judged as of the moment it was written. Lists are joined with a semicolon. */
export interface OrderRow {
  readonly order: string;
  readonly patient: string;
  readonly orderer: string;
  readonly site: string;
  /** The day on which it was written. */
  readonly date: string;
  /** CPT code. */
  readonly study: string;
  readonly modality: string;
  readonly region: string;
  readonly contrast: string;
  readonly indication: string;
  readonly determination: string;
  readonly decidedBy: string;
  readonly preferredStudy: string;
  /** Criteria that stand in the way: not met or not documented. */
  readonly missing: string;
  /** Those of them that are not documented. */
  readonly undocumented: string;
  /** The determination, and what would still not be documented, once everything that notes offer was confirmed. */
  readonly confirmed: string;
  readonly undocumentedConfirmed: string;
  readonly redFlags: string;
  /**
   * `exact`: everything was placed by recorded times; `assumed`: a time or a state had to be assumed; `unknown`: the
   * order itself has no date, so it was not judged.
   */
  readonly reconstruction: 'exact' | 'assumed' | 'unknown';
  /** The determination on the chart of recorded times alone, and on the one that takes other times too. */
  readonly strict: string;
  readonly lenient: string;
  /** The determination under the policy that it is compared with. */
  readonly other: string;
  /** Cards that the clinician would have seen. */
  readonly cards: number;
  /** Name and version of the policy. */
  readonly policy: string;
}

/** One criterion of an order. */
export interface CriterionRow {
  readonly order: string;
  readonly criterion: string;
  readonly finding: string;
  readonly partOf: string;
  readonly statements: string;
  /** How many resources it was decided on. */
  readonly evidence: number;
}

/** What the payer decided of an order, beside what the guideline says. It came later, so it stands apart. */
export interface DecisionRow {
  readonly order: string;
  readonly decision: 'approved' | 'denied' | 'pended';
  readonly determination: string;
}

/** The columns of the tables, in their order. */
export const orderColumns = [
  'order',
  'patient',
  'orderer',
  'site',
  'date',
  'study',
  'modality',
  'region',
  'contrast',
  'indication',
  'determination',
  'decidedBy',
  'preferredStudy',
  'missing',
  'undocumented',
  'confirmed',
  'undocumentedConfirmed',
  'redFlags',
  'reconstruction',
  'strict',
  'lenient',
  'other',
  'cards',
  'policy',
] as const satisfies readonly (keyof OrderRow)[];

export const criterionColumns = [
  'order',
  'criterion',
  'finding',
  'partOf',
  'statements',
  'evidence',
] as const satisfies readonly (keyof CriterionRow)[];

export const decisionColumns = [
  'order',
  'decision',
  'determination',
] as const satisfies readonly (keyof DecisionRow)[];
