/** How long to believe what a server said of itself, and how long to leave it alone after a batch that failed. */
const hour = 60 * 60 * 1000;
const afterFailure = 10 * 60 * 1000;

interface Known {
  readonly until: number;
  readonly offers: boolean;
}

/**
 * Which FHIR servers take a batch, by their CapabilityStatement (FHIR R4, `rest.interaction`). Asked once an hour and
 * server; whoever calls while the answer is under way does without.
 */
export class BatchSupport {
  readonly #known = new Map<string, Known>();
  readonly #asking = new Set<string>();
  readonly #now: () => number;

  /** @param now a clock that is never set back, in milliseconds */
  constructor(now: () => number = () => performance.now()) {
    this.#now = now;
  }

  /**
   * Whether the server at a base takes a batch.
   * @param read reads its CapabilityStatement; undefined where that fails
   * @param patienceMs how long the first call waits for it
   */
  async offers(base: string, read: () => Promise<unknown>, patienceMs: number): Promise<boolean> {
    const known = this.#known.get(base);
    if (known !== undefined && known.until > this.#now()) return known.offers;
    if (this.#asking.has(base)) return false;
    this.#asking.add(base);
    const asked = read()
      .then((statement) => {
        const offers = offersBatch(statement);
        const lasts = statement === undefined ? afterFailure : hour;
        this.#known.set(base, { until: this.#now() + lasts, offers });
        return offers;
      })
      .finally(() => this.#asking.delete(base));
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<boolean>((resolve) => {
      timer = setTimeout(resolve, patienceMs, false);
    });
    try {
      return await Promise.race([asked, late]);
    } finally {
      clearTimeout(timer);
    }
  }

  /** Remembers that a batch failed, whatever the server says of itself. */
  failed(base: string): void {
    this.#known.set(base, { until: this.#now() + afterFailure, offers: false });
  }
}

function offersBatch(statement: unknown): boolean {
  if (!isObject(statement) || statement.resourceType !== 'CapabilityStatement') return false;
  return objects(statement.rest).some(
    (rest) =>
      rest.mode !== 'client' && objects(rest.interaction).some(({ code }) => code === 'batch'),
  );
}

function objects(value: unknown): readonly Record<string, unknown>[] {
  return Array.isArray(value) ? value.filter(isObject) : [];
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
