import type { ChartDate } from '../chart/types.ts';
import type { AllOf, AnyOf, Criterion, LeafCriterion } from '../logic/criterion.ts';
import type { Evidence, Finding, FindingValue } from '../logic/finding.ts';
import { withAttestation } from './attestation.ts';
import type { Case } from './case.ts';

/** A criterion of the guideline, decided on a case. */
export type GuidelineCriterion = Criterion<Case>;

/**
 * A leaf criterion whose answer can also be attested under its own id. Coded evidence and attestation
 * that agree stand together; where only one speaks it decides; where they contradict each other the
 * finding is `not-documented` with both as evidence, so that support is never picked silently
 * (evidence contract, "Attestation").
 */
export function criterion(definition: {
  readonly id: string;
  readonly question: string;
  readonly statements: readonly string[];
  /** Further linkIds that can settle it; its own id is always one unless `attestable` is false. */
  readonly asks?: readonly string[];
  /** False where only typed facts may settle it: a bare yes would lack the date or the value. */
  readonly attestable?: boolean;
  /** What an answer is about: one from before that day is none. */
  readonly answeredSince?: (orderCase: Case) => ChartDate | undefined;
  readonly decide: (orderCase: Case) => Finding;
}): LeafCriterion<Case> {
  const { id, question, statements, decide, answeredSince } = definition;
  const attestable = definition.attestable ?? true;
  const asks = definition.asks ?? (attestable ? [id] : []);
  return Object.freeze({
    kind: 'leaf',
    id,
    question,
    statements,
    asks,
    decide: attestable
      ? (orderCase: Case) =>
          withAttestation(orderCase, id, question, decide(orderCase), answeredSince?.(orderCase))
      : decide,
  });
}

/** A criterion that only an attestation can settle: no code carries it. Silence is as `silence` says. */
export function attestedCriterion(definition: {
  readonly id: string;
  readonly question: string;
  readonly statements: readonly string[];
  readonly silence: 'not-documented' | 'not-met';
  readonly asks?: readonly string[];
  readonly answeredSince?: (orderCase: Case) => ChartDate | undefined;
}): LeafCriterion<Case> {
  const silent: Finding =
    definition.silence === 'not-met'
      ? notMet(`Nothing in the chart says so: ${definition.question}`)
      : notDocumented(`Not documented: ${definition.question}`);
  return criterion({ ...definition, decide: () => silent });
}

/**
 * A named composite, all of whose members are required. Its own id can be attested: that stands beside
 * what its members say, as for a leaf.
 */
export function composite(definition: {
  readonly id: string;
  readonly question: string;
  readonly statements: readonly string[];
  readonly asks?: readonly string[];
  readonly of: readonly GuidelineCriterion[];
  readonly partsOnlyWhenMissing?: true;
  readonly shortcut?: (orderCase: Case) => Finding | undefined;
}): AllOf<Case> & { readonly id: string } {
  const { id, question } = definition;
  return Object.freeze({
    kind: 'all-of',
    asks: [id],
    conclude: (orderCase: Case, members: Finding) =>
      withAttestation(orderCase, id, question, members),
    ...definition,
  });
}

/** A named choice: one member is enough, or what `shortcut` finds in their place. */
export function choice(definition: {
  readonly id: string;
  readonly question: string;
  readonly statements: readonly string[];
  readonly of: readonly GuidelineCriterion[];
  readonly shortcut?: (orderCase: Case) => Finding | undefined;
}): AnyOf<Case> {
  return Object.freeze({ kind: 'any-of', asks: [], ...definition });
}

/** A finding of `met`, with the evidence that meets it. */
export function met(summary: string, evidence: readonly Evidence[] = []): Finding {
  return { value: 'met', summary, evidence };
}

/** @param asks what would settle it here, where that is less than all that the criterion can ask for */
export function notMet(
  summary: string,
  evidence: readonly Evidence[] = [],
  asks?: readonly string[],
): Finding {
  return finding('not-met', summary, evidence, asks);
}

/** @param asks as for `notMet` */
export function notDocumented(
  summary: string,
  evidence: readonly Evidence[] = [],
  asks?: readonly string[],
): Finding {
  return finding('not-documented', summary, evidence, asks);
}

function finding(
  value: FindingValue,
  summary: string,
  evidence: readonly Evidence[],
  asks: readonly string[] | undefined,
): Finding {
  return asks === undefined ? { value, summary, evidence } : { value, summary, evidence, asks };
}
