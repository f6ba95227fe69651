import { type AnswerKind, answerKind } from '../chart/answer-kinds.ts';
import { type CompiledExpression, compileFhirPath } from '../fhir/compile-fhirpath.ts';
import { ExpressionProblem } from '../fhir/fhirpath-tree.ts';
import type { SelectedTypes } from '../fhir/r4-types.ts';
import { answerableLinkIds } from '../questionnaire/questionnaire.ts';
import { siteResourceTypes } from './resource-types.ts';

/** One mapping of a hospital's own data to a fact, as its settings file writes it. */
export interface SiteEntry {
  /** A linkId of the documentation Questionnaire. */
  readonly fact: string;
  /** The type of the resources that it is looked for in. */
  readonly resource: string;
  /** FHIRPath: selects the resources that state the fact. */
  readonly where: string;
  /** FHIRPath: when it was stated. */
  readonly date?: string | undefined;
  /** FHIRPath: what is stated; yes where absent. */
  readonly value?: string | undefined;
}

/** A mapping whose expressions were checked and compiled. */
export interface CompiledEntry {
  readonly fact: string;
  readonly resource: string;
  readonly where: CompiledExpression;
  readonly date: CompiledExpression | undefined;
  readonly value: CompiledExpression | undefined;
}

/** A mapping that cannot be used; the message names the entry, the expression and the place in it. */
export class SiteEvidenceError extends Error {
  override readonly name = 'SiteEvidenceError';
}

/**
 * Checks and compiles the mappings of a site.
 * @throws SiteEvidenceError for the first that cannot be used
 */
export function compileSiteEvidence(entries: readonly SiteEntry[]): readonly CompiledEntry[] {
  return entries.map((entry, index) => compileEntry(entry, `[${index}]`));
}

function compileEntry(entry: SiteEntry, place: string): CompiledEntry {
  const { fact, resource } = entry;
  if (!answerableLinkIds().has(fact)) {
    throw new SiteEvidenceError(
      `${place}.fact: "${fact}" is no item of Questionnaire/spine-imaging-documentation`,
    );
  }
  if (!siteResourceTypes.includes(resource)) {
    throw new SiteEvidenceError(
      `${place}.resource: "${resource}" cannot be mapped; expected one of ${siteResourceTypes.join(', ')}`,
    );
  }
  const kind = answerKind(fact);
  if (entry.value === undefined && kind.type !== 'boolean') {
    throw new SiteEvidenceError(
      `${place}.value: missing; "${fact}" needs an expression that selects ${wanted(kind)}`,
    );
  }
  const value = compiled(entry.value, resource, `${place}.value`);
  const date = compiled(entry.date, resource, `${place}.date`);
  requireTypes(value, kind, `${place}.value`);
  requireTypes(date, { type: 'date' }, `${place}.date`);
  return { fact, resource, where: compile(entry.where, resource, `${place}.where`), date, value };
}

function compiled(
  expression: string | undefined,
  resource: string,
  place: string,
): CompiledExpression | undefined {
  return expression === undefined ? undefined : compile(expression, resource, place);
}

function compile(expression: string, resource: string, place: string): CompiledExpression {
  try {
    return compileFhirPath(expression, resource);
  } catch (error) {
    if (!(error instanceof ExpressionProblem)) throw error;
    const { line, column } = error.place;
    throw new SiteEvidenceError(
      `${place}: ${error.message}, at line ${line}, column ${column} of "${expression}"`,
    );
  }
}

const dates = ['date', 'dateTime', 'instant', 'Period', 'System.Date', 'System.DateTime'];
const numbers = ['integer', 'positiveInt', 'unsignedInt', 'decimal', 'Quantity'];
const selectable: Readonly<Record<AnswerKind['type'], readonly string[]>> = {
  boolean: ['boolean', 'System.Boolean'],
  date: dates,
  dateTime: dates,
  integer: [...numbers, 'System.Integer', 'System.Decimal'],
  decimal: [...numbers, 'System.Integer', 'System.Decimal'],
  choice: ['string', 'code', 'Coding', 'CodeableConcept', 'System.String'],
};

/** An expression that can never select what its fact asks for is a mistake. */
function requireTypes(
  expression: CompiledExpression | undefined,
  kind: AnswerKind,
  place: string,
): void {
  const types: SelectedTypes = expression?.types;
  if (types === undefined || types.some((type) => selectable[kind.type].includes(type))) return;
  throw new SiteEvidenceError(`${place}: selects ${types.join(' or ')}; expected ${wanted(kind)}`);
}

function wanted(kind: AnswerKind): string {
  switch (kind.type) {
    case 'boolean':
      return 'true or false';
    case 'date':
    case 'dateTime':
      return 'a date';
    case 'choice':
      return `one of the codes ${kind.codes.join(', ')}`;
    case 'integer':
    case 'decimal':
      return `a number from ${kind.least} to ${kind.most}`;
  }
}
