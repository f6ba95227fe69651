import type { LeafCriterion } from '../../src/logic/criterion.ts';
import type { FindingValue } from '../../src/logic/finding.ts';

export type Answers = Readonly<Record<string, FindingValue>>;

/** A criterion that finds what the answers say under its id; not documented where they say nothing. */
export function leaf(
  id: string,
  changes: { readonly summary?: string; readonly evidence?: readonly string[] } = {},
): LeafCriterion<Answers> {
  return {
    kind: 'leaf',
    id,
    question: `${id}?`,
    statements: [`statement-${id}`],
    asks: [id],
    decide: (answers) => {
      const value = answers[id] ?? 'not-documented';
      return {
        value,
        summary: changes.summary ?? `${id} is ${value}`,
        evidence: (changes.evidence ?? [id]).map((name) => evidenceOf(name)),
      };
    },
  };
}

const known = new Map<string, { readonly reference: string; readonly text: string }>();

/** The evidence of a name, the same every time: a chart's facts are shared by the criteria that cite them. */
function evidenceOf(name: string): { readonly reference: string; readonly text: string } {
  const evidence = known.get(name) ?? { reference: `Observation/${name}`, text: name };
  known.set(name, evidence);
  return evidence;
}
