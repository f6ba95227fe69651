import type { CriterionResult, OrderReview } from '../assessment/types.ts';
import type { Evidence } from '../logic/finding.ts';
import type { CardContext } from './card-context.ts';
import { escapeMarkdown } from './escape-markdown.ts';

const words = { met: 'met', 'not-met': 'not met', 'not-documented': 'not documented' } as const;

const mostEvidence = 6;

/** What prefetch keys are called for a clinician. */
const dataNames: Readonly<Record<string, string>> = {
  patient: 'patient demographics',
  conditions: 'conditions',
  observations: 'observations',
  procedures: 'procedures',
  encounters: 'visits',
  medicationRequests: 'prescriptions',
  medicationStatements: 'medication statements',
  diagnosticReports: 'reports',
  imagingStudies: 'imaging studies',
  questionnaireResponses: 'documentation forms',
  serviceRequests: 'orders',
  carePlans: 'care plans',
  goals: 'goals',
  devices: 'devices',
};

/** The guideline's own sentences in the cards of one order, each quoted once. */
export class Quotations {
  readonly #context: Pick<CardContext, 'statementText'>;
  readonly #quoted = new Set<string>();

  constructor(context: Pick<CardContext, 'statementText'>) {
    this.#context = context;
  }

  /** A blockquote of the first of the statements that was not quoted before, with its id; none where all were. */
  quote(statements: readonly string[]): readonly string[] {
    const statement = statements.find((id) => !this.#quoted.has(id));
    if (statement === undefined) return [];
    this.#quoted.add(statement);
    return [quotation(statement, this.#context.statementText(statement))];
  }
}

/** The guideline's sentences as they are quoted: as many as it has, each written once. */
const written = new Map<string, string>();

function quotation(id: string, text: string): string {
  const known = written.get(text);
  if (known !== undefined) return known;
  const quoted = `> ${escapeMarkdown(text)} (${escapeMarkdown(id)})`;
  written.set(text, quoted);
  return quoted;
}

/** The criteria as a checklist, each with its evidence and the guideline's own sentence. */
export function checklist(criteria: readonly CriterionResult[], quotations: Quotations): string {
  return items(criteria, (criterion, indent, lines) => {
    for (const line of evidenceLines(criterion.evidence)) lines.push(indent + line);
    for (const line of quotations.quote(criterion.statements)) lines.push(indent + line);
  });
}

/** The criteria as a checklist and nothing more, for a card that is not the order's first. */
export function shortChecklist(criteria: readonly CriterionResult[]): string {
  return items(criteria, () => undefined);
}

function items(
  criteria: readonly CriterionResult[],
  below: (criterion: CriterionResult, indent: string, lines: string[]) => void,
): string {
  const ids = new Set(criteria.map((criterion) => criterion.id));
  const choices = openChoices(criteria, ids);
  const lines: string[] = [];
  let choice: string | undefined;
  for (const criterion of criteria) {
    const { partOf } = criterion;
    const offered = partOf !== undefined && choices.has(partOf) ? partOf : undefined;
    if (offered !== undefined && offered !== choice) lines.push('- [ ] One of these is enough:');
    choice = offered;
    const nested = offered !== undefined || (partOf !== undefined && ids.has(partOf));
    const indent = nested ? '  ' : '';
    const box = criterion.finding === 'met' ? '[x]' : '[ ]';
    lines.push(
      `${indent}- ${box} **${words[criterion.finding]}**: ${escapeMarkdown(criterion.summary)}`,
    );
    below(criterion, `${indent}  `, lines);
  }
  return lines.join('\n');
}

/** Groups of alternatives that have no line of their own and of which none is met. */
function openChoices(
  criteria: readonly CriterionResult[],
  ids: ReadonlySet<string>,
): ReadonlySet<string> {
  const sizes = new Map<string, number>();
  for (const { partOf, finding } of criteria) {
    if (partOf === undefined || ids.has(partOf)) continue;
    const size = finding === 'met' ? Number.NaN : 1;
    sizes.set(partOf, (sizes.get(partOf) ?? 0) + size);
  }
  return new Set([...sizes].filter(([, size]) => size > 1).map(([group]) => group));
}

/** A list of evidence, each with its date and reference; beyond a handful only their number. */
export function evidenceLines(evidence: readonly Evidence[]): readonly string[] {
  const lines = evidence.slice(0, mostEvidence).map((one) => {
    const date = one.date === undefined ? '' : `${escapeMarkdown(one.date)}: `;
    return `- ${date}${escapeMarkdown(one.text)} (${escapeMarkdown(one.reference)})`;
  });
  const more = evidence.length - mostEvidence;
  return more > 0 ? [...lines, `- and ${more} more`] : lines;
}

/** What goes under the first card of an order: notices, documentation requests, data that could not be had. */
export function appendix(review: OrderReview, context: CardContext): readonly string[] {
  const parts: string[] = review.notices.map(escapeMarkdown);
  if (review.documentation.length > 0) {
    const requests = review.documentation.map((request) => `- ${escapeMarkdown(request.text)}`);
    parts.push(['Submit with the order:', '', ...requests].join('\n'));
  }
  if (context.unavailable.length > 0) {
    const names = context.unavailable.map((key) =>
      Object.hasOwn(dataNames, key) ? (dataNames[key] ?? key) : key,
    );
    parts.push(
      `Not available to this check, and so counted as not documented: ${escapeMarkdown(names.join(', '))}.`,
    );
  }
  return parts;
}
