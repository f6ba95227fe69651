import { readFileSync } from 'node:fs';
import type { Resource } from 'fhir/r4.js';
import { assessmentsKey } from '../hooks/order-review.ts';
import { cdsServices } from '../hooks/services.ts';
import type { Assessment } from '../src/assessment/types.ts';
import type { HookRequest } from '../src/cds/types.ts';
import { explain } from '../src/explain/explain.ts';

/**
 * `npm run explain -- path/to/request.json [--json] [--as-of 2026-11-18]`: the determination of every spine
 * order in a hook request, or in a vignette, with the criteria that decided and their evidence.
 */
function main(words: readonly string[]): number {
  const path = words.find((word) => !word.startsWith('--') && word !== optionOf(words, '--as-of'));
  if (path === undefined) {
    console.error('Usage: npm run explain -- path/to/request.json [--json] [--as-of 2026-11-18]');
    return 2;
  }
  const content: { request?: HookRequest; asOf?: string } & HookRequest = JSON.parse(
    readFileSync(path, 'utf8'),
  );
  const request = content.request ?? content;
  const asOf = new Date(optionOf(words, '--as-of') ?? content.asOf ?? Date.now());
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
  const prefetch = Object.values(request.prefetch ?? {});
  const { response } = service.answer({
    request,
    resources: prefetch.flatMap(opened),
    unavailable: [],
    asOf,
  });
  const found = response.extension?.[assessmentsKey];
  const assessments: readonly Assessment[] = Array.isArray(found) ? found : [];
  if (words.includes('--json'))
    console.log(JSON.stringify({ assessments, cards: response.cards }, null, 2));
  else console.log(explain(assessments, response.cards));
  return 0;
}

function optionOf(words: readonly string[], name: string): string | undefined {
  const position = words.indexOf(name);
  return position < 0 ? undefined : words[position + 1];
}

function opened(value: Resource | null): readonly Resource[] {
  if (value === null) return [];
  if (value.resourceType !== 'Bundle' || !('entry' in value) || !Array.isArray(value.entry))
    return [value];
  return value.entry.flatMap((entry: { resource?: Resource }) => entry.resource ?? []);
}

process.exitCode = main(process.argv.slice(2));
