import type { Request, RequestHandler } from 'express';
import type { ReportRow } from '../../store/feedback-report.ts';
import type { Store } from '../../store/store.ts';
import { csv } from '../csv.ts';
import { summarize } from '../feedback-summary.ts';
import { badField } from '../problem.ts';

/** `GET /reports/feedback?from=&to=`: what became of the cards, as JSON or, where asked for, as CSV. */
export function feedbackReports(store: Pick<Store, 'feedbackReport'>): RequestHandler {
  return async (request, response) => {
    const asCsv = wantsCsv(request);
    const from = dateParameter(request, 'from');
    const to = dateParameter(request, 'to');
    const period = { ...(from && { from }), ...(to && { to }) };
    const report = await store.feedbackReport(period);
    if (asCsv) {
      response.type('text/csv').send(csv(header, report.rows.flatMap(csvLines)));
    } else {
      response.json({ period, ...summarize(report), rows: report.rows });
    }
  };
}

/**
 * `GET /reports/determinations?from=&to=`: what the guideline said of the orders, as JSON or, where asked for, as
 * CSV.
 */
export function determinationReports(store: Pick<Store, 'determinationReport'>): RequestHandler {
  return async (request, response) => {
    const asCsv = wantsCsv(request);
    const from = dateParameter(request, 'from');
    const to = dateParameter(request, 'to');
    const period = { ...(from && { from }), ...(to && { to }) };
    const report = await store.determinationReport(period);
    if (asCsv) {
      const lines = report.rows.map(({ month, hook, client, cpt, determination, orders }) => [
        ...[month, hook, client, cpt, determination],
        orders,
      ]);
      const names = ['month', 'hook', 'client', 'cpt', 'determination', 'orders'];
      response.type('text/csv').send(csv(names, lines));
    } else {
      response.json({ period, ...report });
    }
  };
}

/** `GET /reports/calls?from=&to=&limit=&after=&card=`: the audit record, a page at a time, oldest first. */
export function callReports(store: Pick<Store, 'callReport'>): RequestHandler {
  return async (request, response) => {
    const from = dateParameter(request, 'from');
    const to = dateParameter(request, 'to');
    const after = uuidParameter(
      request,
      'after',
      'expected the id of a call, as `next` of the page before gives it',
    );
    const card = uuidParameter(request, 'card', 'expected the uuid of a card');
    const limit = limitParameter(request);
    const report = await store.callReport({
      ...(from && { from }),
      ...(to && { to }),
      ...(after === undefined ? {} : { after }),
      ...(card === undefined ? {} : { card }),
      limit,
    });
    response.json(report);
  };
}

function uuidParameter({ query }: Request, name: string, expected: string): string | undefined {
  const value = query[name];
  if (value === undefined) return undefined;
  if (typeof value !== 'string' || !/^[0-9a-f-]{36}$/.test(value)) {
    throw badField(name, expected);
  }
  return value;
}

const mostCalls = 1000;

function limitParameter({ query: { limit } }: Request): number {
  if (limit === undefined) return 100;
  const number = typeof limit === 'string' && /^\d{1,4}$/.test(limit) ? Number(limit) : 0;
  if (number < 1 || number > mostCalls) {
    throw badField('limit', `expected a number from 1 to ${mostCalls}`);
  }
  return number;
}

function dateParameter({ query }: Request, name: string): Date | undefined {
  const value = query[name];
  if (value === undefined) {
    return undefined;
  }
  const isDate = typeof value === 'string' && /^\d{4}-\d\d-\d\d(T[\d:.]+Z)?$/.test(value);
  const date = new Date(isDate ? value : Number.NaN);
  if (Number.isNaN(date.getTime())) {
    throw badField(
      name,
      'expected a date such as 2026-03-31 or a time such as 2026-03-31T12:00:00Z',
    );
  }
  return date;
}

function wantsCsv(request: Request): boolean {
  const { format } = request.query;
  if (format === undefined) {
    return request.accepts(['application/json', 'text/csv']) === 'text/csv';
  }
  if (format !== 'csv' && format !== 'json') {
    throw badField('format', 'expected json or csv');
  }
  return format === 'csv';
}

const header = [
  'month',
  'kind',
  'criterion',
  'outcome',
  'override_system',
  'override_code',
  'cards',
  'hook',
  'client',
];

/** One line a criterion: a card that is about two criteria stands in two lines. */
function csvLines({ month, kind, criteria, outcome, reason, cards, hook, client }: ReportRow) {
  return (criteria.length === 0 ? [''] : criteria).map((criterion) => [
    month,
    kind,
    criterion,
    outcome,
    reason?.system ?? '',
    reason?.code ?? '',
    cards,
    hook ?? '',
    client,
  ]);
}
