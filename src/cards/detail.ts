import type { CriterionResult, OrderReview } from '../assessment/types.ts';
import type { CardContext } from './card-context.ts';
import { escapeMarkdown } from './escape-markdown.ts';

const words = { met: 'met', 'not-met': 'not met', 'not-documented': 'not documented' } as const;

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

/** The criteria as a checklist, each with its evidence and the guideline's own sentence. */
export function checklist(criteria: readonly CriterionResult[], context: CardContext): string {
  const ids = new Set(criteria.map((criterion) => criterion.id));
  const quoted = new Set<string>();
  const lines: string[] = [];
  for (const criterion of criteria) {
    const nested = criterion.partOf !== undefined && ids.has(criterion.partOf);
    lines.push(...criterionLines(criterion, nested ? '  ' : '', quoted, context));
  }
  return lines.join('\n');
}

function criterionLines(
  criterion: CriterionResult,
  indent: string,
  quoted: Set<string>,
  context: CardContext,
): readonly string[] {
  const box = criterion.finding === 'met' ? '[x]' : '[ ]';
  const lines = [
    `${indent}- ${box} **${words[criterion.finding]}**: ${escapeMarkdown(criterion.summary)}`,
  ];
  for (const one of criterion.evidence.slice(0, 6)) {
    const date = one.date === undefined ? '' : `${escapeMarkdown(one.date)}: `;
    lines.push(
      `${indent}  - ${date}${escapeMarkdown(one.text)} (${escapeMarkdown(one.reference)})`,
    );
  }
  const [statement] = criterion.statements;
  if (statement !== undefined && !quoted.has(statement)) {
    quoted.add(statement);
    lines.push(`${indent}  > ${quotation(statement, context)}`);
  }
  return lines;
}

/** The guideline's own sentence with its id. */
export function quotation(statement: string, context: CardContext): string {
  return `${escapeMarkdown(context.statementText(statement))} (${escapeMarkdown(statement)})`;
}

/** What goes under the first card of an order: notices, documentation requests, data that could not be had. */
export function appendix(review: OrderReview, context: CardContext): readonly string[] {
  const parts: string[] = review.notices.map(escapeMarkdown);
  if (review.documentation.length > 0) {
    parts.push(
      [
        'Submit with the order:',
        ...review.documentation.map((request) => `- ${escapeMarkdown(request.text)}`),
      ].join('\n'),
    );
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
