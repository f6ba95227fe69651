import { z } from 'zod';
import type { FeedbackItem } from '../store/records.ts';
import { isStorableText } from '../store/storable-text.ts';
import { badField } from './problem.ts';

/** Text that every database can hold. */
const text = z.string().refine(isStorableText, 'expected text without NUL and broken characters');
const filled = text.refine((value) => value.trim() !== '', 'required: a text');

const overrideReason = z.looseObject({
  reason: z
    .looseObject({ code: filled, system: text.nullish(), display: text.nullish() })
    .nullish(),
  userComment: text.nullish(),
});

const feedbackItem = z.looseObject({
  card: filled,
  outcome: z.enum(['accepted', 'overridden'], 'expected accepted or overridden'),
  outcomeTimestamp: z.iso
    .datetime({ offset: true, error: 'expected an ISO 8601 timestamp with its zone' })
    .transform((value) => new Date(value))
    .refine((date) => !Number.isNaN(date.getTime()), 'expected an ISO 8601 timestamp'),
  acceptedSuggestions: z.array(z.looseObject({ id: filled })).nullish(),
  overrideReason: overrideReason.nullish(),
});

const feedbackBody = z.looseObject({ feedback: z.array(feedbackItem) });

/**
 * Reads a feedback batch (CDS Hooks 2.0, "Feedback"). One wrong item makes the whole batch wrong.
 * @throws Problem 400 that names the field
 */
export function readFeedback(body: unknown): readonly FeedbackItem[] {
  const parsed = feedbackBody.safeParse(body);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    throw badField(fieldName(issue?.path ?? []), issue?.message ?? 'not understood');
  }
  return parsed.data.feedback.map((item, index) => {
    const suggestions = item.acceptedSuggestions ?? [];
    if (item.outcome === 'accepted' && suggestions.length === 0) {
      const field = `feedback[${index}].acceptedSuggestions`;
      throw badField(field, 'required where the outcome is accepted', 'required');
    }
    const reason = item.overrideReason?.reason ?? undefined;
    const comment = item.overrideReason?.userComment ?? undefined;
    return {
      card: item.card,
      outcome: item.outcome,
      outcomeAt: item.outcomeTimestamp,
      acceptedSuggestions: suggestions.map(({ id }) => id),
      ...(reason === undefined ? {} : { overrideReason: reasonCoding(reason) }),
      ...(comment === undefined ? {} : { comment }),
    };
  });
}

interface SentReason {
  readonly code: string;
  readonly system?: string | null | undefined;
  readonly display?: string | null | undefined;
}

function reasonCoding({ code, system, display }: SentReason) {
  return {
    code,
    ...(typeof system === 'string' ? { system } : {}),
    ...(typeof display === 'string' ? { display } : {}),
  };
}

function fieldName(path: readonly PropertyKey[]): string {
  return path.reduce<string>((name, step) => {
    if (typeof step === 'number') {
      return `${name}[${step}]`;
    }
    return name === '' ? String(step) : `${name}.${String(step)}`;
  }, '');
}
