import type { RequestHandler } from 'express';
import type { CdsService } from '../../cds/service.ts';

/** `GET /cds-services` (CDS Hooks 2.0, "Discovery"). */
export function discovery(services: readonly CdsService[]): RequestHandler {
  const body = { services: services.map((service) => service.definition) };
  return (_request, response) => {
    response.json(body);
  };
}
