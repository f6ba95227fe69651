import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { traceDocument, traceMatrix } from '../src/explain/trace.ts';
import { packageRoot } from '../src/package-root.ts';
import { allVignettes } from '../src/vignettes/vignette.ts';

/** `npm run trace`: the matrix statement → encoding → vignettes; with `--write` into docs/guideline.md. */
const rows = traceMatrix(allVignettes());
if (process.argv.includes('--write')) {
  const path = join(packageRoot, 'docs', 'guideline.md');
  writeFileSync(path, traceDocument(rows));
  console.log(`Wrote ${path}`);
} else {
  for (const row of rows) {
    const by =
      row.encodedBy.length > 0 ? row.encodedBy.join(', ') : `not computed: ${row.note ?? ''}`;
    console.log(
      `${row.statement.padEnd(24)} ${row.disposition.padEnd(14)} ${by}  [${row.vignettes.length} vignettes]`,
    );
  }
}
