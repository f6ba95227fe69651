import { determinationWords } from '../assessment/determination-words.ts';
import type { Assessment, CriterionResult } from '../assessment/types.ts';
import type { Card } from '../cds/types.ts';
import { type Policies, type Policy, policyOfVersion } from '../guideline/policy.ts';
import { statementText } from '../guideline/statement-text.ts';
import { loadedPolicies } from '../spine-imaging/loaded-policies.ts';
import { studyByCpt } from '../terminology/study-catalogue.ts';

const marks = { met: '✓', 'not-met': '✗', 'not-documented': '?' } as const;
const words = { met: 'met', 'not-met': 'not met', 'not-documented': 'not documented' } as const;

/** A reviewer's note on the orders of one call, for a terminal: determination, criteria tree, evidence, cards. */
export function explain(
  assessments: readonly Assessment[],
  cards: readonly Card[],
  policies: Policies = loadedPolicies,
): string {
  if (assessments.length === 0) return 'No spine imaging order: nothing to assess.\n';
  const notes = assessments.map((one) => explainOne(one, policies));
  const shown = cards.length === 0 ? ['  none'] : cards.flatMap(cardLines);
  return `${notes.join('\n')}\nCards\n${shown.join('\n')}\n`;
}

/** The card as its clinician reads it, where nothing is rendered. */
export function cardLines(card: Card): readonly string[] {
  const detail = (card.detail ?? '').split('\n').filter((line) => line !== '');
  const steps = (card.suggestions ?? []).map(
    ({ label, isRecommended }) => `[${label}]${isRecommended === true ? ' (recommended)' : ''}`,
  );
  return [
    `  [${card.indicator}] ${card.summary}`,
    ...detail.map((line) => `    ${line}`),
    ...(steps.length === 0 ? [] : [`    ${steps.join(' ')}`]),
  ];
}

function explainOne(assessment: Assessment, policies: Policies): string {
  const { name, version } = assessment.guideline;
  const policy = policyOfVersion(policies, version) ?? policies[0];
  const lines = [
    `${assessment.order}: ${labelOf(assessment.study.cpt)}`,
    `  ${determinationWords[assessment.determination].toUpperCase()} (decided by ${assessment.decidedBy})`,
    `  Indication: ${assessment.indication ?? 'none documented'}`,
    `  By ${name} ${version}`,
  ];
  if (assessment.preferredStudy !== null) {
    lines.push(
      `  Preferred: ${labelOf(assessment.preferredStudy)} (${assessment.preference ?? ''})`,
    );
  }
  if (assessment.refersTo.length > 0) {
    lines.push(`  Also governed by: ${assessment.refersTo.join(', ')}`);
  }
  lines.push('  Criteria');
  const ids = new Set(assessment.criteria.map((criterion) => criterion.id));
  for (const criterion of assessment.criteria) {
    const nested = criterion.partOf !== undefined && ids.has(criterion.partOf);
    lines.push(...criterionLines(criterion, nested ? '      ' : '    ', policy));
  }
  return `${lines.join('\n')}\n`;
}

function labelOf(cpt: string): string {
  const study = studyByCpt(cpt);
  return study === undefined ? cpt : `${study.label} (${cpt})`;
}

function criterionLines(
  criterion: CriterionResult,
  indent: string,
  policy: Policy,
): readonly string[] {
  const group =
    criterion.partOf?.endsWith('.any-of') === true && criterion.finding !== 'met'
      ? ' (one of several)'
      : '';
  const lines = [
    `${indent}${marks[criterion.finding]} ${criterion.id}: ${words[criterion.finding]}${group}`,
    `${indent}  ${criterion.summary}`,
  ];
  for (const one of criterion.evidence) {
    lines.push(
      `${indent}  - ${one.date === undefined ? '' : `${one.date} `}${one.text} [${one.reference}]`,
    );
  }
  const [statement] = criterion.statements;
  if (statement !== undefined)
    lines.push(`${indent}  "${statementText(policy, statement)}" (${statement})`);
  return lines;
}
