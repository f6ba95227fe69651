import * as z from 'zod';
import type { CallReport } from '../../store/call-report.ts';
import type { DeterminationReport } from '../../store/determination-report.ts';
import type { ReportRow } from '../../store/feedback-report.ts';
import type { FeedbackSummary } from '../feedback-summary.ts';
import { count, filled, some, text, time } from './parts.ts';

/* Reports, health and errors, held against the types that are answered (`satisfies`). */

const tally = {
  shown: count,
  accepted: count,
  overridden: count,
  noAnswer: count,
  silent: count,
  adherence: z.number().min(0).max(1).exactOptional(),
};

const period = z.strictObject({ from: time.exactOptional(), to: time.exactOptional() });

const feedbackReport = z.strictObject({
  period,
  total: z.strictObject(tally),
  byKind: z.array(z.strictObject({ kind: text, ...tally })),
  byCriterion: z.array(z.strictObject({ criterion: text, ...tally })),
  byHook: z.array(z.strictObject({ hook: text, ...tally })),
  byClient: z.array(z.strictObject({ client: text, ...tally })),
  byMonth: z.array(z.strictObject({ month: text, ...tally })),
  overrideReasons: z.array(
    z.strictObject({ kind: text, system: text.exactOptional(), code: text, cards: count }),
  ),
  feedbackItems: z.strictObject({ accepted: count, overridden: count }),
  rows: z.array(
    z.strictObject({
      month: text,
      hook: text.exactOptional(),
      client: text,
      kind: text,
      criteria: z.array(text),
      outcome: z.enum(['accepted', 'overridden', 'no-answer', 'silent']),
      reason: z.strictObject({ system: text.exactOptional(), code: text }).exactOptional(),
      cards: count,
    }),
  ),
}) satisfies z.ZodType<FeedbackSummary & { readonly rows: readonly ReportRow[] }, unknown>;

const determinationReport = z.strictObject({
  period,
  rows: z.array(
    z.strictObject({
      month: text,
      hook: text,
      client: text,
      cpt: text,
      determination: text,
      orders: count,
    }),
  ),
  missing: z.array(z.strictObject({ hook: text, criterion: text, orders: count })),
  times: z
    .array(z.strictObject({ hook: text, calls: count, median: count, p95: count, slowest: count }))
    .meta({ description: 'Of the calls that were answered, in milliseconds.' }),
}) satisfies z.ZodType<DeterminationReport, unknown>;

const callReport = z.strictObject({
  calls: z.array(
    z.strictObject({
      id: filled,
      requestId: filled,
      at: time,
      service: filled,
      hook: filled,
      client: filled,
      status: count,
      reason: filled.exactOptional(),
      latencyMs: count,
      notesRead: count.exactOptional(),
      orders: z.array(
        z.strictObject({
          cpt: filled,
          guideline: filled.exactOptional(),
          determination: filled,
          missing: some(filled).exactOptional(),
          assertionId: filled.exactOptional(),
          covered: filled.exactOptional(),
          authorization: filled.exactOptional(),
        }),
      ),
      cards: z.array(
        z.strictObject({ uuid: filled, kind: filled, silent: z.literal(true).exactOptional() }),
      ),
    }),
  ),
  next: filled.exactOptional(),
});

/** What is said of an order is written by the service and read back as it stands. */
type DescribedCalls = Omit<CallReport, 'calls'> & {
  readonly calls: readonly Omit<CallReport['calls'][number], 'orders'>[];
};
callReport satisfies z.ZodType<DescribedCalls, unknown>;

export const operationSchemas = {
  FeedbackReport: feedbackReport,
  DeterminationReport: determinationReport,
  CallReport: callReport,
  Health: z.strictObject({ status: z.enum(['live', 'ready']) }),
  OperationOutcome: z.strictObject({
    resourceType: z.literal('OperationOutcome'),
    issue: some(
      z.strictObject({
        severity: z.literal('error'),
        code: filled,
        diagnostics: filled,
        expression: some(text).exactOptional(),
      }),
    ),
  }),
};
