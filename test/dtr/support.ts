import type { ServiceRequest } from 'fhir/r4.js';
import { cdsServices } from '../../hooks/services.ts';
import type { AppParts } from '../../src/server/app.ts';
import { readSettings } from '../../src/server/settings.ts';
import { allVignettes, requestOn, type Vignette } from '../../src/vignettes/vignette.ts';
import { type RunningApp, runApp } from '../server/support.ts';

export const canonicalBase = 'https://payer.example/fhir';
export const packagePath = '/fhir/Questionnaire/$questionnaire-package';
export const nextPath = '/fhir/Questionnaire/$next-question';

/** The real app with the real services. */
export function startApp(
  env: Record<string, string> = {},
  parts: Partial<AppParts> = {},
): Promise<RunningApp> {
  const all = { CANONICAL_BASE: canonicalBase, PUBLIC_BASE_URL: 'https://payer.example', ...env };
  return runApp(all, { services: cdsServices(readSettings(all)), ...parts });
}

export const coverage = {
  resourceType: 'Coverage' as const,
  id: 'cov1',
  status: 'active' as const,
  beneficiary: { reference: 'Patient/p1' },
  payor: [{ display: 'Example Payer' }],
};

const vignettes = allVignettes();

export function vignetteNamed(name: string): Vignette {
  const found = vignettes.find((one) => one.name === name);
  if (found === undefined) throw new Error(`no vignette ${name}`);
  return found;
}

/** A signing call with today's dates, with a coverage and whatever more belongs to the chart. */
export function signing(name: string, more: readonly object[] = []): Record<string, unknown> {
  const request = requestOn(vignetteNamed(name), new Date());
  const { draftOrders } = request.context;
  const known: { readonly entry?: readonly object[] } = Object(
    request.prefetch?.questionnaireResponses,
  );
  return {
    ...request,
    hook: 'order-sign',
    context: {
      ...request.context,
      draftOrders: {
        ...draftOrders,
        entry: (draftOrders.entry ?? []).map(({ resource }) => ({
          resource: {
            authoredOn: new Date().toISOString().slice(0, 10),
            requester: { reference: 'Practitioner/pr1' },
            ...resource,
          },
        })),
      },
    },
    prefetch: {
      ...request.prefetch,
      coverage,
      questionnaireResponses: {
        resourceType: 'Bundle',
        type: 'searchset',
        entry: [...(known.entry ?? []), ...more.map((resource) => ({ resource }))],
      },
    },
  };
}

interface SignAnswer {
  readonly systemActions?: readonly { readonly resource: ServiceRequest }[];
  readonly extension: Readonly<Record<string, readonly { readonly determination: string }[]>>;
}

/** What the service says of the first order when it is signed. */
export async function sign(app: RunningApp, body: unknown) {
  const answer = await app.post('/cds-services/spine-imaging-order-sign', body);
  const json: SignAnswer = answer.json;
  const [order] = json.systemActions ?? [];
  const [assessments = []] = Object.values(json.extension);
  const said = (url: string): string | undefined => {
    const [information] = order?.resource.extension ?? [];
    const part = information?.extension?.find((one) => one.url === url);
    return part?.valueCanonical ?? part?.valueString ?? part?.valueCode;
  };
  return { order: order?.resource, determination: assessments[0]?.determination, said };
}

export function parameters(...parameter: readonly object[]): object {
  return { resourceType: 'Parameters', parameter };
}

export type { RunningApp };
