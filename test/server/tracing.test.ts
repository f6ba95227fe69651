import { createServer, type Server } from 'node:http';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openTelemetry } from '../../src/server/open-telemetry.ts';
import type { Tracing } from '../../src/server/tracing.ts';
import { hookRequest, nothingOnRecord, type RunningApp, runApp } from './support.ts';

interface SentSpan {
  readonly traceId: string;
  readonly spanId: string;
  readonly parentSpanId?: string;
  readonly name: string;
  readonly attributes: readonly { readonly key: string; readonly value: unknown }[];
}

let collector: Server;
let sent = '';
let app: RunningApp;
let tracing: Tracing;
beforeAll(async () => {
  collector = createServer(async (request, response) => {
    for await (const chunk of request) sent += chunk;
    response.setHeader('Content-Type', 'application/json').end('{}');
  });
  await new Promise<void>((resolve) => collector.listen(0, '127.0.0.1', resolve));
  const address = collector.address();
  const port = typeof address === 'object' ? address?.port : 0;
  tracing = openTelemetry(`http://127.0.0.1:${port}`);
  app = await runApp({}, { tracing });
});
afterAll(async () => {
  await app.stop();
  collector.close();
});

it('a call is traced with its parts, in the trace of its caller, and nothing of the patient is told', async () => {
  const traceId = '0af7651916cd43dd8448eb211c80319c';
  const body = hookRequest('order-sign', { prefetch: nothingOnRecord });
  const path = '/cds-services/spine-imaging-order-sign';
  await app.post(path, body, { traceparent: `00-${traceId}-b7ad6b7169203331-01` });
  await tracing.stop();

  const { resourceSpans } = JSON.parse(sent);
  const spans: readonly SentSpan[] = resourceSpans[0].scopeSpans[0].spans;
  const whole = spans.find(({ name }) => name === `POST ${path}`);
  expect(whole).toMatchObject({ traceId, parentSpanId: 'b7ad6b7169203331' });
  const attributes = whole?.attributes.map(({ key, value }) => [key, value]);
  expect(attributes).toContainEqual(['http.response.status_code', { intValue: 200 }]);
  const parts = spans.filter(({ parentSpanId }) => parentSpanId === whole?.spanId);
  expect(parts.map(({ name }) => name)).toEqual(['read the chart', 'decide']);
  expect(sent).not.toContain(body.context.patientId);
});
