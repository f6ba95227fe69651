import { assessmentsKey } from '../hooks/order-review.ts';
import { cdsServices } from '../hooks/services.ts';
import type { Assessment } from '../src/assessment/types.ts';
import { buildChart } from '../src/chart/build-chart.ts';
import { accountText, chartAccount, type ResourceAccount } from '../src/explain/chart-account.ts';
import { explain } from '../src/explain/explain.ts';
import { type RequestFile, readRequestFile } from './request-file.ts';

/**
 * `npm run explain -- path/to/request.json [--chart] [--json] [--as-of 2026-11-18]`: the determination of every
 * spine order in a hook request, or in a vignette, with the criteria that decided and their evidence. With
 * `--chart` also what was read of every resource, and what was not, with the reason.
 */
function main(words: readonly string[]): number {
  const file = readRequestFile(words);
  if (file === undefined) {
    console.error(
      'Usage: npm run explain -- path/to/request.json [--chart] [--json] [--as-of 2026-11-18]',
    );
    return 2;
  }
  const { path, request, asOf, resources } = file;
  const services = cdsServices({
    payerName: 'Spine imaging guideline',
    guidelineUrl: 'https://spine-imaging-cds.example.org/guideline',
    publicBaseUrl: 'http://127.0.0.1:3000',
    canonicalBase: 'https://spine-imaging-cds.example.org/fhir',
  });
  const service = services.find((one) => one.definition.hook === request.hook);
  if (service === undefined || request.context?.draftOrders === undefined) {
    console.error(`${path}: not a hook request for order-select or order-sign with draftOrders`);
    return 1;
  }
  const { response } = service.answer({ request, resources, unavailable: [], asOf });
  const found = response.extension?.[assessmentsKey];
  const assessments: readonly Assessment[] = Array.isArray(found) ? found : [];
  const chart = words.includes('--chart') ? accountOf(file) : undefined;
  if (words.includes('--json')) {
    console.log(JSON.stringify({ assessments, cards: response.cards, chart }, null, 2));
    return 0;
  }
  console.log(explain(assessments, response.cards));
  if (chart !== undefined) console.log(accountText(chart));
  return 0;
}

/** What was read of each resource of the request's chart. */
function accountOf({ request, resources, asOf }: RequestFile): readonly ResourceAccount[] {
  const { patientId } = request.context;
  const chart = buildChart({ patientId, resources, asOf });
  return chartAccount(resources, chart, { patientId, asOf });
}

process.exitCode = main(process.argv.slice(2));
