import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { statementDigests, traceDocument, traceMatrix } from '../explain/trace.ts';
import { packageRoot } from '../package-root.ts';
import { newestPolicy } from '../spine-imaging/loaded-policies.ts';
import { allVignettes } from '../vignettes/vignette.ts';

/**
 * `trace [--write]`: the matrix statement → encoding → vignettes; with `--write` into docs/guideline.md, and the
 * digests of the sentences beside the fixtures.
 */
export function traceCommand(options: { readonly write?: true }): void {
  const rows = traceMatrix(newestPolicy, allVignettes());
  if (options.write === true) {
    const path = join(packageRoot, 'docs', 'guideline.md');
    writeFileSync(path, traceDocument(rows));
    const digests = join(packageRoot, 'fixtures', 'guideline', 'statements.sha256');
    writeFileSync(digests, statementDigests(newestPolicy.sections));
    console.log(`Wrote ${path} and ${digests}`);
    return;
  }
  for (const row of rows) {
    const by =
      row.encodedBy.length > 0 ? row.encodedBy.join(', ') : `not computed: ${row.note ?? ''}`;
    console.log(
      `${row.statement.padEnd(24)} ${row.disposition.padEnd(14)} ${by}  [${row.vignettes.length} vignettes]`,
    );
  }
}
