/**
 * The tables, the same in SQLite and PostgreSQL. Times are ISO 8601 texts in UTC, so that they compare as texts
 * in both; lists are JSON texts. No table holds a patient's identity or anything out of a chart.
 */
export interface Schema {
  readonly call: CallTable;
  readonly card: CardTable;
  readonly feedback: FeedbackTable;
  readonly used_token: UsedTokenTable;
}

/** One row a hook call, for audit; deleted after the retention time. */
export interface CallTable {
  /** As the log and the X-Request-Id header have it; a caller may choose it, so it need not be unique. */
  readonly request_id: string;
  readonly at: string;
  readonly service: string;
  readonly hook: string;
  readonly client: string;
  /** `[{cpt, determination, decidedBy, assertionId?}]` */
  readonly orders: string;
  readonly latency_ms: number;
}

/** One row a card that was shown. */
export interface CardTable {
  readonly uuid: string;
  readonly at: string;
  readonly kind: string;
  /** The ids of the criteria that the card is about. */
  readonly criteria: string;
  readonly determination: string;
  readonly hook: string;
  readonly client: string;
}

/** One row a feedback item, repeats included. */
export interface FeedbackTable {
  readonly id: string;
  readonly received_at: string;
  /** The place within its batch. */
  readonly position: number;
  readonly service: string;
  readonly client: string;
  readonly card: string;
  readonly outcome: string;
  readonly outcome_at: string;
  readonly reason_system: string | null;
  readonly reason_code: string | null;
  readonly reason_display: string | null;
  readonly comment: string | null;
  /** The ids of the accepted suggestions. */
  readonly suggestions: string;
}

/** The ids of tokens that were presented, until they expire. */
interface UsedTokenTable {
  readonly issuer: string;
  readonly jti: string;
  readonly expires_at: string;
}
