import type { AnswerRecord } from '../cds/service.ts';

/** A hook call that was answered. */
export interface CallRecord {
  readonly requestId: string;
  readonly at: Date;
  readonly service: string;
  readonly hook: string;
  /** The issuer of the caller's token, or `anonymous`. */
  readonly client: string;
  readonly latencyMs: number;
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
    readonly display?: string;
  };
  readonly comment?: string;
}

export interface FeedbackBatch {
  readonly receivedAt: Date;
  readonly service: string;
  readonly client: string;
  readonly items: readonly FeedbackItem[];
}
