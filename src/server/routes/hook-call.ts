import type { RequestHandler } from 'express';
import type { AnswerRecord, CdsService } from '../../cds/service.ts';
import type { FhirReader } from '../../fhir/fhir-reader.ts';
import { gather } from '../../fhir/gather.ts';
import type { Store } from '../../store/store.ts';
import { elapsed, note } from '../call-notes.ts';
import { callerOf } from '../caller.ts';
import { readHookRequest } from '../hook-request.ts';
import type { Metrics } from '../metrics.ts';
import { takeJsonBody } from '../middleware/json-body.ts';
import { Problem } from '../problem.ts';
import { sendJson } from '../send-json.ts';

interface HookCallParts {
  readonly service: CdsService;
  readonly reader: FhirReader;
  readonly fhirDeadlineMs: number;
  readonly store: Pick<Store, 'recordCall'>;
  readonly metrics: Metrics;
  readonly clock: () => Date;
}

/** `POST /cds-services/{id}` (CDS Hooks 2.0, "Calling a CDS Service"). */
export function hookCall(parts: HookCallParts): RequestHandler {
  const { service, reader, fhirDeadlineMs: deadlineMs, store, metrics, clock } = parts;
  const { hook, id, prefetch: templates } = service.definition;
  return async (httpRequest, response) => {
    const request = readHookRequest(takeJsonBody(httpRequest), hook);
    const keys = service.neededKeys(request);
    const asOf = clock();
    const { client, fhirServers: allowed } = callerOf(response);
    const keep = (answer: AnswerRecord): void =>
      store.recordCall({
        requestId: String(response.getHeader('X-Request-Id')),
        at: asOf,
        service: id,
        hook,
        client,
        latencyMs: elapsed(response),
        status: 200,
        ...reasonOf(answer),
        answer,
      });
    if (keys.length === 0) {
      const { response: body, record } = service.aside(request);
      note(response, { unassessed: record.unassessed ?? [] });
      sendJson(response, body);
      for (const { kind } of record.cards) metrics.card(kind);
      keep(record);
      return;
    }
    const gathered = await gather(reader, { request, keys, templates, allowed, deadlineMs, asOf });
    const { resources, unavailable } = gathered;
    for (const { key, outcome } of gathered.reads) {
      metrics.read(key, outcome);
    }
    if (gathered.nothingToGoBy) {
      throw nothingToGoBy(unavailable);
    }
    const { response: body, record } = service.answer({ request, resources, unavailable, asOf });
    note(response, {
      cards: record.cards.map(({ kind }) => kind),
      orders: record.orders.map(({ cpt, determination }) => `${cpt} ${determination}`),
      ...(record.unassessed === undefined ? {} : { unassessed: record.unassessed }),
      unavailable,
    });
    sendJson(response, body);
    for (const { kind } of record.cards) {
      metrics.card(kind);
    }
    for (const { determination } of record.orders) {
      metrics.order(determination);
    }
    keep(record);
  };
}

/** Why a call has no assessment at all, for the audit. */
function reasonOf({ orders, unassessed = [] }: AnswerRecord): { readonly reason?: string } {
  if (orders.length > 0 || unassessed.length === 0) return {};
  return { reason: [...new Set(unassessed)].join(', ') };
}

/** CDS Hooks 2.0: needed data neither in the prefetch nor to be read is a failed precondition. */
function nothingToGoBy(keys: readonly string[]): Problem {
  return new Problem(
    412,
    'required',
    `Nothing is known of the patient: send the prefetch keys ${keys.join(', ')}, or a fhirServer that this service may read.`,
    { reason: 'nothing-to-go-by', field: 'prefetch' },
  );
}
