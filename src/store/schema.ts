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
  /** Time-ordered, so that reading by it is reading in time; null on rows older than the column. */
  readonly id: string | null;
  /** As the log and the X-Request-Id header have it; a caller may choose it, so it need not be unique. */
  readonly request_id: string;
  readonly at: string;
  readonly service: string;
  readonly hook: string;
  readonly client: string;
  /**
   * `[{cpt, guideline?, determination, missing?, assertionId?, covered?, authorization?}]`; older rows say no
   * guideline
   */
  readonly orders: string;
  readonly latency_ms: number;
  /** The HTTP status of the answer; null on rows older than the column. */
  readonly status: number | null;
  /** Why the call was refused; null where it was not. */
  readonly reason: string | null;
  /** How many notes were read; null where none were. */
  readonly notes: number | null;
}

/** One row a card that was shown, or kept back. */
export interface CardTable {
  readonly uuid: string;
  readonly at: string;
  readonly kind: string;
  /** The ids of the criteria that the card is about. */
  readonly criteria: string;
  readonly determination: string;
  readonly hook: string;
  readonly client: string;
  /** The call that it was shown in; null on rows older than the column. */
  readonly call: string | null;
  /** A random id that repeats of the card share while its order is being written; null where it has none. */
  readonly showing: string | null;
  /** 1 where it was kept back; null where it was shown. */
  readonly silent: number | null;
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
  /** The ids of the accepted suggestions. */
  readonly suggestions: string;
}

/** The ids of tokens that were presented, until they expire. */
export interface UsedTokenTable {
  readonly issuer: string;
  readonly jti: string;
  readonly expires_at: string;
}
