import type { RequestHandler } from 'express';
import type { CdsService } from '../../cds/service.ts';
import type { AllowedServers } from '../../fhir/allow-list.ts';
import type { FhirReader } from '../../fhir/fhir-reader.ts';
import { gather } from '../../fhir/gather.ts';
import { note } from '../call-notes.ts';
import { readHookRequest } from '../hook-request.ts';
import { Problem } from '../problem.ts';

interface HookCallParts {
  readonly service: CdsService;
  readonly reader: FhirReader;
  readonly fhirServers: AllowedServers;
  readonly fhirDeadlineMs: number;
  readonly clock: () => Date;
}

/** `POST /cds-services/{id}` (CDS Hooks 2.0, "Calling a CDS Service"). */
export function hookCall(parts: HookCallParts): RequestHandler {
  const { service, reader, fhirServers, fhirDeadlineMs, clock } = parts;
  const { hook, id, prefetch: templates } = service.definition;
  return async (httpRequest, response) => {
    note(response, { route: `/cds-services/${id}`, hook });
    const request = readHookRequest(httpRequest.body, hook);
    const keys = service.neededKeys(request);
    if (keys.length === 0) {
      response.json({ cards: [] });
      return;
    }
    const asOf = clock();
    const gathered = await gather(reader, {
      request,
      keys,
      templates,
      allowed: fhirServers,
      deadlineMs: fhirDeadlineMs,
      asOf,
    });
    const { resources, unavailable } = gathered;
    if (gathered.nothingToGoBy) {
      throw nothingToGoBy(unavailable);
    }
    const answer = service.answer({ request, resources, unavailable, asOf });
    note(response, { cards: answer.response.cards.length, unavailable });
    response.json(answer.response);
  };
}

/** CDS Hooks 2.0: needed data neither in the prefetch nor to be read is a failed precondition. */
function nothingToGoBy(keys: readonly string[]): Problem {
  return new Problem(
    412,
    'required',
    `Nothing is known of the patient: send the prefetch keys ${keys.join(', ')}, or a fhirServer that this service may read.`,
    { reason: 'nothing-to-go-by', field: 'prefetch' },
  );
}
