import type { IncomingMessage } from 'node:http';
import { context, type Span, SpanKind, SpanStatusCode, trace } from '@opentelemetry/api';
import { W3CTraceContextPropagator } from '@opentelemetry/core';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import { resourceFromAttributes } from '@opentelemetry/resources';
import { BasicTracerProvider, BatchSpanProcessor } from '@opentelemetry/sdk-trace-base';
import type { TracedRequest, Tracing } from './tracing.ts';

/**
 * Traces by OpenTelemetry's SDK, to a collector by OTLP over HTTP. Spans hold the method, the route's pattern, the
 * status, and the parts of the work: nothing of a request. Loaded only where OTEL_EXPORTER_OTLP_ENDPOINT is set.
 * @param endpoint the collector's base address, such as http://127.0.0.1:4318
 */
export function openTelemetry(endpoint: string): Tracing {
  const exporter = new OTLPTraceExporter({ url: `${endpoint}/v1/traces` });
  const provider = new BasicTracerProvider({
    resource: resourceFromAttributes({ 'service.name': 'spine-imaging-cds' }),
    spanProcessors: [new BatchSpanProcessor(exporter)],
  });
  const tracer = provider.getTracer('spine-imaging-cds');
  const propagator = new W3CTraceContextPropagator();
  return {
    request: (request) => {
      const parent = propagator.extract(context.active(), request.headers, headers);
      const span = tracer.startSpan('request', { kind: SpanKind.SERVER }, parent);
      return traced(span, (name) =>
        tracer.startSpan(name, {}, trace.setSpan(context.active(), span)),
      );
    },
    stop: () => provider.shutdown(),
  };
}

function traced(span: Span, part: (name: string) => Span): TracedRequest {
  return {
    during: (name, work) => {
      const inner = part(name);
      let isAwaited = false;
      try {
        const result = work();
        if (result instanceof Promise) {
          isAwaited = true;
          result.finally(() => inner.end()).catch(() => undefined);
        }
        return result;
      } finally {
        if (!isAwaited) inner.end();
      }
    },
    end: ({ method, route, status }) => {
      span.updateName(`${method} ${route}`);
      span.setAttributes({
        'http.request.method': method,
        'http.route': route,
        'http.response.status_code': status,
      });
      if (status >= 500) span.setStatus({ code: SpanStatusCode.ERROR });
      span.end();
    },
  };
}

const headers = {
  keys: (carrier: IncomingMessage['headers']) => Object.keys(carrier),
  get: (carrier: IncomingMessage['headers'], key: string) => carrier[key],
};
