import type { Finding } from './finding.ts';

/** A statement made decidable: a question that a chart answers. */
export interface LeafCriterion<Case> {
  readonly kind: 'leaf';
  readonly id: string;
  /** What is asked, as a clinician would ask it. */
  readonly question: string;
  /** Ids of the guideline statements that it comes from. */
  readonly statements: readonly string[];
  /** linkIds of the documentation Questionnaire whose answers can settle it. */
  readonly asks: readonly string[];
  readonly decide: (onCase: Case) => Finding;
}

/** A named or nameless group of criteria that must all be met. */
export interface AllOf<Case> {
  readonly kind: 'all-of';
  readonly id?: string;
  readonly question?: string;
  readonly statements: readonly string[];
  readonly asks: readonly string[];
  readonly of: readonly Criterion<Case>[];
  /** A trace of a met group names the group alone: its parts say nothing that its summary does not. */
  readonly partsOnlyWhenMissing?: true;
  /** A group that can settle itself before its members are asked (no record at all). */
  readonly shortcut?: (onCase: Case) => Finding | undefined;
  /** What becomes of the members' finding beside what is said of the whole (an attestation). */
  readonly conclude?: (onCase: Case, members: Finding) => Finding;
}

/** A group of alternatives of which one is enough. */
export interface AnyOf<Case> {
  readonly kind: 'any-of';
  readonly id: string;
  readonly statements: readonly string[];
  readonly of: readonly Criterion<Case>[];
  /** A named alternative group is a criterion of its own; otherwise only its members are shown. */
  readonly question?: string;
  readonly asks: readonly string[];
  readonly shortcut?: (onCase: Case) => Finding | undefined;
}

/** A requirement that an exception waives. An exception that is not documented waives nothing. */
export interface Unless<Case> {
  readonly kind: 'unless';
  readonly exception: Criterion<Case>;
  readonly requirement: Criterion<Case>;
}

/** Immutable data: evaluating, explaining and listing are separate walks over it. */
export type Criterion<Case> = LeafCriterion<Case> | AllOf<Case> | AnyOf<Case> | Unless<Case>;

/** All of the criteria, without a name of its own. */
export function allOf<Case>(...of: readonly Criterion<Case>[]): AllOf<Case> {
  return Object.freeze({ kind: 'all-of', statements: [], asks: [], of });
}

/** One of the criteria; `id` names the group in a trace (`partOf`), without being a criterion itself. */
export function anyOf<Case>(id: string, ...of: readonly Criterion<Case>[]): AnyOf<Case> {
  return Object.freeze({ kind: 'any-of', id, statements: [], asks: [], of });
}

/** The requirement, unless the exception is met. */
export function unless<Case>(
  exception: Criterion<Case>,
  requirement: Criterion<Case>,
): Unless<Case> {
  return Object.freeze({ kind: 'unless', exception, requirement });
}
