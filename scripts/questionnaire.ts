import { populate } from '../src/questionnaire/populate.ts';
import { readRequestFile } from './request-file.ts';

/**
 * `npm run --silent questionnaire -- path/to/request.json [--as-of 2026-11-18]`: the documentation response
 * for the orders of a hook request, or of a vignette, with everything that its prefetch answers already.
 */
function main(words: readonly string[]): number {
  const file = readRequestFile(words);
  if (file === undefined) {
    console.error(
      'Usage: npm run --silent questionnaire -- path/to/request.json [--as-of 2026-11-18]',
    );
    return 2;
  }
  const { path, request, asOf, resources } = file;
  const { patientId, draftOrders } = request.context ?? {};
  if (patientId === undefined || draftOrders === undefined) {
    console.error(`${path}: not a hook request with patientId and draftOrders`);
    return 1;
  }
  const canonicalBase = process.env.CANONICAL_BASE ?? 'https://spine-imaging-cds.example.org/fhir';
  const response = populate({ patientId, resources, draftOrders, asOf, canonicalBase });
  if (response === undefined) {
    console.error(`${path}: none of its draft orders is spine imaging`);
    return 1;
  }
  console.log(JSON.stringify(response, null, 2));
  return 0;
}

process.exitCode = main(process.argv.slice(2));
