import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type {
  Bundle,
  Coverage,
  Extension,
  FhirResource,
  Resource,
  ServiceRequest,
} from 'fhir/r4.js';
import fhirpath from 'fhirpath';
import r4 from 'fhirpath/fhir-context/r4';
import type { ServiceSettings } from '../../hooks/service-settings.ts';
import { cdsServices } from '../../hooks/services.ts';
import type { HookAnswer } from '../../src/cds/service.ts';
import type { HookName, HookRequest } from '../../src/cds/types.ts';
import { packageRoot } from '../../src/package-root.ts';
import { allVignettes, type Vignette } from '../../src/vignettes/vignette.ts';
import { ofEveryKind } from '../support/sample-size.ts';
import { resourcesOf, serviceSettings } from '../support/vignette-call.ts';

export { serviceSettings };

export const extensionUrl =
  'http://hl7.org/fhir/us/davinci-crd/StructureDefinition/ext-coverage-information';
const versionKey = 'davinci-crd.requestedVersion';

/** What a caller can ask for: a version, or, without one, the payload that is valid in both. */
export const asked = ['2.0', '2.2', 'neutral'] as const;
export type Asked = (typeof asked)[number];

const everyVignette = allVignettes();

/** What is called in each version and situation: one vignette of every kind unless more samples are asked for. */
export const vignettes = ofEveryKind(everyVignette);

/** Reads a JSON file under `fixtures/crd`. */
export function fixture(name: string): unknown {
  return JSON.parse(readFileSync(join(packageRoot, 'fixtures', 'crd', name), 'utf8'));
}

export function vignetteNamed(name: string): Vignette {
  const vignette = everyVignette.find((one) => one.name === name);
  if (vignette === undefined) throw new Error(`no vignette ${name}`);
  return vignette;
}

export function coverageOf(patientId: string, changes: Partial<Coverage> = {}): Coverage {
  return {
    resourceType: 'Coverage',
    id: 'coverage-1',
    status: 'active',
    beneficiary: { reference: `Patient/${patientId}` },
    payor: [{ identifier: { system: 'https://payers.example', value: 'payer-1' } }],
    ...changes,
  };
}

export interface Call {
  readonly asked?: Asked;
  readonly hook?: HookName;
  readonly configuration?: unknown;
  /** Instead of one coverage in force. */
  readonly coverages?: readonly Coverage[];
  /** The draft orders as they are to be sent. */
  readonly orders?: readonly FhirResource[];
  readonly settings?: Partial<ServiceSettings>;
  readonly unavailable?: readonly string[];
  readonly asOf?: Date;
  readonly more?: readonly Resource[];
  /** Further extensions of the request; `{}` and no version is a caller without CRD. */
  readonly extension?: Readonly<Record<string, unknown>>;
}

/** The draft orders of a vignette, with what CRD's profile demands besides. */
export function draftsOf({ request }: Vignette): readonly FhirResource[] {
  return (request.context.draftOrders.entry ?? []).flatMap(({ resource }): FhirResource[] => {
    if (resource === undefined) return [];
    if (resource.resourceType !== 'ServiceRequest') return [resource];
    return [{ authoredOn: '2026-01-01', requester: { reference: 'Practitioner/p' }, ...resource }];
  });
}

/** The request of a vignette as a CRD client sends it. */
export function crdRequest(vignette: Vignette, call: Call = {}): HookRequest {
  const { request } = vignette;
  const hook = call.hook ?? 'order-sign';
  const drafts = call.orders ?? draftsOf(vignette);
  const { patientId } = request.context;
  const coverages = call.coverages ?? [coverageOf(patientId)];
  const coverage: Bundle = {
    resourceType: 'Bundle',
    type: 'searchset',
    entry: coverages.map((resource) => ({ resource })),
  };
  const declared =
    call.asked === undefined || call.asked === 'neutral' ? {} : { [versionKey]: call.asked };
  const configuration =
    call.configuration === undefined ? {} : { 'davinci-crd.configuration': call.configuration };
  return {
    ...request,
    hook,
    context: {
      ...request.context,
      draftOrders: {
        resourceType: 'Bundle',
        type: 'collection',
        entry: drafts.map((resource) => ({ resource })),
      },
      ...(hook === 'order-select'
        ? { selections: drafts.map((one) => `${one.resourceType}/${one.id}`) }
        : {}),
    },
    prefetch: {
      ...request.prefetch,
      coverage,
    },
    extension: { ...call.extension, ...declared, ...configuration },
  };
}

/** Answers a vignette's orders as the service does, the HTTP interface left aside. */
export function answerTo(vignette: Vignette, call: Call = {}): HookAnswer {
  const request = crdRequest(vignette, call);
  const service = cdsServices({ ...serviceSettings, ...call.settings }).find(
    ({ definition }) => definition.hook === request.hook,
  );
  if (service === undefined) throw new Error(`no service for ${request.hook}`);
  if (service.neededKeys(request).length === 0) {
    return { response: { cards: [] }, record: { cards: [], orders: [] } };
  }
  return service.answer({
    request,
    resources: [...resourcesOf(request), ...(call.more ?? [])],
    unavailable: call.unavailable ?? [],
    asOf: call.asOf ?? new Date(vignette.asOf),
  });
}

/** The orders as the system actions update them. */
export function updatedOrders({ response }: HookAnswer): readonly ServiceRequest[] {
  return (response.systemActions ?? []).map((action) => {
    if (action.type !== 'update' || action.resource.resourceType !== 'ServiceRequest') {
      throw new Error(`a system action that updates no order: ${action.type}`);
    }
    // The type was looked at above; that of an action's resource is no union that it could narrow.
    return action.resource as ServiceRequest;
  });
}

/** The coverage information on an order. */
export function informationOf(order: ServiceRequest): readonly Extension[] {
  return (order.extension ?? []).filter(({ url }) => url === extensionUrl);
}

/** The coverage information that an answer adds, of all its orders. */
export function informationIn(answer: HookAnswer): readonly Extension[] {
  return updatedOrders(answer).flatMap(informationOf);
}

/** The values of one sub-extension. */
export function valuesOf(information: Extension | undefined, url: string): readonly unknown[] {
  return (information?.extension ?? []).filter((part) => part.url === url).map(valueIn);
}

/** The value of an extension, whatever its type. */
export function valueIn(extension: Extension): unknown {
  const [, value] = Object.entries(extension).find(([name]) => name.startsWith('value')) ?? [];
  return value;
}

/** Whether a FHIRPath expression holds for an extension. */
export function invariant(expression: string): (information: Extension) => boolean {
  const evaluate = fhirpath.compile({ base: 'Extension', expression }, r4, { async: false });
  return (information) => {
    const result: readonly unknown[] = evaluate(information);
    return result.length === 1 && result[0] === true;
  };
}
