import { describe, expect, it } from 'vitest';
import { readSettings } from '../../src/server/settings.ts';
import { readTrustedClients } from '../../src/server/trust/trusted-clients.ts';
import { clientsFile, ecKey } from './tokens.ts';

describe('settings', () => {
  it('have defaults that need nothing set up', () => {
    expect(readSettings({})).toEqual({
      port: 3000,
      host: '127.0.0.1',
      workers: 1,
      publicBaseUrl: 'http://127.0.0.1:3000',
      trustedClients: undefined,
      trustSandbox: false,
      sandboxRating: false,
      silent: false,
      auth: 'off',
      jwtAlgorithms: ['ES384', 'RS384'],
      replayWithoutStore: 'refuse',
      tokenLifetimeSeconds: 3600,
      clockToleranceSeconds: 5,
      isForThisMachine: true,
      fhirServers: 'loopback',
      fhirLinkBases: [],
      fhirDeadlineMs: 1500,
      databaseUrl: 'file:./data/spine-imaging-cds.db',
      recordsRetentionDays: 365,
      reportsTokens: [],
      payerName: 'Spine imaging coverage guideline',
      guidelineUrl: 'http://127.0.0.1:3000/guideline',
      payerIdentifiers: [],
      withoutAuthorization: [],
      readingsFile: undefined,
      corsOrigins: '*',
      bodyLimit: 5 * 1024 * 1024,
      rateLimit: 0,
      trustProxy: 0,
      logLevel: 'info',
      canonicalBase: 'http://127.0.0.1:3000/fhir',
      dtrVersion: '2.2',
      formKind: 'standard',
      playground: true,
      notes: 'on',
      tracesEndpoint: undefined,
      accessTokenSecret: undefined,
      localForms: [],
      smartEhrs: undefined,
    });
  });

  it('count as not set where they are empty', () => {
    expect(readSettings({ PORT: '', BODY_LIMIT: '' })).toEqual(readSettings({}));
  });

  it('are read as written', () => {
    const settings = readSettings({
      PORT: '8080',
      PUBLIC_BASE_URL: 'https://cds.example/spine/',
      BODY_LIMIT: '500kb',
      FHIR_SERVERS: 'https://a.example/fhir/, https://b.example/r4',
      CORS_ORIGINS: 'https://ehr.example,https://other.example:8443',
      JWT_ALGORITHMS: 'ES256',
    });
    expect(settings).toMatchObject({
      port: 8080,
      publicBaseUrl: 'https://cds.example/spine',
      bodyLimit: 512_000,
      fhirServers: ['https://a.example/fhir', 'https://b.example/r4'],
      corsOrigins: ['https://ehr.example', 'https://other.example:8443'],
      jwtAlgorithms: ['ES256'],
    });
  });

  it.each([
    ['SILENCE', 'true'],
    ['TRUSTED_CLIENT', '/nowhere.json'],
    ['trusted_clients', '/nowhere.json'],
    ['REPORT_TOKEN', 'r'.repeat(32)],
    ['FHIR_SERVER', 'https://ehr.example/fhir'],
    ['TRUSTED_CLIENTS_PATH', '/nowhere.json'],
    ['WITHOUT_AUTHORIZATION', '99999'],
    ['SLIENT', 'true'],
    ['SILENT_MODE', 'true'],
    ['NOTE', 'off'],
    ['AUHT', 'required'],
    ['CLIENTS_TRUSTED', 'clients.json'],
    ['SITE_EVIDENCE', 'evidence.json'],
    ['RECORDS_RETENTION', '30'],
    ['PORT', 'abc'],
    ['PORT', '70000'],
    ['PORT', '-1'],
    ['HOST', 'a b'],
    ['PUBLIC_BASE_URL', 'cds.example'],
    ['PUBLIC_BASE_URL', 'ftp://cds.example'],
    ['PUBLIC_BASE_URL', 'https://user@cds.example'],
    ['AUTH', 'maybe'],
    ['TRUST_SANDBOX', 'yes'],
    ['JWT_ALGORITHMS', 'HS256'],
    ['JWT_ALGORITHMS', ','],
    ['REPLAY_WITHOUT_STORE', 'ignore'],
    ['FHIR_SERVERS', 'https://a.example,b.example'],
    ['FHIR_DEADLINE_MS', '0'],
    ['FHIR_DEADLINE_MS', '1.5s'],
    ['DATABASE_URL', 'mysql://x'],
    ['REPORTS_TOKEN', 'short'],
    ['PAYER_IDENTIFIERS', ' , '],
    ['WITHOUT_AUTHORIZATION', '72148,MRI'],
    ['CORS_ORIGINS', 'https://ehr.example/path'],
    ['BODY_LIMIT', '5gb'],
    ['BODY_LIMIT', '999mb'],
    ['RATE_LIMIT', 'many'],
    ['LOG_LEVEL', 'loud'],
    ['CANONICAL_BASE', 'x'],
  ])('name what is wrong: %s=%s', (name, value) => {
    expect(() => readSettings({ [name]: value })).toThrow(
      new RegExp(`^${name} is .*; expected .+`),
    );
  });

  it.each(['yes', 'order-dispatch', 'red-flag', 'preferred-study,red-flag'])(
    'say what can be silent: not %s',
    (value) => {
      expect(() => readSettings({ SILENT: value })).toThrow(/SILENT.*coverage-information/);
    },
  );

  it.each([
    'HOSTNAME',
    'KUBERNETES_SERVICE_HOST',
    'DB_PORT',
    'AUTH_SECRET',
    'ACCESS_TOKEN',
    'BASE_URL',
  ])('leave %s to others', (name) => {
    expect(readSettings({ [name]: 'x' })).toMatchObject({ port: 3000 });
  });

  it('show the wrong value, but no secret', () => {
    expect(() => readSettings({ PORT: 'abc' })).toThrow('"abc"');
    expect(() => readSettings({ DATABASE_URL: 'mysql://u:secret@x' })).not.toThrow(/secret/);
    expect(() => readSettings({ DATABASE_URL: 'mysql://u:secret@x' })).toThrow('(not shown)');
    expect(() => readSettings({ REPORTS_TOKEN: 'secret' })).toThrow('(not shown)');
  });
});

