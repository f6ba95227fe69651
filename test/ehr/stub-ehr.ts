import { createHash, randomBytes } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import express from 'express';
import type { Resource } from 'fhir/r4.js';
import { type LaunchContext, type OrderCall, orderScreen, signOrder } from './order-screen.ts';

/** An EHR for trying the form: launch, sign-in without questions, and a FHIR store in memory. */
export interface StubEhr {
  readonly origin: string;
  readonly fhirBase: string;
  readonly resources: readonly Resource[];
  stop(): Promise<void>;
}

interface Granted {
  readonly challenge: string;
  readonly redirect: string;
}

/**
 * Starts a stub EHR. `/` is its screen for ordering, from which the order is signed with the CDS service at `service`;
 * `/launch?app=URL` launches an app, which may also launch itself; access needs the token that its sign-in gave (SMART
 * App Launch).
 */
export async function startStubEhr(
  context: LaunchContext,
  chart: readonly Resource[],
  { port = 0, service }: { readonly port?: number; readonly service?: () => string } = {},
): Promise<StubEhr> {
  const resources = [...chart];
  const codes = new Map<string, Granted>();
  const tokens = new Set<string>();
  const issueToken = (): string => {
    const token = randomBytes(16).toString('hex');
    tokens.add(token);
    return token;
  };
  const app = express();
  app.use((_request, response, next) => {
    response.set({
      'Access-Control-Allow-Origin': '*',
      'Access-Control-Allow-Headers': '*',
      'Access-Control-Allow-Methods': 'GET, POST, PUT, OPTIONS',
    });
    next();
  });
  app.options(/.*/, (_request, response) => void response.sendStatus(204));
  const server = app.listen(port, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const fhirBase = `${origin}/fhir`;

  if (service !== undefined) {
    const call: OrderCall = { context, fhirBase, resources, issueToken };
    app.get('/', (_request, response) => {
      response.send(orderScreen(call));
    });
    app.post('/sign', async (_request, response) => {
      response.send(orderScreen(call, await signOrder(call, service())));
    });
  }
  app.get('/launch', (request, response) => {
    const target = new URL(String(request.query.app));
    target.searchParams.set('iss', fhirBase);
    target.searchParams.set('launch', 'launch-1');
    response.redirect(target.href);
  });
  app.get('/fhir/.well-known/smart-configuration', (_request, response) => {
    response.json({
      authorization_endpoint: `${origin}/authorize`,
      token_endpoint: `${origin}/token`,
      code_challenge_methods_supported: ['S256'],
      capabilities: ['launch-ehr', 'client-public', 'context-ehr-patient', 'permission-v2'],
    });
  });
  app.get('/authorize', (request, response) => {
    const { code_challenge, redirect_uri, state, launch, scope } = request.query;
    const isAlone = String(scope).split(' ').includes('launch/patient');
    if ((launch !== 'launch-1' && !isAlone) || typeof code_challenge !== 'string') {
      response.status(400).send('a launch with PKCE was expected');
      return;
    }
    const code = randomBytes(12).toString('hex');
    codes.set(code, { challenge: code_challenge, redirect: String(redirect_uri) });
    const back = new URL(String(redirect_uri));
    back.searchParams.set('code', code);
    back.searchParams.set('state', String(state));
    response.redirect(back.href);
  });
  app.post('/token', express.urlencoded({ extended: false }), (request, response) => {
    const { code, code_verifier = '', redirect_uri } = request.body;
    const granted = codes.get(code);
    codes.delete(code);
    const challenge = createHash('sha256').update(code_verifier).digest('base64url');
    if (granted?.challenge !== challenge || granted.redirect !== redirect_uri) {
      response.status(400).json({ error: 'invalid_grant' });
      return;
    }
    response.json({
      access_token: issueToken(),
      token_type: 'Bearer',
      expires_in: 300,
      scope: 'launch patient/*.rs patient/QuestionnaireResponse.cu',
      patient: context.patientId,
      fhirContext: [{ reference: context.order }],
      appContext: JSON.stringify({ order: context.order }),
      id_token: unsigned({ fhirUser: context.user, sub: 'user-1', iss: fhirBase }),
    });
  });
  app.use('/fhir', (request, response, next) => {
    const token = request.headers.authorization?.replace('Bearer ', '') ?? '';
    if (tokens.has(token)) return next();
    response.sendStatus(401);
  });
  app.use(express.json({ type: ['application/json', 'application/fhir+json'], limit: '5mb' }));
  app.get('/fhir/:type', (request, response) => {
    const found = resources.filter((one) => one.resourceType === request.params.type);
    response.json({
      resourceType: 'Bundle',
      type: 'searchset',
      entry: found.map((resource) => ({ resource })),
    });
  });
  app.get('/fhir/:type/:id', (request, response) => {
    const { type, id } = request.params;
    const found = resources.find((one) => one.resourceType === type && one.id === id);
    if (found === undefined) response.sendStatus(404);
    else response.json(found);
  });
  app.post('/fhir/:type', (request, response) => {
    const created = { ...request.body, id: `made-${resources.length}` };
    resources.push(created);
    response.status(201).json(created);
  });
  app.put('/fhir/:type/:id', (request, response) => {
    const at = resources.findIndex(
      (one) => one.resourceType === request.params.type && one.id === request.params.id,
    );
    if (at === -1) resources.push(request.body);
    else resources[at] = request.body;
    response.json(request.body);
  });
  return {
    origin,
    fhirBase,
    resources,
    stop: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** An id token as a stub gives it: nobody checks its signature. */
function unsigned(claims: object): string {
  const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');
  return `${part({ alg: 'none' })}.${part(claims)}.`;
}
