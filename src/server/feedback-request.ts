import * as z from 'zod';
import type { FeedbackItem } from '../store/records.ts';
import { isStorableText } from '../store/storable-text.ts';
import { badField } from './problem.ts';

const text = z
  .string()
  .max(10_000, 'expected at most 10000 characters')
  .refine(isStorableText, 'expected text without NUL and broken characters');
const filled = text.refine((value) => value.trim() !== '', 'required: a text');

/** What an id looks like: nothing that somebody wrote about a patient. */
const id = /^[\w.:-]{1,64}$/;
const cardId = filled.regex(id, 'expected the uuid of a card');

/** A Coding (CDS Hooks 2.0, "OverrideReason"), of which only code and system are kept. */
const reason = z.strictObject({
  code: filled,
  system: text.nullish(),
  display: z.unknown().optional(),
  version: z.unknown().optional(),
  userSelected: z.unknown().optional(),
  extension: z.unknown().optional(),
});

/** What stands in none of its members would be lost: it is refused. Some clients write the Coding's members directly. */
const overrideReason = z.strictObject({
  reason: reason.nullish(),
  userComment: text.nullish(),
  code: filled.nullish(),
  system: text.nullish(),
  display: z.unknown().optional(),
  extension: z.unknown().optional(),
});

/** One item of a batch, as it is sent. */
export const feedbackItem = z
  .strictObject({
    card: cardId,
    outcome: z.enum(['accepted', 'overridden'], 'expected accepted or overridden'),
    outcomeTimestamp: z.iso
      .datetime({ offset: true, error: 'expected an ISO 8601 timestamp with its zone' })
      .transform((value) => new Date(value))
      .refine((date) => !Number.isNaN(date.getTime()), 'expected an ISO 8601 timestamp'),
    acceptedSuggestions: z
      .array(z.looseObject({ id: filled }))
      .max(100, 'expected at most 100 suggestions')
      .nullish(),
    overrideReason: overrideReason.nullish(),
    extension: z.unknown().optional(),
  })
  .describe('acceptedSuggestions is required where the outcome is accepted.');

/** More cards than anybody answers at once. */
const mostItems = 1000;

/** A batch, as it is sent. */
export const feedbackBody = z.looseObject({
  feedback: z.array(feedbackItem).max(mostItems, `expected at most ${mostItems} items`),
});

/** How far a client's clock may be ahead of ours. */
const clockToleranceMs = 5 * 60 * 1000;

/**
 * Reads a feedback batch (CDS Hooks 2.0, "Feedback"). One wrong item makes the whole batch wrong. Words that
 * somebody wrote, which may tell of the patient, are not kept: a comment, and a reason's display.
 * @param now an outcome that lies ahead of it would count before everything that comes later
 * @throws Problem 400 that names the field
 */
export function readFeedback(body: unknown, now: Date): readonly FeedbackItem[] {
  const parsed = feedbackBody.safeParse(body);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    throw badField(fieldName(issue?.path ?? []) || 'body', saidOf(issue));
  }
  return parsed.data.feedback.map((item, index) => {
    const at = `feedback[${index}]`;
    const suggestions = item.acceptedSuggestions ?? [];
    if (item.outcome === 'accepted' && suggestions.length === 0) {
      throw badField(
        `${at}.acceptedSuggestions`,
        'required where the outcome is accepted',
        'required',
      );
    }
    if (item.outcomeTimestamp.getTime() > now.getTime() + clockToleranceMs) {
      throw badField(`${at}.outcomeTimestamp`, 'lies in the future');
    }
    const given = reasonOf(item.overrideReason, `${at}.overrideReason`);
    return {
      card: item.card,
      outcome: item.outcome,
      outcomeAt: item.outcomeTimestamp > now ? now : item.outcomeTimestamp,
      acceptedSuggestions: suggestions.flatMap((one) => (id.test(one.id) ? [one.id] : [])),
      ...(given === undefined ? {} : { overrideReason: given }),
    };
  });
}

/** The code of a reason that is a code, and no sentence: what else was given is only known to have been there. */
const otherReason = { code: 'other' } as const;

function reasonOf(
  given: z.output<typeof overrideReason> | null | undefined,
  field: string,
): FeedbackItem['overrideReason'] {
  if (given === undefined || given === null) return undefined;
  const { reason: nested, code = nested?.code } = given;
  if (code === undefined || code === null) {
    if (given.system === undefined && given.display === undefined) return undefined;
    throw badField(`${field}.reason.code`, 'required: a text', 'required');
  }
  if (!/^[A-Za-z0-9][A-Za-z0-9_.-]{0,63}$/.test(code)) return otherReason;
  const system = nested?.system ?? given.system;
  return { code, ...(isSystem(system) ? { system } : {}) };
}

/** A URI without anything that a spreadsheet or a page could take for more. */
function isSystem(system: unknown): system is string {
  return typeof system === 'string' && /^(https?:\/\/|urn:)[\w.:/~-]{1,200}$/.test(system);
}

/** So many members of a wrong item are named. */
const mostNamed = 10;

/** The members that nobody knows are named, so that their sender finds them. */
function saidOf(issue: z.core.$ZodIssue | undefined): string {
  if (issue?.code !== 'unrecognized_keys') return issue?.message ?? 'not understood';
  const known = issue.keys.filter((key) => /^\w{1,40}$/.test(key)).slice(0, mostNamed);
  const others = issue.keys.length - known.length;
  const further = others === 0 ? [] : [`${others} further members`];
  return `not understood: ${[...known, ...further].join(', ')}`;
}

function fieldName(path: readonly PropertyKey[]): string {
  return path.reduce<string>((name, step) => {
    if (typeof step === 'number') {
      return `${name}[${step}]`;
    }
    return name === '' ? String(step) : `${name}.${String(step)}`;
  }, '');
}
