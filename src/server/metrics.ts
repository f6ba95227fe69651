import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';

/** What the service counts. One object an app, so that two apps in one process do not share numbers. */
export class Metrics {
  readonly registry = new Registry();

  readonly #requests = new Counter({
    name: 'http_requests_total',
    help: 'Requests answered, by route and status',
    labelNames: ['route', 'status'] as const,
    registers: [this.registry],
  });
  readonly #seconds = new Histogram({
    name: 'http_request_duration_seconds',
    help: 'Time from the first byte of a request to the end of its answer, by route',
    labelNames: ['route'] as const,
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5],
    registers: [this.registry],
  });
  readonly #cards = new Counter({
    name: 'cds_cards_total',
    help: 'Cards shown, by kind, hook and client; repeats while one order is written count once',
    labelNames: ['kind', 'hook', 'client'] as const,
    registers: [this.registry],
  });
  readonly #silentCards = new Counter({
    name: 'cds_cards_silent_total',
    help: 'Cards kept back (SILENT), by kind, hook and client; repeats while one order is written count once',
    labelNames: ['kind', 'hook', 'client'] as const,
    registers: [this.registry],
  });
  readonly #orders = new Counter({
    name: 'cds_orders_total',
    help: 'Orders assessed, by determination',
    labelNames: ['determination'] as const,
    registers: [this.registry],
  });
  readonly #reads = new Counter({
    name: 'cds_fhir_reads_total',
    help: 'Reads from FHIR servers, by prefetch key and outcome',
    labelNames: ['key', 'outcome'] as const,
    registers: [this.registry],
  });
  readonly #refusals = new Counter({
    name: 'cds_refusals_total',
    help: 'Requests refused, by reason',
    labelNames: ['reason'] as const,
    registers: [this.registry],
  });

  readonly #formErrors = new Counter({
    name: 'dtr_form_errors_total',
    help: 'Errors that clients reported of documentation forms',
    registers: [this.registry],
  });

  /**
   * @param droppedCalls how many calls could not be recorded so far
   * @param overdueKeys of how many clients the keys could not be fetched for longer than they are fresh
   */
  constructor(droppedCalls: () => number, overdueKeys: () => number = () => 0) {
    new Gauge({
      name: 'cds_client_keys_overdue',
      help: 'Trusted clients whose keys could not be fetched for longer than they are fresh',
      registers: [this.registry],
      collect() {
        this.set(overdueKeys());
      },
    });
    new Gauge({
      name: 'cds_calls_unrecorded',
      help: 'Answered calls that could not be recorded because the store was away for too long',
      registers: [this.registry],
      collect() {
        this.set(droppedCalls());
      },
    });
    collectDefaultMetrics({ register: this.registry });
  }

  answered(route: string, status: number, seconds: number): void {
    this.#requests.inc({ route, status });
    this.#seconds.observe({ route }, seconds);
  }

  refused(reason: string): void {
    this.#refusals.inc({ reason });
  }

  formErrors(count: number): void {
    this.#formErrors.inc(count);
  }

  card(
    { kind, isSilent }: { readonly kind: string; readonly isSilent?: true },
    hook: string,
    client: string,
  ): void {
    const counter = isSilent === true ? this.#silentCards : this.#cards;
    counter.inc({ kind, hook, client });
  }

  order(determination: string): void {
    this.#orders.inc({ determination });
  }

  read(key: string, outcome: string): void {
    this.#reads.inc({ key, outcome });
  }
}
