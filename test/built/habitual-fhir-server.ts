import type { Resource } from 'fhir/r4.js';
import { type FhirTestServer, sendFhir, startFhirServer } from '../server/fhir-server.ts';

/** A FHIR server with a habit that real ones have. */
export interface Habit {
  readonly answers: '401' | 'byte-order-mark' | 'small-pages';
  readonly chart?: readonly Resource[];
  /** Visits of years ago that come before everything else, unless the newest are asked for first. */
  readonly oldVisits?: number;
}

/** Starts a FHIR server that answers reads and searches by type out of a chart, with a habit. */
export function startHabitualServer(habit: Habit): Promise<FhirTestServer> {
  const old = Array.from({ length: habit.oldVisits ?? 0 }, (_, index) => ({
    resourceType: 'Encounter',
    id: `old-${index}`,
    status: 'finished',
    class: { code: 'AMB' },
    subject: { reference: 'Patient/p1' },
    period: { start: '2019-01-07', end: '2019-01-07' },
  }));
  const chart: readonly Resource[] = [...old, ...(habit.chart ?? [])];
  return startFhirServer((request, response) => {
    if (habit.answers === '401') {
      sendFhir(response, { resourceType: 'OperationOutcome', issue: [] }, 401);
      return;
    }
    const url = new URL(request.url ?? '/', 'http://fhir.test');
    const [type = '', id] = url.pathname.split('/').filter((part) => part !== '');
    const ofType = chart.filter(({ resourceType }) => resourceType === type);
    if (id !== undefined) {
      const found = ofType.find((one) => one.id === id);
      send(found ?? { resourceType: 'OperationOutcome' }, found === undefined ? 404 : 200);
      return;
    }
    const sorted =
      url.searchParams.get('_sort')?.startsWith('-') === true ? ofType.toReversed() : ofType;
    const size =
      habit.answers === 'small-pages'
        ? Math.min(Number(url.searchParams.get('_count') ?? 10), 100)
        : sorted.length;
    const from = Number(url.searchParams.get('offset') ?? 0);
    const next = new URL(url);
    next.searchParams.set('offset', String(from + size));
    send({
      resourceType: 'Bundle',
      type: 'searchset',
      total: sorted.length,
      // Relative, as some servers write it.
      ...(from + size < sorted.length
        ? { link: [{ relation: 'next', url: `${type}${next.search}` }] }
        : {}),
      entry: sorted.slice(from, from + size).map((resource) => ({ resource })),
    });

    function send(body: object, status = 200): void {
      if (habit.answers !== 'byte-order-mark') {
        sendFhir(response, body, status);
        return;
      }
      response.writeHead(status, { 'Content-Type': 'application/fhir+json' });
      response.end(`\ufeff${JSON.stringify(body)}`);
    }
  });
}
