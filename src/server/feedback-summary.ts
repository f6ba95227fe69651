import type { FeedbackReport, ReportRow } from '../store/feedback-report.ts';

/** What became of a group of cards. */
interface Tally {
  readonly shown: number;
  readonly accepted: number;
  readonly overridden: number;
  readonly noAnswer: number;
  /** Cards that were evaluated and kept back (SILENT): those that would have been shown. */
  readonly silent: number;
  /** The accepted among the answered, 0 to 1; absent where nobody answered. */
  readonly adherence?: number;
}

interface OverrideReasonCount {
  readonly kind: string;
  readonly system?: string;
  readonly code: string;
  readonly cards: number;
}

export interface FeedbackSummary {
  /** All cards on record. */
  readonly total: Tally;
  /** With one kind `unknown` for feedback on cards that are not on record. */
  readonly byKind: readonly (Tally & { readonly kind: string })[];
  /** A card that is about two criteria counts under both. */
  readonly byCriterion: readonly (Tally & { readonly criterion: string })[];
  /** Where it was shown: while ordering, or at signing. */
  readonly byHook: readonly (Tally & { readonly hook: string })[];
  readonly byClient: readonly (Tally & { readonly client: string })[];
  readonly byMonth: readonly (Tally & { readonly month: string })[];
  readonly overrideReasons: readonly OverrideReasonCount[];
  /** Items received, repeats included. */
  readonly feedbackItems: FeedbackReport['items'];
}

/** Adds the rows of a report up, in all and by kind, criterion, month and override reason. */
export function summarize({ rows, items }: FeedbackReport): FeedbackSummary {
  const onRecord = rows.filter(({ kind }) => kind !== 'unknown');
  return {
    total: tally(onRecord),
    byKind: grouped(rows, ({ kind }) => [kind]).map(([kind, members]) => ({
      kind,
      ...tally(members),
    })),
    byCriterion: grouped(onRecord, ({ criteria }) => criteria).map(([criterion, members]) => ({
      criterion,
      ...tally(members),
    })),
    byHook: grouped(onRecord, ({ hook }) => (hook === undefined ? [] : [hook])).map(
      ([hook, members]) => ({ hook, ...tally(members) }),
    ),
    byClient: grouped(onRecord, ({ client }) => [client]).map(([client, members]) => ({
      client,
      ...tally(members),
    })),
    byMonth: grouped(onRecord, ({ month }) => [month]).map(([month, members]) => ({
      month,
      ...tally(members),
    })),
    overrideReasons: overrideReasons(rows),
    feedbackItems: items,
  };
}

function overrideReasons(rows: readonly ReportRow[]): readonly OverrideReasonCount[] {
  const keyOf = ({ kind, reason }: ReportRow) =>
    reason === undefined ? [] : [JSON.stringify([kind, reason.system, reason.code])];
  return grouped(rows, keyOf).flatMap(([, members]) => {
    const [first] = members;
    return first?.reason === undefined
      ? []
      : [{ kind: first.kind, ...first.reason, cards: sum(members) }];
  });
}

/** The rows under each name that `namesOf` gives them, by name. */
function grouped(
  rows: readonly ReportRow[],
  namesOf: (row: ReportRow) => readonly string[],
): readonly (readonly [string, readonly ReportRow[]])[] {
  const groups = new Map<string, ReportRow[]>();
  for (const row of rows) {
    for (const name of namesOf(row)) {
      const members = groups.get(name);
      if (members === undefined) {
        groups.set(name, [row]);
      } else {
        members.push(row);
      }
    }
  }
  return [...groups].sort(([one], [other]) => one.localeCompare(other));
}

function tally(rows: readonly ReportRow[]): Tally {
  const of = (outcome: ReportRow['outcome']) => sum(rows.filter((row) => row.outcome === outcome));
  const accepted = of('accepted');
  const overridden = of('overridden');
  const answered = accepted + overridden;
  return {
    shown: sum(rows.filter(({ outcome }) => outcome !== 'silent')),
    accepted,
    overridden,
    noAnswer: of('no-answer'),
    silent: of('silent'),
    ...(answered === 0 ? {} : { adherence: Math.round((accepted / answered) * 1000) / 1000 }),
  };
}

function sum(rows: readonly ReportRow[]): number {
  return rows.reduce((total, { cards }) => total + cards, 0);
}
