import type { RequestHandler } from 'express';
import type { CdsService } from '../../cds/service.ts';
import { openApiDocument } from '../openapi/document.ts';

/** `GET /openapi.json`. */
export function openApi(publicBaseUrl: string, services: readonly CdsService[]): RequestHandler {
  const document = openApiDocument(
    publicBaseUrl,
    services.map(({ definition }) => definition),
  );
  return (_request, response) => {
    response.json(document);
  };
}
