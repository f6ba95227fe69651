import type { ServiceDefinition } from '../../cds/service.ts';
import { answerSchemas } from './answer-schemas.ts';
import { examples } from './examples.ts';
import { type Described, jsonSchemas } from './json-schemas.ts';
import { operationSchemas } from './operation-schemas.ts';
import { requestSchemas } from './request-schemas.ts';

const schemas = { ...requestSchemas, ...answerSchemas, ...operationSchemas };

/** The OpenAPI 3.1 description of the HTTP interface, for the services that this process offers. */
export function openApiDocument(
  publicBaseUrl: string,
  services: readonly ServiceDefinition[],
): Described {
  return {
    openapi: '3.1.0',
    info: {
      title: 'Spine imaging coverage guideline, CDS Hooks service',
      version: '1',
      description:
        'A CDS Hooks 2.0 service (https://cds-hooks.hl7.org/). Where clients are trusted by token, discovery, calls and feedback need one.',
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    servers: [{ url: publicBaseUrl }],
    paths: {
      '/cds-services': {
        get: {
          summary: 'The services (discovery)',
          ...forClients,
          responses: answers('Discovery', [401, 429]),
        },
      },
      ...Object.fromEntries(services.flatMap(servicePaths)),
      ...operations,
    },
    components: { schemas: jsonSchemas(schemas), securitySchemes },
  };
}

function servicePaths({ id, title, hook }: ServiceDefinition): readonly [string, Described][] {
  const call = {
    summary: `${title} (${hook})`,
    ...forClients,
    requestBody: body('HookRequest'),
    responses: answers('HookResponse', [400, 401, 405, 412, 413, 415, 429, 503]),
  };
  const feedback = {
    summary: `What became of the cards of ${id}`,
    ...forClients,
    requestBody: body('FeedbackRequest'),
    responses: {
      '200': { description: 'Kept, all of it, durably' },
      ...problems([400, 401, 405, 413, 415, 429, 503]),
    },
  };
  return [
    [`/cds-services/${id}`, { post: call }],
    [`/cds-services/${id}/feedback`, { post: feedback }],
  ];
}

const forClients = { security: [{}, { clientToken: [] }] };
const forReports = { security: [{}, { reportsToken: [] }] };

const securitySchemes = {
  clientToken: {
    type: 'http',
    scheme: 'bearer',
    bearerFormat: 'JWT',
    description: 'Signed by the client; its audience is the URL that is called.',
  },
  reportsToken: { type: 'http', scheme: 'bearer', description: 'REPORTS_TOKEN' },
};

const day = { type: 'string', description: '2026-03-31 or 2026-03-31T12:00:00Z' };

const reportParameters = [
  { name: 'from', in: 'query', schema: day },
  { name: 'to', in: 'query', description: 'exclusive', schema: day },
  { name: 'format', in: 'query', schema: { enum: ['json', 'csv'] } },
];

const meanings: Readonly<Record<number, string>> = {
  400: 'The request is wrong; the OperationOutcome names the field',
  401: 'Not a trusted caller',
  404: 'Nothing of that name',
  405: 'Services are called with POST',
  412: 'Nothing is known of the patient: no prefetch, and no FHIR server that may be read',
  413: 'The body is too large',
  415: 'Not JSON in UTF-8',
  429: 'Too many requests',
  503: 'The store is away, or the service is stopping',
};

const operations: Described = {
  '/reports/feedback': {
    get: {
      summary: 'What became of the cards that were shown',
      ...forReports,
      parameters: reportParameters,
      responses: {
        '200': {
          description: 'The report',
          content: {
            ...json('FeedbackReport'),
            'text/csv': { schema: { type: 'string' } },
          },
        },
        ...problems([400, 401, 429, 503]),
      },
    },
  },
  '/reports/determinations': {
    get: {
      summary: 'What the guideline said of the orders, what was missing, and the time to answer',
      ...forReports,
      parameters: reportParameters,
      responses: {
        '200': {
          description: 'The report',
          content: {
            ...json('DeterminationReport'),
            'text/csv': { schema: { type: 'string' } },
          },
        },
        ...problems([400, 401, 429, 503]),
      },
    },
  },
  '/reports/calls': {
    get: {
      summary: 'The audit record of hook calls, oldest first',
      ...forReports,
      parameters: [
        { name: 'from', in: 'query', schema: day },
        { name: 'to', in: 'query', description: 'exclusive', schema: day },
        { name: 'limit', in: 'query', schema: { type: 'integer', minimum: 1, maximum: 1000 } },
        {
          name: 'after',
          in: 'query',
          description: '`next` of the page before',
          schema: { type: 'string' },
        },
        {
          name: 'card',
          in: 'query',
          description: 'the uuid of a card, as feedback names it: the call that it was shown in',
          schema: { type: 'string', format: 'uuid' },
        },
      ],
      responses: {
        '200': { description: 'A page of calls', content: json('CallReport') },
        ...problems([400, 401, 429, 503]),
      },
    },
  },
  '/metrics': {
    get: {
      summary: 'Metrics in the text format of Prometheus',
      ...forReports,
      responses: {
        '200': {
          description: 'Metrics',
          content: { 'text/plain': { schema: { type: 'string' } } },
        },
        ...problems([401, 429]),
      },
    },
  },
  '/health/live': {
    get: { summary: 'Does the process answer?', responses: answers('Health', []) },
  },
  '/health/ready': {
    get: { summary: 'Can it be sent requests?', responses: answers('Health', [503]) },
  },
  '/fhir/metadata': { get: fhirRead('What is published here (CapabilityStatement)') },
  ...Object.fromEntries(
    ['Questionnaire', 'Library', 'CodeSystem'].flatMap((type) => [
      [
        `/fhir/${type}`,
        {
          get: {
            ...fhirRead(`The ${type} resources, by canonical URL (searchset Bundle)`, [400]),
            parameters: ['url', 'version', '_id'].map((name) => ({
              name,
              in: 'query',
              schema: { type: 'string' },
            })),
          },
        },
      ],
      [
        `/fhir/${type}/{id}`,
        {
          get: {
            ...fhirRead(`A ${type}`, [404]),
            parameters: [{ name: 'id', in: 'path', required: true, schema: { type: 'string' } }],
          },
        },
      ],
    ]),
  ),
  '/openapi.json': {
    get: {
      summary: 'This document',
      responses: {
        '200': {
          description: 'OpenAPI',
          content: { 'application/json': { schema: { type: 'object' } } },
        },
      },
    },
  },
};

function fhirRead(summary: string, statuses: readonly number[] = []): Described {
  return {
    summary,
    responses: {
      '200': {
        description: 'FHIR R4',
        content: { 'application/fhir+json': { schema: { type: 'object' } } },
      },
      ...problems(statuses),
    },
  };
}

function answers(schema: string, statuses: readonly number[]): Described {
  return { '200': { description: schema, content: json(schema) }, ...problems(statuses) };
}

function problems(statuses: readonly number[]): Described {
  return Object.fromEntries(
    statuses.map((status) => [
      String(status),
      { description: meanings[status] ?? '', content: json('OperationOutcome') },
    ]),
  );
}

function body(schema: keyof typeof examples): Described {
  const { 'application/json': described } = json(schema);
  return {
    required: true,
    content: { 'application/json': { ...described, example: examples[schema] } },
  };
}

function json(schema: string) {
  return { 'application/json': { schema: { $ref: `#/components/schemas/${schema}` } } };
}
