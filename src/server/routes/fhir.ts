import { type Request, type Response, Router } from 'express';
import type { Bundle, CapabilityStatement, CodeSystem, Questionnaire } from 'fhir/r4.js';
import { overrideReasonCodeSystem } from '../../cards/override-reasons.ts';
import { guidelineVersion } from '../../guideline/version.ts';
import { answerCodeSystem } from '../../questionnaire/answer-codes.ts';
import { documentationQuestionnaire } from '../../questionnaire/questionnaire.ts';
import { badField, Problem } from '../problem.ts';
import { type FixedBody, fixedBody, sendFixed } from './web-files.ts';

interface FhirParts {
  /** Where the service is reached; `/fhir` below it is the base of these resources. */
  readonly publicBaseUrl: string;
  /** Base of the canonical URLs of what the service publishes. */
  readonly canonicalBase: string;
}

type Definition = Questionnaire | CodeSystem;

const contentType = 'application/fhir+json; charset=utf-8';

/** What the service publishes, by FHIR's own REST interface: read, and search by canonical URL. No patient data. */
export function fhirRoutes({ publicBaseUrl, canonicalBase }: FhirParts): Router {
  const base = `${publicBaseUrl}/fhir`;
  const published: readonly Definition[] = [
    documentationQuestionnaire(canonicalBase),
    answerCodeSystem(canonicalBase),
    overrideReasonCodeSystem(canonicalBase, guidelineVersion.version),
  ];
  const bodies = new Map(published.map((one) => [`${one.resourceType}/${one.id}`, bodyOf(one)]));
  const capabilities = bodyOf(capabilityStatement(base));
  const router = Router();

  router.get('/fhir/metadata', (request, response) => sendFixed(request, response, capabilities));
  for (const type of ['Questionnaire', 'CodeSystem'] as const) {
    router.get(`/fhir/${type}`, (request, response) => {
      const found = published.filter((one) => one.resourceType === type && matches(one, request));
      send(request, response, bodyOf(searchSet(found, base, request)));
    });
    router.get(`/fhir/${type}/:id`, (request, response) => {
      const body = bodies.get(`${type}/${request.params.id}`);
      if (body === undefined) {
        throw new Problem(404, 'not-found', `No such ${type}; GET /fhir/${type} lists them.`, {
          reason: 'not-found',
        });
      }
      send(request, response, body);
    });
  }
  return router;
}

function bodyOf(resource: Definition | CapabilityStatement | Bundle): FixedBody {
  return fixedBody(contentType, Buffer.from(JSON.stringify(resource)));
}

function send(request: Request, response: Response, body: FixedBody): void {
  response.setHeader('Cache-Control', 'no-cache');
  sendFixed(request, response, body);
}

/** `url`, alone or with `|version`, `version` and `_id`; a parameter that is not given asks for nothing. */
function matches(one: Definition, request: Request): boolean {
  const [url, inUrl] = parameter(request, 'url')?.split('|') ?? [];
  const version = parameter(request, 'version') ?? inUrl;
  const id = parameter(request, '_id');
  return (
    (url === undefined || url === one.url) &&
    (version === undefined || version === one.version) &&
    (id === undefined || id === one.id)
  );
}

function parameter({ query }: Request, name: string): string | undefined {
  const value = query[name];
  if (value === undefined || typeof value === 'string') return value;
  throw badField(name, 'expected once, with one value');
}

function searchSet(found: readonly Definition[], base: string, request: Request): Bundle {
  const { search } = new URL(request.originalUrl, base);
  return {
    resourceType: 'Bundle',
    type: 'searchset',
    total: found.length,
    link: [{ relation: 'self', url: `${base}${request.path.slice('/fhir'.length)}${search}` }],
    ...(found.length === 0
      ? {}
      : {
          entry: found.map((resource) => ({
            fullUrl: `${base}/${resource.resourceType}/${resource.id}`,
            resource,
            search: { mode: 'match' as const },
          })),
        }),
  };
}

function capabilityStatement(url: string): CapabilityStatement {
  const { version } = guidelineVersion;
  return {
    resourceType: 'CapabilityStatement',
    status: 'active',
    date: '2026-11-23',
    kind: 'instance',
    software: { name: 'spine-imaging-cds', version },
    implementation: { description: 'Definitions that the spine imaging service publishes', url },
    fhirVersion: '4.0.1',
    format: ['application/fhir+json', 'json'],
    rest: [
      {
        mode: 'server',
        resource: (['Questionnaire', 'CodeSystem'] as const).map((type) => ({
          type,
          interaction: [{ code: 'read' as const }, { code: 'search-type' as const }],
          searchParam: [
            { name: '_id', type: 'token' as const },
            { name: 'url', type: 'uri' as const },
            { name: 'version', type: 'token' as const },
          ],
        })),
      },
    ],
  };
}