it('loopback is read, and reports are open, only while no setting says that others come', () => {
  expect(readSettings({ TRUSTED_CLIENTS: 'x.json', AUTH: 'off' })).toMatchObject({
    fhirServers: [],
    isForThisMachine: false,
  });
  expect(readSettings({ TRUST_PROXY: '1' }).isForThisMachine).toBe(false);
  expect(readSettings({ PUBLIC_BASE_URL: 'https://cds.example' }).isForThisMachine).toBe(false);
});

describe('off loopback', () => {
  it('nobody is answered without a token unless AUTH=off says so', () => {
    expect(() => readSettings({ HOST: '0.0.0.0' })).toThrow(/AUTH=off/);
    expect(readSettings({ HOST: '0.0.0.0', AUTH: 'off' }).auth).toBe('off');
    expect(readSettings({ HOST: '0.0.0.0', TRUSTED_CLIENTS: 'x.json' }).auth).toBe('required');
    expect(readSettings({ HOST: '::1' }).auth).toBe('off');
  });

  it('requests are limited', () => {
    expect(readSettings({ HOST: '0.0.0.0', AUTH: 'off' }).rateLimit).toBeGreaterThan(0);
  });
});

it('AUTH=required needs somebody to trust', () => {
  expect(() => readSettings({ AUTH: 'required' })).toThrow(/TRUSTED_CLIENTS/);
});

describe('the trusted clients’ file', () => {
  const { jwk } = ecKey('k');
  const issuer = 'https://ehr.example';
  const read = (content: unknown) => readTrustedClients(clientsFile(content), false);

  it('lists clients by issuer', () => {
    const clients = read([
      { issuer, jwks: { keys: [jwk] }, tenants: ['t'], fhirServers: ['https://ehr.example/fhir'] },
      { issuer: 'https://other.example', jwksUrl: 'https://other.example/jwks.json' },
    ]);
    expect([...clients.keys()]).toEqual([issuer, 'https://other.example']);
  });

  it.each([
    ['is not JSON', '{'],
    ['is no list', { issuer }],
    ['has a client without keys', [{ issuer }]],
    [
      'has a client with keys twice',
      [{ issuer, jwksUrl: 'https://x/jwks', jwks: { keys: [jwk] } }],
    ],
    ['fetches keys over http', [{ issuer, jwksUrl: 'http://ehr.example/jwks.json' }]],
    ['has keys of no use', [{ issuer, jwks: { keys: [{ kty: 'oct', kid: 'k', k: 'AA' }] } }]],
    ['has a misspelt field', [{ issuer, jwks: { keys: [jwk] }, tenant: ['t'] }]],
    ['lists an issuer twice', [1, 2].map(() => ({ issuer, jwks: { keys: [jwk] } }))],
  ])('that %s stops the start', (_name, content) => {
    expect(() => read(content)).toThrow(/^TRUSTED_CLIENTS is ".*"; expected .*, but .+/);
  });

  it('that is missing stops the start', () => {
    expect(() => readTrustedClients('/nowhere/clients.json', false)).toThrow(/cannot be read/);
  });
});
