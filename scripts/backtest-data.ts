import { parseArgs } from 'node:util';
import { generateExport } from '../src/backtest/generate.ts';

/**
 * `npm run --silent backtest-data -- FOLDER [--patients 1000] [--resources 141] [--seed 1] [--until 2026-11-01]`:
 * writes a generated FHIR Bulk Data export to try the back-test on.
 */
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    patients: { type: 'string', default: '1000' },
    resources: { type: 'string', default: '141' },
    seed: { type: 'string', default: '1' },
    until: { type: 'string', default: '2026-11-01' },
  },
});
const [folder] = positionals;
if (folder === undefined) {
  console.error(
    'Usage: npm run --silent backtest-data -- FOLDER [--patients 1000] [--resources 141]',
  );
  process.exitCode = 2;
} else {
  const bytes = await generateExport({
    folder,
    patients: Number(values.patients),
    resources: Number(values.resources),
    seed: Number(values.seed),
    until: values.until,
  });
  console.log(`${folder}: ${values.patients} patients, ${Math.round(bytes / 1e6)} MB`);
}
