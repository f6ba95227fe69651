import { cdsServices } from '../../hooks/services.ts';
import type { CdsService, HookAnswer } from '../../src/cds/service.ts';
import type { HookRequest } from '../../src/cds/types.ts';
import type { Vignette } from '../../src/vignettes/vignette.ts';
import { resourcesOf, serviceSettings } from './vignette-call.ts';

const services = cdsServices(serviceSettings);
const known = new WeakMap<Vignette, HookAnswer>();

/** What the service answers to a vignette's own call. Many tests look at it: it is made once. */
export function answerTo(vignette: Vignette): HookAnswer {
  const answer = known.get(vignette) ?? answerOn(vignette, vignette.request);
  known.set(vignette, answer);
  return answer;
}

/** What the service answers to another request about a vignette's patient, on its day. */
export function answerOn(vignette: Vignette, request: HookRequest): HookAnswer {
  const resources = resourcesOf(vignette.request);
  const asOf = new Date(vignette.asOf);
  return serviceFor(request).answer({ request, resources, unavailable: [], asOf });
}

/** The service of a request's hook. */
export function serviceFor(request: HookRequest): CdsService {
  const service = services.find((one) => one.definition.hook === request.hook);
  if (service === undefined) throw new Error(`no service for ${request.hook}`);
  return service;
}
