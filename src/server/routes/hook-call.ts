import type { Request, RequestHandler, Response } from 'express';
import type { Resource } from 'fhir/r4.js';
import { notesKey } from '../../../hooks/prefetch.ts';
import type { AnswerRecord, CdsService, FormAccess, ServiceInput } from '../../cds/service.ts';
import type { HookRequest } from '../../cds/types.ts';
import { gatherNotes } from '../../confirmation/gather-notes.ts';
import type { FhirReader } from '../../fhir/fhir-reader.ts';
import { gather } from '../../fhir/gather.ts';
import { withoutSlashes } from '../../fhir/parse-url.ts';
import { nextTurn } from '../../in-turns.ts';
import type { CallRecord } from '../../store/records.ts';
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

/**
 * `POST /cds-services/{id}` (CDS Hooks 2.0, "Calling a CDS Service"): takes the call, reads the chart, decides,
 * answers, records.
 */
export function hookCall(parts: HookCallParts): RequestHandler {
  const { service, store } = parts;
  const { hook } = service.definition;
  const record = recorder(parts);
  return async (httpRequest, response) => {
    const call = await takenCall(httpRequest, response, parts);
    const keys = service.neededKeys(call.request);
    if (keys.length === 0) {
      const { response: body, record: answer } = shownOf(
        service.aside(call.request),
        hook,
        call.silent,
      );
      note(response, { unassessed: answer.unassessed ?? [] });
      await sendJson(httpRequest, response, body);
      store.recordCall(record(answer, call));
      return;
    }
    const { input, began } = await chartOf(call, keys, parts);
    await othersFirst(call);
    const readNotes = notesReader(call, began, parts);
    const answer = await during(
      response,
      'decide',
      () => service.answerWithNotes?.(input, readNotes) ?? service.answer(input),
    );
    await othersFirst(call);
    const { response: body, record: shown } = shownOf(answer, hook, call.silent);
    note(response, notesOfAnswer(shown, input.unavailable));
    const text = call.exact === undefined ? JSON.stringify(body) : exactJson(body, call.exact);
    if (text.length > mostAnswered) throw tooMuch();
    await sendJsonText(httpRequest, response, text);
    for (const { determination } of shown.orders) parts.metrics.order(determination);
    store.recordCall(record(shown, call));
  };
}

/** One call of the hook, as it came. */
interface Call {
  readonly request: HookRequest;
  readonly response: Response;
  readonly asOf: Date;
  readonly client: string;
  /** The FHIR servers that the caller may name. */
  readonly allowed: Caller['fhirServers'];
  /** The kinds of cards that the client is not shown. */
  readonly silent: Caller['silent'];
  /** The digits of the numbers in the orders, where they hold any. */
  readonly exact: ExactNumbers | undefined;
  /** Parsed, read, judged and written in one go, a body of megabytes would keep all others waiting for the sum of it. */
  readonly isLong: boolean;
}

/** Reads the request. @throws Problem that names the field which is wrong */
async function takenCall(
  httpRequest: Request,
  response: Response,
  { service, clock }: HookCallParts,
): Promise<Call> {
  const sent = takeJsonBody(httpRequest);
  const isLong = sent.text.length >= longBody;
  if (isLong) await nextTurn();
  const request = readHookRequest(sent.json, service.definition.hook);
  // Read only where the orders hold numbers, whose digits have to come back as they were.
  const exact = holdsNumber(request.context.draftOrders.entry) ? exactInOrders(sent) : undefined;
  const { client, fhirServers: allowed, silent } = callerOf(response);
  return { request, response, asOf: clock(), client, allowed, silent, exact, isLong };
}

async function othersFirst({ isLong }: Call): Promise<void> {
  if (isLong) await nextTurn();
}

/**
 * The chart that the call brings, and what had to be read of it.
 * @returns what is to be judged, and when reading began, in milliseconds of `performance.now()`
 * @throws Problem if nothing of it is there
 */
async function chartOf(
  { request, response, allowed, asOf }: Call,
  keys: readonly string[],
  { service, reader, ehrs, fhirDeadlineMs: deadlineMs, metrics }: HookCallParts,
): Promise<{ readonly input: ServiceInput; readonly began: number }> {
  const began = performance.now();
  const { prefetch: templates } = service.definition;
  const gathered = await during(response, 'read the chart', () =>
    gather(reader, { request, keys, templates, allowed, deadlineMs, asOf }),
  );
  for (const { key, outcome } of gathered.reads) metrics.read(key, outcome);
  const { resources, urns, unavailable, unread } = gathered;
  if (gathered.nothingToGoBy) throw nothingToGoBy(unavailable);
  const access = formAccess(callerOf(response), request, ehrs);
  const input = { request, resources, urns, unavailable, unread, asOf, formAccess: access };
  return { input, began };
}

/** Reads the notes, once something is left open, within what is left of the time for reading. */
function notesReader(
  call: Call,
  began: number,
  { service, reader, fhirDeadlineMs, metrics }: HookCallParts,
): () => Promise<readonly Resource[]> {
  const { request, response, allowed, asOf } = call;
  const template = service.definition.prefetch[notesKey] ?? '';
  return async () => {
    await othersFirst(call);
    const deadlineMs = Math.round(fhirDeadlineMs - (performance.now() - began));
    const notes = await during(response, 'read the notes', () =>
      gatherNotes(reader, { request, key: notesKey, template, allowed, asOf, deadlineMs }),
    );
    for (const outcome of notes.reads) metrics.read(notesKey, outcome);
    return notes.resources;
  };
}

/** What is recorded of an answer; cards that are shown for the first time are counted. */
function recorder({ service, metrics }: HookCallParts) {
  const { hook, id } = service.definition;
  const showings = new Showings();
  const counted = (answer: AnswerRecord, { request, client, asOf }: Call): AnswerRecord => {
    if (hook === 'order-sign') {
      for (const card of answer.cards) metrics.card(card, hook, client);
      return answer;
    }
    const cards = showings.tell(answer.cards, [client, request.context.patientId], asOf);
    for (const card of cards) if (card.isFirst) metrics.card(card, hook, client);
    return { ...answer, cards: cards.map(({ isFirst: _counted, ...card }) => card) };
  };
  return (answer: AnswerRecord, call: Call): CallRecord => ({
    requestId: String(call.response.getHeader('X-Request-Id')),
    at: call.asOf,
    service: id,
    hook,
    client: call.client,
    latencyMs: elapsed(call.response),
    status: 200,
    ...reasonOf(answer),
    answer: counted(answer, call),
  });
}

/** What the log says of an answer. */
function notesOfAnswer(record: AnswerRecord, unavailable: readonly string[]): CallNotes {
  return {
    ...kindsOf(record),
    orders: record.orders.map(({ cpt, determination }) => `${cpt} ${determination}`),
    ...(record.unassessed === undefined ? {} : { unassessed: record.unassessed }),
    ...(record.notesRead === undefined ? {} : { notesRead: record.notesRead }),
    unavailable,
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
