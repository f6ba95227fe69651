import type { AnswerRecord } from '../cds/service.ts';

/** A hook call of a caller who was let in, however it ended. */
export interface CallRecord {
  readonly requestId: string;
  readonly at: Date;
  readonly service: string;
  readonly hook: string;
  /** The issuer of the caller's token, or `anonymous`. */
  readonly client: string;
  /** From the request's first line to its answer. */
  readonly latencyMs: number;
  /** Of the HTTP answer. */
  readonly status: number;
  /** Why it was refused, as the log and the metrics name it. */
  readonly reason?: string;
  /** Empty where the call was refused, or none of its orders was for this service. */
  readonly answer: AnswerRecord;
}

/** One feedback item (CDS Hooks 2.0, "Feedback"), validated. */
export interface FeedbackItem {
  /** The card's uuid. */
  readonly card: string;
  readonly outcome: 'accepted' | 'overridden';
  readonly outcomeAt: Date;
  readonly acceptedSuggestions: readonly string[];
  readonly overrideReason?: {
    readonly system?: string;
    readonly code: string;
  };
}

export interface FeedbackBatch {
  readonly receivedAt: Date;
  readonly service: string;
  readonly client: string;
  readonly items: readonly FeedbackItem[];
}
