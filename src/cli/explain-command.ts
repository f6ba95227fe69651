import { assessmentsKey } from '../../hooks/order-review.ts';
import { cdsServices } from '../../hooks/services.ts';
import type { Assessment } from '../assessment/types.ts';
import type { SiteReading } from '../chart/site-reading.ts';
import { accountText, chartAccount, type ResourceAccount } from '../explain/chart-account.ts';
import { explain } from '../explain/explain.ts';
import { SettingsError } from '../server/settings.ts';
import { readSiteEvidence } from '../server/site-evidence-file.ts';
import type { SiteEvidence } from '../site-evidence/site-evidence.ts';
import { CommandError } from './command-error.ts';
import { type RequestFile, readRequestFile } from './request-file.ts';

/**
 * `explain FILE [--chart] [--json] [--as-of DATE] [--site-evidence FILE]`: the determination of every spine order in a
 * hook request, or in a vignette, with the criteria that decided and their evidence; with `--chart` also what was read
 * of every resource, and what was not, with the reason. Charts are read with the hospital's own mappings where it names
 * them, as the service reads them.
 */
export async function explainCommand(
  path: string,
  options: {
    readonly chart?: true;
    readonly json?: true;
    readonly asOf?: string;
    readonly siteEvidence?: string;
  },
): Promise<void> {
  const file = readRequestFile(path, options.asOf);
  const site = await siteOf(options.siteEvidence);
  const { request, asOf, resources } = file;
  const services = cdsServices({
    payerName: 'Spine imaging guideline',
    guidelineUrl: 'https://spine-imaging-cds.example.org/guideline',
    publicBaseUrl: 'http://127.0.0.1:3000',
    canonicalBase: 'https://spine-imaging-cds.example.org/fhir',
    ...site,
  });
  const service = services.find((one) => one.definition.hook === request.hook);
  if (service === undefined) {
    throw new CommandError(
      `${path} calls the hook "${request.hook}"; expected order-select or order-sign.`,
    );
  }
  const { response } = service.answer({ request, resources, unavailable: [], asOf });
  const found = response.extension?.[assessmentsKey];
  const assessments: readonly Assessment[] = Array.isArray(found) ? found : [];
  const chart = options.chart === true ? accountOf(file, site) : undefined;
  if (options.json === true) {
    console.log(JSON.stringify({ assessments, cards: response.cards, chart }, null, 2));
    return;
  }
  console.log(explain(assessments, response.cards));
  if (chart !== undefined) console.log(accountText(chart));
}

/** What was read of each resource of the request's chart. */
function accountOf(
  { request, resources, asOf }: RequestFile,
  site: SiteReading,
): readonly ResourceAccount[] {
  return chartAccount(resources, { patientId: request.context.patientId, asOf, site });
}

/** The hospital's own mappings of a file, checked as at the start of the service. */
async function siteOf(path: string | undefined): Promise<{ readonly siteEvidence?: SiteEvidence }> {
  try {
    const siteEvidence = await readSiteEvidence(path);
    return siteEvidence === undefined ? {} : { siteEvidence };
  } catch (error) {
    if (error instanceof SettingsError) throw new CommandError(error.message);
    throw error;
  }
}
