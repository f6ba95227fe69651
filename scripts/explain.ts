import { assessmentsKey } from '../hooks/order-review.ts';
import { cdsServices } from '../hooks/services.ts';
import type { Assessment } from '../src/assessment/types.ts';
import { explain } from '../src/explain/explain.ts';
import { readRequestFile } from './request-file.ts';

/**
 * `npm run explain -- path/to/request.json [--json] [--as-of 2026-11-18]`: the determination of every spine
 * order in a hook request, or in a vignette, with the criteria that decided and their evidence.
 */
function main(words: readonly string[]): number {
  const file = readRequestFile(words);
  if (file === undefined) {
    console.error('Usage: npm run explain -- path/to/request.json [--json] [--as-of 2026-11-18]');
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
  if (words.includes('--json'))
    console.log(JSON.stringify({ assessments, cards: response.cards }, null, 2));
  else console.log(explain(assessments, response.cards));
  return 0;
}

process.exitCode = main(process.argv.slice(2));
