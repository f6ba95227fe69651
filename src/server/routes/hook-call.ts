import type { RequestHandler } from 'express';
import type { Resource } from 'fhir/r4.js';
import { notesKey } from '../../../hooks/prefetch.ts';
import type { AnswerRecord, CdsService, FormAccess, ServiceInput } from '../../cds/service.ts';
import type { HookRequest } from '../../cds/types.ts';
import { gatherNotes } from '../../confirmation/gather-notes.ts';
import type { FhirReader } from '../../fhir/fhir-reader.ts';
import { gather } from '../../fhir/gather.ts';
import { withoutSlashes } from '../../fhir/parse-url.ts';
import { nextTurn } from '../../in-turns.ts';
import type { Store } from '../../store/store.ts';
import { type CallNotes, elapsed, note } from '../call-notes.ts';
import { type Caller, callerOf } from '../caller.ts';
import { type ExactNumbers, exactJson, exactNumbers, holdsNumber } from '../exact-numbers.ts';
import { readHookRequest } from '../hook-request.ts';
import { jsonPart } from '../json-part.ts';
import { longBody } from '../long-bodies.ts';
import type { Metrics } from '../metrics.ts';
import { type ReadBody, takeJsonBody } from '../middleware/json-body.ts';
import { Problem } from '../problem.ts';
import { mostAnswered, sendJson, sendJsonText } from '../send-json.ts';
import { Showings } from '../showings.ts';
import { shownOf } from '../silence.ts';
import { during } from '../tracing.ts';
import type { SmartEhr } from '../trust/smart-ehrs.ts';

interface HookCallParts {
  readonly service: CdsService;
  readonly reader: FhirReader;
  /** EHRs that may launch the form. */
  readonly ehrs: readonly SmartEhr[];
  readonly fhirDeadlineMs: number;
  readonly store: Pick<Store, 'recordCall'>;
  readonly metrics: Metrics;
  readonly clock: () => Date;
}

/** `POST /cds-services/{id}` (CDS Hooks 2.0, "Calling a CDS Service"). */
export function hookCall(parts: HookCallParts): RequestHandler {
  const { service, ehrs, reader, fhirDeadlineMs: deadlineMs, store, metrics, clock } = parts;
  const { hook, id, prefetch: templates } = service.definition;
  const showings = new Showings();
  /** The cards as they are recorded; what is shown for the first time is counted. */
  const counted = (record: AnswerRecord, request: HookRequest, client: string, at: Date) => {
    if (hook === 'order-sign') {
      for (const card of record.cards) metrics.card(card, hook, client);
      return record;
    }
    const cards = showings.tell(record.cards, [client, request.context.patientId], at);
    for (const card of cards) if (card.isFirst) metrics.card(card, hook, client);
    return { ...record, cards: cards.map(({ isFirst: _counted, ...card }) => card) };
  };
  return async (httpRequest, response) => {
    const sent = takeJsonBody(httpRequest);
    // Parsed, read, judged and written in one go, a body of megabytes would keep all others waiting for the sum of it.
    const isLong = sent.text.length >= longBody;
    if (isLong) await nextTurn();
    const request = readHookRequest(sent.json, hook);
    // Read only where the orders hold numbers, whose digits have to come back as they were.
    const exact = holdsNumber(request.context.draftOrders.entry) ? exactInOrders(sent) : undefined;
    const keys = service.neededKeys(request);
    const asOf = clock();
    const { client, fhirServers: allowed, silent } = callerOf(response);
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
      const { response: body, record } = shownOf(service.aside(request), hook, silent);
      note(response, { unassessed: record.unassessed ?? [] });
      await sendJson(httpRequest, response, body);
      keep(counted(record, request, client, asOf));
      return;
    }
    const began = performance.now();
    const gathered = await during(response, 'read the chart', () =>
      gather(reader, { request, keys, templates, allowed, deadlineMs, asOf }),
    );
    const { resources, urns, unavailable, unread } = gathered;
    for (const { key, outcome } of gathered.reads) {
      metrics.read(key, outcome);
    }
    if (gathered.nothingToGoBy) {
      throw nothingToGoBy(unavailable);
    }
    const input: ServiceInput = {
      ...{ request, resources, urns, unavailable, unread, asOf },
      formAccess: formAccess(callerOf(response), request, ehrs),
    };
    const readNotes = async (): Promise<readonly Resource[]> => {
      if (isLong) await nextTurn();
      const left = deadlineMs - (performance.now() - began);
      const template = templates[notesKey] ?? '';
      const notes = await during(response, 'read the notes', () =>
        gatherNotes(reader, {
          ...{ request, key: notesKey, template, allowed, asOf },
          deadlineMs: Math.round(left),
        }),
      );
      for (const outcome of notes.reads) metrics.read(notesKey, outcome);
      return notes.resources;
    };
    if (isLong) await nextTurn();
    const answer = await during(
      response,
      'decide',
      () => service.answerWithNotes?.(input, readNotes) ?? service.answer(input),
    );
    if (isLong) await nextTurn();
    const { response: body, record } = shownOf(answer, hook, silent);
    note(response, {
      ...kindsOf(record),
      orders: record.orders.map(({ cpt, determination }) => `${cpt} ${determination}`),
      ...(record.unassessed === undefined ? {} : { unassessed: record.unassessed }),
      ...(record.notesRead === undefined ? {} : { notesRead: record.notesRead }),
      unavailable,
    });
    const text = exact === undefined ? JSON.stringify(body) : exactJson(body, exact);
    if (text.length > mostAnswered) throw tooMuch();
    await sendJsonText(httpRequest, response, text);
    for (const { determination } of record.orders) {
      metrics.order(determination);
    }
    keep(counted(record, request, client, asOf));
  };
}

