import type { QuestionnaireResponseItemAnswer } from 'fhir/r4.js';
import { answerKind } from '../chart/answer-kinds.ts';
import type { ChartDate } from '../chart/types.ts';
import type { Evidence } from '../logic/finding.ts';
import { answerSystem } from './answer-codes.ts';

/** What the chart says to one item, and the resources that say it. */
export interface ChartAnswer {
  readonly answer: QuestionnaireResponseItemAnswer;
  readonly sources: readonly string[];
}

/** Collects answers by linkId; the first one given stays. */
export class Answers {
  readonly byLinkId = new Map<string, ChartAnswer>();
  readonly #canonicalBase: string;

  constructor(canonicalBase: string) {
    this.#canonicalBase = canonicalBase;
  }

  /** Keeps an answer of the kind that its item asks for; one that says nothing is no answer. */
  give(
    linkId: string,
    value: boolean | number | string | ChartDate | undefined,
    evidence: readonly Evidence[],
  ): void {
    if (value === undefined || evidence.length === 0 || this.byLinkId.has(linkId)) return;
    const answer = answerOf(linkId, value, this.#canonicalBase);
    const sources = [...new Set(evidence.map(({ reference }) => reference))].slice(0, 5);
    if (answer !== undefined) this.byLinkId.set(linkId, { answer, sources });
  }
}

/** A value as the answer to an item; undefined where it is no code of a choice item. */
export function answerOf(
  linkId: string,
  value: boolean | number | string | ChartDate,
  canonicalBase: string,
): QuestionnaireResponseItemAnswer | undefined {
  const kind = answerKind(linkId);
  if (typeof value === 'boolean') return { valueBoolean: value };
  if (typeof value === 'number') {
    return kind.type === 'integer' ? { valueInteger: value } : { valueDecimal: value };
  }
  if (kind.type === 'choice') {
    if (typeof value !== 'string' || !kind.codes.includes(value)) return undefined;
    return { valueCoding: { system: answerSystem(canonicalBase), code: value } };
  }
  const date = typeof value === 'string' ? value : value.text;
  if (kind.type !== 'dateTime') return { valueDate: date };
  const instant = typeof value === 'string' ? undefined : value.instant;
  return { valueDateTime: instant === undefined ? date : new Date(instant).toISOString() };
}
