import type { RequestHandler } from 'express';
import type { Bundle, Resource } from 'fhir/r4.js';
import type { CdsService } from '../../cds/service.ts';
import type { HookRequest } from '../../cds/types.ts';
import { note } from '../call-notes.ts';
import { readHookRequest } from '../hook-request.ts';

interface HookCallParts {
  readonly service: CdsService;
  readonly clock: () => Date;
}

/** `POST /cds-services/{id}` (CDS Hooks 2.0, "Calling a CDS Service"). */
export function hookCall({ service, clock }: HookCallParts): RequestHandler {
  const { hook, id } = service.definition;
  return (request, response) => {
    note(response, { route: `/cds-services/${id}`, hook });
    const call = readHookRequest(request.body, hook);
    if (service.neededKeys(call).length === 0) {
      response.json({ cards: [] });
      return;
    }
    const resources = prefetched(call);
    const answer = service.answer({
      request: call,
      resources,
      unavailable: [],
      asOf: clock(),
    });
    response.json(answer.response);
  };
}

function prefetched(call: HookRequest): readonly Resource[] {
  return Object.values(call.prefetch ?? {}).flatMap((value) => {
    if (value === null) {
      return [];
    }
    return isBundle(value) ? (value.entry ?? []).flatMap((entry) => entry.resource ?? []) : [value];
  });
}

function isBundle(resource: Resource): resource is Bundle {
  return resource.resourceType === 'Bundle';
}