/** The digits of the numbers in the draft orders, which alone come back in answers. */
function exactInOrders({ json, text }: ReadBody): ExactNumbers | undefined {
  const orders = jsonPart(text, ordersPath);
  if (orders === undefined) return undefined;
  const parsed = ordersPath.reduce<unknown>((value, name) => Object(value)[name], json);
  return exactNumbers(orders, parsed);
}

const ordersPath = ['context', 'draftOrders'] as const;

/** The kinds of the cards that were shown, and of those that were not, for the log. */
function kindsOf({ cards }: AnswerRecord): CallNotes {
  const kept = cards.filter(({ isSilent }) => isSilent === true).map(({ kind }) => kind);
  const shown = cards.filter(({ isSilent }) => isSilent !== true).map(({ kind }) => kind);
  return { cards: shown, ...(kept.length === 0 ? {} : { silent: kept }) };
}

/** How the caller opens forms: by what its client and its EHR are set up for. */
function formAccess(
  { hasDtr = false }: Caller,
  { fhirServer }: HookRequest,
  ehrs: readonly SmartEhr[],
): FormAccess {
  if (hasDtr) return 'dtr-client';
  const issuer = fhirServer === undefined ? undefined : withoutSlashes(fhirServer);
  return ehrs.some((ehr) => ehr.issuer === issuer) ? 'smart-launch' : 'page';
}

/** Why a call has no assessment at all, for the audit. */
function reasonOf({ orders, unassessed = [] }: AnswerRecord): { readonly reason?: string } {
  if (orders.length > 0 || unassessed.length === 0) return {};
  return { reason: [...new Set(unassessed)].join(', ') };
}

function tooMuch(): Problem {
  const message =
    'context.draftOrders: the answer would be larger than 1 MB; send fewer orders at once';
  const details = { reason: 'answer-too-large', field: 'context.draftOrders' };
  return new Problem(400, 'too-costly', message, details);
}

/** CDS Hooks 2.0: needed data neither in the prefetch nor to be read is a failed precondition. */
function nothingToGoBy(keys: readonly string[]): Problem {
  return new Problem(
    412,
    'required',
    `The chart could not be read: send the prefetch keys ${keys.join(', ')}, or a fhirServer that this service may read, with a token that it accepts.`,
    { reason: 'nothing-to-go-by', field: 'prefetch' },
  );
}
