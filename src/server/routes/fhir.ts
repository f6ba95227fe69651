import { type Request, type RequestHandler, type Response, Router } from 'express';
import type {
  Bundle,
  CapabilityStatement,
  CapabilityStatementRestResourceOperation,
  CapabilityStatementRestSecurity,
  CodeSystem,
  Library,
  Organization,
  Questionnaire,
  ValueSet,
} from 'fhir/r4.js';
import { overrideReasonCodeSystem } from '../../cards/override-reasons.ts';
import { type FormPlaces, formById, policyNamed, readCanonical } from '../../dtr/forms.ts';
import { answerValueSets } from '../../dtr/value-sets.ts';
import { newestOf, type Policy } from '../../guideline/policy.ts';
import { madeOnce } from '../../made-once.ts';
import { answerCodeSystem } from '../../questionnaire/answer-codes.ts';
import {
  linkIdsOfLibrary,
  prepopulationLibrary,
} from '../../questionnaire/population/prepopulation-library.ts';
import { documentationQuestionnaire, questionnaireId } from '../../questionnaire/questionnaire.ts';
import { Problem } from '../problem.ts';
import { oneValue, requireParameters } from '../query.ts';
import { type FixedBody, fixedBody, publishedBody, sendFixed } from './web-files.ts';

/** What is published, and by whom. */
type Published = FormPlaces & {
  readonly payerName: string;
  readonly payerIdentifiers: readonly string[];
};

type Definition = Questionnaire | Library | CodeSystem | ValueSet | Organization;

/** The types that are published, with what each can be found by. */
const searchParameters = {
  Questionnaire: { _id: 'token', url: 'uri', version: 'token' },
  Library: { _id: 'token', url: 'uri', version: 'token' },
  CodeSystem: { _id: 'token', url: 'uri', version: 'token' },
  ValueSet: { _id: 'token', url: 'uri', version: 'token' },
  Organization: { _id: 'token' },
} as const;

type PublishedType = keyof typeof searchParameters;

const types = Object.keys(searchParameters) as readonly PublishedType[];

/** The type that a client's scope names: codes go with their sets, and a form with how it fills itself in. */
const scopeOf: Readonly<Record<Exclude<PublishedType, 'Organization'>, string>> = {
  Questionnaire: 'Questionnaire',
  Library: 'Questionnaire',
  CodeSystem: 'ValueSet',
  ValueSet: 'ValueSet',
};

/** Who the payer is nobody needs a token for. */
const forAll: RequestHandler = (_request, _response, next) => next();

const contentType = 'application/fhir+json; charset=utf-8';

