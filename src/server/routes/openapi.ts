import type { RequestHandler } from 'express';
import type { CdsService } from '../../cds/service.ts';
import { note } from '../call-notes.ts';
import { openApiDocument } from '../openapi/document.ts';

/** `GET /openapi.json`. */
export function openApi(publicBaseUrl: string, services: readonly CdsService[]): RequestHandler {
  const document = openApiDocument(
    publicBaseUrl,
    services.map(({ definition }) => definition),
  );
  return (_request, response) => {
    note(response, { route: '/openapi.json' });
    response.json(document);
  };
}
