import { createHash, randomUUID } from 'node:crypto';
import { cdsServices } from '../hooks/services.ts';
import { assess } from '../src/assessment/assess.ts';
import { isInScope } from '../src/assessment/scope.ts';
import type { OrderReview } from '../src/assessment/types.ts';
import { renderCards } from '../src/cards/render-cards.ts';
import { buildChart } from '../src/chart/build-chart.ts';
import { readOrders } from '../src/chart/read-order.ts';
import type { Chart } from '../src/chart/types.ts';
import { FhirReader } from '../src/fhir/fhir-reader.ts';
import { gather } from '../src/fhir/gather.ts';
import { statementText } from '../src/guideline/statement-text.ts';
import { readHookRequest } from '../src/server/hook-request.ts';
import { jsonPart } from '../src/server/json-part.ts';
import { loadedPolicies, newestPolicy } from '../src/spine-imaging/loaded-policies.ts';
import { orderSignBody, resourcesIn, scaled, usual } from './chart-body.ts';
import { median } from './median.ts';
import { warmUp } from './warm-up.ts';

/** The processor time of one evaluation in microseconds, by its steps. */
export interface EvaluationTimes {
  readonly bytes: number;
  readonly resources: number;
  readonly parse: number;
  readonly buildChart: number;
  readonly readOrders: number;
  readonly assess: number;
  readonly renderCards: number;
  /** Everything from resources to the answer. */
  readonly evaluation: number;
  readonly stringify: number;
  /** What knowing the chart of an earlier call again would take: to find it in the body, and to hash it. */
  readonly findChart: number;
  readonly hashChart: number;
  /** An ordering session, from bodies to answers: as it is, and with the chart of the first call known again (ADR 10). */
  readonly session: number;
  readonly sessionWithChartKept: number;
}

/** Five clicks while ordering, then the signature. */
const callsOfSession = 6;

const settings = {
  payerName: 'Example Payer',
  guidelineUrl: 'https://payer.example/spine-imaging',
  publicBaseUrl: 'http://127.0.0.1:3000',
  canonicalBase: 'https://spine-imaging-cds.example.org/fhir',
};

/** Times one body, each step alone: see `microseconds`. */
async function timed(body: string, resourceCount: number, ms: number): Promise<EvaluationTimes> {
  const asOf = new Date();
  const [, service] = cdsServices(settings);
  if (service === undefined) throw new Error('no service for order-sign');
  const request = readHookRequest(JSON.parse(body), 'order-sign');
  const keys = service.neededKeys(request);
  const templates = service.definition.prefetch;
  const deadlineMs = 1;
  const allowed = 'loopback';
  const reader = new FhirReader();
  const gathered = await gather(reader, { request, keys, templates, allowed, deadlineMs, asOf });
  await reader.close();
  const { resources, unavailable } = gathered;
  const { patientId, userId, draftOrders } = request.context;
  const readChart = () => buildChart({ patientId, resources, asOf });
  const chart = readChart();
  const read = () => readOrders(draftOrders, chart, { patientId, asOf });
  const orders = read().filter((order) => isInScope(order, chart));
  const judge = (of: Chart = chart) =>
    assess({ orders, isSelected: () => true, chart: of, asOf, policies: loadedPolicies });
  const reviews = judge();
  const cardsOf = (judged: readonly OrderReview[]) =>
    renderCards(judged, {
      patientId,
      userId,
      asOf,
      source: { label: settings.payerName, url: settings.guidelineUrl },
      canonicalBase: settings.canonicalBase,
      statementText: (id) => statementText(newestPolicy, id),
      newId: randomUUID,
      draftOrders: orders.map((order) => order.resource),
      unavailable: [],
    });
  const render = () => cardsOf(reviews);
  const answer = () => service.answer({ request, resources, unavailable, asOf });
  const answered = answer().response;
  const sent = jsonPart(body, ['prefetch']) ?? '';
  const hash = (text: string) => createHash('sha256').update(text).digest('base64');
  const rest = JSON.stringify({ ...JSON.parse(body), prefetch: {} });
  const answerOn = (of: Chart) => JSON.stringify(cardsOf(judge(of)));
  const session = () => {
    for (let call = 0; call < callsOfSession; call += 1) {
      JSON.parse(body);
      answerOn(readChart());
    }
  };
  const sessionWithChartKept = () => {
    const kept = new Map<string, Chart>();
    for (let call = 0; call < callsOfSession; call += 1) {
      const key = hash(jsonPart(body, ['prefetch']) ?? '');
      const known = kept.get(key);
      JSON.parse(known === undefined ? body : rest);
      const its = known ?? readChart();
      kept.set(key, its);
      answerOn(its);
    }
  };
  await untilSteady(answer);
  return {
    bytes: Buffer.byteLength(body),
    resources: resourceCount,
    parse: microseconds(() => JSON.parse(body), ms),
    buildChart: microseconds(readChart, ms),
    readOrders: microseconds(read, ms),
    assess: microseconds(() => judge(), ms),
    renderCards: microseconds(render, ms),
    evaluation: microseconds(answer, ms),
    stringify: microseconds(() => JSON.stringify(answered), ms),
    findChart: microseconds(() => jsonPart(body, ['prefetch']), ms),
    hashChart: microseconds(() => hash(sent), ms),
    session: microseconds(session, ms),
    sessionWithChartKept: microseconds(sessionWithChartKept, ms),
  };
}

/**
 * Answers until an answer takes as much processor time as those before it, as in a service that has been up for a
 * while.
 */
async function untilSteady(answer: () => unknown): Promise<void> {
  const calls = Math.max(20, Math.min(2000, Math.round(2000 / timeOf(answer, 1))));
  // Four blocks are 8,000 answers about the usual chart, which compile the code for the larger ones too.
  await warmUp(() => timeOf(answer, calls) / calls, { least: 4, most: 10 });
}

/**
 * The processor time of one call: the median of batches, which no other process can hold up. Measured for so many
 * milliseconds of processor time, after as many that are not counted.
 */
function microseconds(work: () => unknown, ms: number): number {
  const perBatch = Math.max(1, Math.round(batchMs / (timeOf(work, 5) / 5)));
  timeOf(work, Math.ceil(ms / batchMs) * perBatch);
  const batches = Math.max(5, Math.ceil(ms / batchMs));
  return median(Array.from({ length: batches }, () => (1000 * timeOf(work, perBatch)) / perBatch));
}

const batchMs = 5;

/** Milliseconds of processor time, that of the garbage collector's threads included. */
function timeOf(work: () => unknown, calls: number): number {
  const before = process.cpuUsage();
  for (let call = 0; call < calls; call += 1) work();
  const { user, system } = process.cpuUsage(before);
  return Math.max(0.001, (user + system) / 1000);
}

const ms = Number(process.argv[2] ?? 1000);
const today = new Date();
const results: EvaluationTimes[] = [
  await timed(orderSignBody(usual, 'plain', today), resourcesIn(usual), ms),
  await timed(orderSignBody(usual, 'us-core', today), resourcesIn(usual), ms),
];
for (const resources of [100, 300, 1000, 3000, 10_000]) {
  const counts = scaled(resources);
  results.push(await timed(orderSignBody(counts, 'plain', today), resourcesIn(counts), ms));
}
console.log(JSON.stringify(results));