/** What the service publishes, by FHIR's own REST interface: read, and search by canonical URL. No patient data. */
export function fhirRoutes(
  places: Published,
  mayRead: (type: string) => RequestHandler,
  needsTokens: boolean,
): Router {
  const { fhirBase: base } = places;
  const published = madeOnce(
    () => new Map(places.policies.map((policy) => [policy, definitions(places, policy)])),
  );
  const newest = newestOf(places.policies);
  const bodies = madeOnce(
    () =>
      new Map(
        published()
          .get(newest)
          ?.map((one) => [`${one.resourceType}/${one.id}`, bodyOf(one)]),
      ),
  );
  const capabilities = madeOnce(() =>
    bodyOf(capabilityStatement(base, newest.version, needsTokens)),
  );
  const form = madeOnce(() => {
    const whole = bodies().get(`Questionnaire/${questionnaireId}`);
    return { body: whole && publishedBody(whole.type, whole.plain) };
  });
  const router = Router();

  router.get('/fhir/metadata', (request, response) => sendFixed(request, response, capabilities()));
  // For our own page, which holds no token.
  router.get('/form/questionnaire', (request, response) => {
    const { body } = form();
    if (body !== undefined) send(request, response, body);
  });
  for (const type of types) {
    const guard = type === 'Organization' ? forAll : mayRead(scopeOf[type]);
    router.get(`/fhir/${type}`, guard, (request, response) => {
      requireParameters(request, Object.keys(searchParameters[type]));
      // Of each definition the version that is asked for; the newest one where none is.
      const policy = policyNamed(versionAsked(request), places);
      const known =
        policy === undefined
          ? []
          : [...(published().get(policy) ?? []), ...named(request, places, policy)];
      const found = known.filter((one) => one.resourceType === type && matches(one, request));
      send(request, response, bodyOf(searchSet(found, base, request)));
    });
    router.get(`/fhir/${type}/:id`, guard, (request, response) => {
      const id = String(request.params.id);
      const made = madeFor(type, id, places, newest);
      const body = bodies().get(`${type}/${id}`) ?? (made === undefined ? undefined : bodyOf(made));
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

/** What is published with one version of the guideline. */
function definitions(places: Published, policy: Policy): readonly Definition[] {
  const { canonicalBase } = places;
  const { version } = policy;
  return [
    documentationQuestionnaire(canonicalBase, policy),
    answerCodeSystem(canonicalBase, version),
    overrideReasonCodeSystem(canonicalBase, version),
    ...answerValueSets(canonicalBase, version),
    payer(places),
  ];
}

/** The form of one order, or its library, that a search names: there are too many to list. */
function named(request: Request, places: FormPlaces, policy: Policy): readonly Definition[] {
  const [url] = oneValue(request, 'url')?.split('|') ?? [];
  return (['Questionnaire', 'Library'] as const).flatMap((type) => {
    const id = url === undefined ? oneValue(request, '_id') : readCanonical(url, places, type)?.id;
    const found =
      id === undefined || id === questionnaireId ? undefined : madeFor(type, id, places, policy);
    return found ?? [];
  });
}

/** A definition that is made when it is asked for, since its id says all of it. */
function madeFor(
  type: PublishedType,
  id: string,
  places: FormPlaces,
  policy: Policy,
): Definition | undefined {
  if (type === 'Questionnaire') return formById(id, places, policy);
  const linkIds = type === 'Library' ? linkIdsOfLibrary(id) : undefined;
  return linkIds && prepopulationLibrary(linkIds, places.canonicalBase, policy.version);
}

/** The payer, to whom the tasks to complete a form refer. */
function payer({ payerName, payerIdentifiers }: Published): Organization {
  const identifier = payerIdentifiers.map((value) => ({ value }));
  return {
    resourceType: 'Organization',
    id: 'payer',
    ...(identifier.length === 0 ? {} : { identifier }),
    active: true,
    name: payerName,
  };
}

/** `url`, alone or with `|version`, `version` and `_id`; a parameter that is not given asks for nothing. */
function matches(one: Definition, request: Request): boolean {
  const [url] = oneValue(request, 'url')?.split('|') ?? [];
  const version = versionAsked(request);
  const id = oneValue(request, '_id');
  return (
    (url === undefined || url === canonicalOf(one).url) &&
    (version === undefined || version === canonicalOf(one).version) &&
    (id === undefined || id === one.id)
  );
}

function versionAsked(request: Request): string | undefined {
  return oneValue(request, 'version') ?? oneValue(request, 'url')?.split('|')[1];
}

function canonicalOf(one: Definition): Partial<Pick<Questionnaire, 'url' | 'version'>> {
  if (one.resourceType === 'Organization') return {};
  const { url = '', version = '' } = one;
  return { url, version };
}

function searchSet(found: readonly Definition[], base: string, request: Request): Bundle {
  const at = request.originalUrl.indexOf('?');
  const search = at === -1 ? '' : request.originalUrl.slice(at);
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

const dtr = 'http://hl7.org/fhir/us/davinci-dtr';
const sdc = 'http://hl7.org/fhir/uv/sdc/OperationDefinition';

/** SMART Backend Services; where tokens are had stands in `.well-known/smart-configuration`. */
const security: CapabilityStatementRestSecurity = {
  cors: true,
  service: [
    {
      coding: [
        {
          system: 'http://terminology.hl7.org/CodeSystem/restful-security-service',
          code: 'SMART-on-FHIR',
        },
      ],
    },
  ],
};

/** What can be called beside reading and searching, by type. */
const operations: Readonly<Record<string, readonly CapabilityStatementRestResourceOperation[]>> = {
  Questionnaire: [
    {
      name: 'questionnaire-package',
      definition: `${dtr}/OperationDefinition/questionnaire-package`,
    },
    { name: 'next-question', definition: `${sdc}/Questionnaire-next-question` },
    {
      name: 'log-questionnaire-errors',
      definition: `${dtr}/OperationDefinition/log-questionnaire-errors`,
    },
    { name: 'populate', definition: `${sdc}/Questionnaire-populate` },
  ],
  ValueSet: [
    { name: 'expand', definition: 'http://hl7.org/fhir/OperationDefinition/ValueSet-expand' },
  ],
};

function capabilityStatement(
  url: string,
  version: string,
  needsTokens: boolean,
): CapabilityStatement {
  return {
    resourceType: 'CapabilityStatement',
    status: 'active',
    date: '2026-11-23',
    kind: 'instance',
    instantiates: [`${dtr}/CapabilityStatement/dtr-payer-service`],
    software: { name: 'spine-imaging-cds', version },
    implementation: { description: 'Definitions that the spine imaging service publishes', url },
    fhirVersion: '4.0.1',
    format: ['application/fhir+json', 'json'],
    rest: [
      {
        mode: 'server',
        ...(needsTokens ? { security } : {}),
        resource: types.map((type) => ({
          type,
          ...(operations[type] === undefined ? {} : { operation: [...operations[type]] }),
          interaction: [{ code: 'read' as const }, { code: 'search-type' as const }],
          searchParam: Object.entries(searchParameters[type]).map(([name, kind]) => ({
            name,
            type: kind,
          })),
        })),
      },
    ],
  };
}
