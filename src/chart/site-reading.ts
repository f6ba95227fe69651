import { atOnce, type Work } from '../turns.ts';
import { buildingChart, type ChartInput } from './build-chart.ts';
import type { SiteFactReader } from './site-facts.ts';
import type { Chart } from './types.ts';

/** How charts are read at one site, the same for every call. */
export interface SiteReading {
  /** What the hospital's own data means, where it says so. */
  readonly siteEvidence?: {
    readonly reader: (asOf: Date) => SiteFactReader;
    readonly translate: NonNullable<ChartInput['translate']>;
  };
  /** Canonical URLs, without a version, under which an EHR keeps the documentation form as its own. */
  readonly localForms?: readonly string[];
}

type ChartAtSite = Pick<
  ChartInput,
  'patientId' | 'resources' | 'asOf' | 'draftOrders' | 'whileReading'
>;

/** Builds a chart as it is read at a site. */
export function chartAt(site: SiteReading, input: ChartAtSite): Chart {
  return atOnce(buildingChartAt(site, input));
}

/** The same as {@link chartAt}, as work that can be left. */
export function buildingChartAt(
  { siteEvidence, localForms = [] }: SiteReading,
  input: ChartAtSite,
): Work<Chart> {
  const plain = { ...input, localForms };
  if (siteEvidence === undefined) return buildingChart(plain);
  const { reader, translate } = siteEvidence;
  return buildingChart({ ...plain, siteFacts: reader(input.asOf), translate });
}

/** The hospital's own codes, for whoever reads orders with them. */
export function translating({
  siteEvidence,
}: {
  readonly siteEvidence?: SiteReading['siteEvidence'] | undefined;
}): Pick<ChartInput, 'translate'> {
  return siteEvidence === undefined ? {} : { translate: siteEvidence.translate };
}
