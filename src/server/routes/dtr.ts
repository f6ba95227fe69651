import { type Request, type RequestHandler, type Response, Router } from 'express';
import type { OperationOutcome } from 'fhir/r4.js';
import type { Logger } from 'pino';
import { RequestProblem } from '../../cds/request-problem.ts';
import { readErrorReport } from '../../dtr/error-report.ts';
import { policyNamed } from '../../dtr/forms.ts';
import { nextQuestion, responseIn } from '../../dtr/next-question.ts';
import { readPackageRequest } from '../../dtr/package-request.ts';
import { OperationInput } from '../../dtr/parameters.ts';
import { populateOperation } from '../../dtr/populate-operation.ts';
import { questionnairePackage } from '../../dtr/questionnaire-package.ts';
import type { DtrSettings } from '../../dtr/settings.ts';
import { answerValueSets, expanded } from '../../dtr/value-sets.ts';
import { inTurns } from '../../in-turns.ts';
import type { Store } from '../../store/store.ts';
import { elapsed, note } from '../call-notes.ts';
import type { Metrics } from '../metrics.ts';
import { takeJsonBody } from '../middleware/json-body.ts';
import { Problem } from '../problem.ts';
import { oneValue, requireParameters } from '../query.ts';
import { mostAnswered, sendFhir, sendFhirText } from '../send-json.ts';

export interface DtrParts {
  readonly dtr: DtrSettings;
  /** Reads the body. */
  readonly body: RequestHandler;
  /** Lets whoever may call an operation of a type pass. */
  readonly mayCall: (type: string) => RequestHandler;
  readonly store: Pick<Store, 'recordCall'>;
  readonly metrics: Metrics;
  readonly log: Logger;
  readonly clock: () => Date;
}

/** The operations of a Da Vinci DTR payer service (2.2.0 and 2.0.1), and `$populate` of SDC. */
export function dtrRoutes(parts: DtrParts): Router {
  const { dtr, body, mayCall, metrics, log, clock } = parts;
  const router = Router();
  const operation = (
    paths: readonly string[],
    name: string,
    answer: (input: unknown, asOf: Date) => object | Promise<object>,
  ): void => {
    for (const path of paths) {
      const type = path.startsWith('/fhir/ValueSet') ? 'ValueSet' : 'Questionnaire';
      router.post(path, mayCall(type), body, async (request, response) => {
        note(response, { route: `/fhir/$${name}` });
        const asOf = clock();
        const text = JSON.stringify(await answer(takeJsonBody(request).json, asOf));
        if (text.length > mostAnswered) {
          throw new RequestProblem(
            400,
            'parameter',
            'the answer would be larger than 1 MB; ask for less at once',
          );
        }
        sendFhirText(response, text);
        record(parts, name, asOf, response);
      });
    }
  };

  operation(
    ['/fhir/Questionnaire/$questionnaire-package', '/fhir/$questionnaire-package'],
    'questionnaire-package',
    (input, asOf) => questionnairePackage(readPackageRequest(input, dtr.version), dtr, asOf),
  );
  operation(['/fhir/Questionnaire/$next-question'], 'next-question', (input, asOf) => {
    const response = nextQuestion(responseIn(input), dtr, asOf);
    return { resourceType: 'Parameters', parameter: [{ name: 'return', resource: response }] };
  });
  operation(['/fhir/Questionnaire/$populate'], 'populate', (input, asOf) =>
    inTurns(populateOperation(input, dtr, asOf)),
  );
  operation(['/fhir/Questionnaire/$log-questionnaire-errors'], 'log-errors', (input) => {
    const report = readErrorReport(input, dtr);
    metrics.formErrors(report.issues.length);
    log.warn({ report }, 'a client reports errors of a form');
    return received;
  });
  router.get('/fhir/ValueSet/$expand', mayCall('ValueSet'), (request, response) =>
    expand(dtr, request, response, clock()),
  );
  router.get('/fhir/ValueSet/:id/$expand', mayCall('ValueSet'), (request, response) =>
    expand(dtr, request, response, clock()),
  );
  operation(['/fhir/ValueSet/$expand'], 'expand', (input, asOf) =>
    expansion(dtr, canonicalNamed(new OperationInput(input).text('url')), asOf),
  );
  return router;
}

const received: OperationOutcome = {
  resourceType: 'OperationOutcome',
  issue: [{ severity: 'information', code: 'informational', diagnostics: 'Noted; thank you.' }],
};

function expand(dtr: DtrSettings, request: Request, response: Response, asOf: Date): void {
  note(response, { route: '/fhir/$expand' });
  const { id } = request.params;
  requireParameters(request, id === undefined ? ['url', 'valueSetVersion'] : []);
  const url = oneValue(request, 'url');
  const version = oneValue(request, 'valueSetVersion');
  const named =
    id === undefined
      ? { ...canonicalNamed(url), ...(version === undefined ? {} : { version }) }
      : { id: String(id) };
  sendFhir(response, expansion(dtr, named, asOf));
}

/** A ValueSet by its id, or by its canonical URL and the version in it. */
interface NamedValueSet {
  readonly id?: string;
  readonly url?: string | undefined;
  readonly version?: string | undefined;
}

function canonicalNamed(canonical: string | undefined): NamedValueSet {
  const [url, version] = canonical?.split('|') ?? [];
  return { url, version };
}

function expansion(dtr: DtrSettings, { id, url, version }: NamedValueSet, asOf: Date) {
  const policy = policyNamed(version, dtr);
  const known = policy === undefined ? [] : answerValueSets(dtr.canonicalBase, policy.version);
  const found = known.find((one) => (id === undefined ? one.url === url : one.id === id));
  if (found === undefined) {
    throw new Problem(404, 'not-found', 'No such ValueSet; the forms name their answers inline.', {
      reason: 'not-found',
    });
  }
  return expanded(found, asOf);
}

/** For audit: that an operation was called, by whom, and how long it took. Nothing of its input. */
function record({ store }: DtrParts, name: string, at: Date, response: Response): void {
  store.recordCall({
    requestId: String(response.getHeader('X-Request-Id')),
    at,
    service: name,
    hook: 'dtr',
    client: response.locals.caller?.client ?? 'anonymous',
    latencyMs: elapsed(response),
    status: 200,
    answer: { cards: [], orders: [] },
  });
}
