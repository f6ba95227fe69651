import type { RequestHandler } from 'express';
import type { CdsService } from '../../cds/service.ts';
import { openApiDocument } from '../openapi/document.ts';

/** `GET /openapi.json`; the document is made when it is first asked for, since that takes a twentieth of the start. */
export function openApi(publicBaseUrl: string, services: readonly CdsService[]): RequestHandler {
  let document: object | undefined;
  return (_request, response) => {
    document ??= openApiDocument(
      publicBaseUrl,
      services.map(({ definition }) => definition),
    );
    response.json(document);
  };
}
