import { traceMatrix } from '../../explain/trace.ts';
import { encodings } from '../../guideline/catalogue.ts';
import type { Policy } from '../../guideline/policy.ts';
import type { Vignette } from '../../vignettes/vignette.ts';
import type { ListedGuideline, ListedSection, ListedStatement } from './web-types.ts';

/** The guideline for the page: the trace by section, and what its ids are called. */
export function listGuideline(policy: Policy, vignettes: readonly Vignette[]): ListedGuideline {
  const sections: (ListedSection & { readonly statements: ListedStatement[] })[] = [];
  for (const row of traceMatrix(policy, vignettes)) {
    const { statement: id, text, section: title, disposition, encodedBy, note } = row;
    const statement: ListedStatement = {
      id,
      text,
      disposition,
      encodedBy,
      ...(note === undefined ? {} : { note }),
      vignettes: row.vignettes,
    };
    const last = sections.at(-1);
    if (last?.title === title) last.statements.push(statement);
    else sections.push({ title, statements: [statement] });
  }
  return {
    version: { name: policy.name, version: policy.version },
    sections,
    encodings: Object.fromEntries(
      [...encodings(policy).values()].map(({ id, kind, title }) => [id, { kind, title }]),
    ),
  };
}
