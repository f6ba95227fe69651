import type { Criterion } from './criterion.ts';
import type { Evidence, Finding, FindingValue } from './finding.ts';
import * as threeValued from './three-valued.ts';

/** A criterion's outcome on one case, with its members' outcomes. */
export interface Evaluation<Case> {
  readonly criterion: Criterion<Case>;
  readonly value: FindingValue;
  readonly summary: string;
  readonly evidence: readonly Evidence[];
  /** What would settle it here; what its criterion asks for in general where absent. */
  readonly asks?: readonly string[] | undefined;
  readonly members: readonly Evaluation<Case>[];
}

/** What has been evaluated on a case already: a criterion shared by several indications is decided once. */
export type Memo<Case> = Map<Criterion<Case>, Evaluation<Case>>;

/**
 * Decides a criterion on a case. Pure: the same criterion and case give the same evaluation.
 * A bug in a criterion throws; missing data never does.
 */
export function evaluate<Case>(
  criterion: Criterion<Case>,
  onCase: Case,
  memo: Memo<Case>,
): Evaluation<Case> {
  const known = memo.get(criterion);
  if (known !== undefined) return known;
  const evaluation = decide(criterion, onCase, memo);
  memo.set(criterion, evaluation);
  return evaluation;
}

function decide<Case>(
  criterion: Criterion<Case>,
  onCase: Case,
  memo: Memo<Case>,
): Evaluation<Case> {
  switch (criterion.kind) {
    case 'leaf': {
      return settled(criterion, criterion.decide(onCase), none);
    }
    case 'unless': {
      const exception = evaluate(criterion.exception, onCase, memo);
      const requirement = evaluate(criterion.requirement, onCase, memo);
      const value = threeValued.unless(exception.value, requirement.value);
      return settled(criterion, { value, summary: '', evidence: none }, [exception, requirement]);
    }
    case 'all-of':
    case 'any-of': {
      const conclude = criterion.kind === 'all-of' ? criterion.conclude : undefined;
      const short = criterion.shortcut?.(onCase);
      if (short !== undefined) {
        return settled(criterion, conclude?.(onCase, short) ?? short, none);
      }
      const members = criterion.of.map((member) => evaluate(member, onCase, memo));
      const values = members.map((member) => member.value);
      const value = criterion.kind === 'all-of' ? threeValued.all(values) : threeValued.any(values);
      const finding = together(value, members);
      return settled(criterion, conclude?.(onCase, finding) ?? finding, members);
    }
  }
}

const none: readonly never[] = [];

function settled<Case>(
  criterion: Criterion<Case>,
  { value, summary, evidence, asks }: Finding,
  members: readonly Evaluation<Case>[],
): Evaluation<Case> {
  return { criterion, value, summary, evidence, asks, members };
}

/** What the members that decide a group say: one alone as it stands, several without repeating evidence. */
function together<Case>(value: FindingValue, members: readonly Evaluation<Case>[]): Finding {
  let first: Evaluation<Case> | undefined;
  let summary = '';
  let evidence: Evidence[] | undefined;
  for (const member of members) {
    if (member.value !== value) continue;
    if (first === undefined) {
      first = member;
      summary = member.summary;
      continue;
    }
    if (summary === '') summary = member.summary;
    else if (member.summary !== '') summary += `; ${member.summary}`;
    evidence ??= addedTo([], first.evidence);
    addedTo(evidence, member.evidence);
  }
  return { value, summary, evidence: evidence ?? first?.evidence ?? none };
}

/** Adds what is not there yet. */
function addedTo(evidence: Evidence[], more: readonly Evidence[]): Evidence[] {
  // A Set costs more than it saves on the usual handful.
  const known = evidence.length + more.length > 60 ? new Set(evidence) : undefined;
  for (const one of more) {
    if (known === undefined ? evidence.includes(one) : known.has(one)) continue;
    known?.add(one);
    evidence.push(one);
  }
  return evidence;
}
