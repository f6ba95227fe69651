import { readFileSync } from 'node:fs';
import type * as z from 'zod';
import type { AllowedServers } from '../fhir/allow-list.ts';
import type { LinkBase } from '../fhir/fhir-reader.ts';
import { isLoopbackHost } from '../fhir/loopback.ts';
import { parseUrl } from '../fhir/parse-url.ts';
import { meantSetting } from './setting-names.ts';
import { type SignatureAlgorithm, schemas } from './setting-schemas.ts';
import type { Silence } from './silence.ts';

/** A setting that cannot be used. The message names the setting, its value and what is expected. */
export class SettingsError extends Error {
  override readonly name = 'SettingsError';
}

/** Shown nowhere; each can also stand in a file, whose path is given as `<name>_FILE`. */
const secrets = ['DATABASE_URL', 'REPORTS_TOKEN', 'ACCESS_TOKEN_SECRET'] as const;

const secretFiles = secrets.map((name) => `${name}_FILE`);

export interface Settings {
  readonly port: number;
  readonly host: string;
  /** How many processes serve. */
  readonly workers: number;
  readonly publicBaseUrl: string;
  /** Path of the trusted clients' file. */
  readonly trustedClients: string | undefined;
  readonly trustSandbox: boolean;
  /** Adds the rating without which the public sandbox cannot apply a suggestion. */
  readonly sandboxRating: boolean;
  /** What is evaluated and recorded, and not shown, where a client's entry says nothing else. */
  readonly silent: Silence;
  readonly auth: 'required' | 'off';
  readonly jwtAlgorithms: readonly SignatureAlgorithm[];
  /** What becomes of a token whose reuse cannot be checked because the store is away. */
  readonly replayWithoutStore: 'refuse' | 'accept';
  /** How long a client's token may be believed from now on. */
  readonly tokenLifetimeSeconds: number;
  /** How far clients' clocks may be off. */
  readonly clockToleranceSeconds: number;
  /**
   * No setting says that others than this machine's own programs come: the service listens on loopback, is reached
   * there without a proxy, and trusts no clients.
   */
  readonly isForThisMachine: boolean;
  /** What may be read where a client names no FHIR servers of its own. */
  readonly fhirServers: AllowedServers;
  /** Bases that FHIR servers write into their links, with those under which they are reached. */
  readonly fhirLinkBases: readonly LinkBase[];
  readonly fhirDeadlineMs: number;
  readonly databaseUrl: string;
  readonly recordsRetentionDays: number;
  /** Each of them opens reports and metrics. */
  readonly reportsTokens: readonly string[];
  readonly payerName: string;
  readonly guidelineUrl: string;
  /** Identifiers of this payer in Coverage.payor; empty where any payer is meant. */
  readonly payerIdentifiers: readonly string[];
  /** CPT codes that need no prior authorisation. */
  readonly withoutAuthorization: readonly string[];
  /** Path of a file with other readings of ambiguous statements. */
  readonly readingsFile: string | undefined;
  /** Path of a file that maps the hospital's own data to facts. */
  readonly siteEvidenceFile: string | undefined;
  readonly corsOrigins: '*' | readonly string[];
  /** Bytes. */
  readonly bodyLimit: number;
  /** Requests a minute and network address; 0 for no limit. */
  readonly rateLimit: number;
  /** How many reverse proxies stand in front, whose X-Forwarded-For is believed. */
  readonly trustProxy: number;
  readonly logLevel: string;
  readonly canonicalBase: string;
  /** Path of a file with the EHRs that may launch the form. */
  readonly smartEhrs: string | undefined;
  /** What access tokens for the payer service are signed with; a random text where absent. */
  readonly accessTokenSecret: string | undefined;
  /** Canonical URLs under which an EHR keeps the documentation form as its own. */
  readonly localForms: readonly string[];
  /** The version of Da Vinci DTR that is spoken with callers who name none. */
  readonly dtrVersion: '2.0' | '2.2';
  /** The language in which packaged forms fill themselves in; that of the version where undefined. */
  readonly dtrExpressions: 'fhirpath' | 'cql' | undefined;
  /** The kind of form that coverage information names. */
  readonly formKind: 'standard' | 'adaptive';
  /** Whether the page with the invented patients is served. */
  readonly playground: boolean;
  /** Whether notes are read and what they say is offered for confirmation. */
  readonly notes: 'on' | 'off';
  /** The base address of a collector of OpenTelemetry. */
  readonly tracesEndpoint: string | undefined;
}

/**
 * Reads every setting from the environment.
 * @param env the environment's variables; an empty value counts as not set
 * @throws SettingsError for the first setting that cannot be used
 */
export function readSettings(env: Readonly<Record<string, string | undefined>>): Settings {
  refuseMisspelt(env);
  const read = <Name extends keyof typeof schemas>(name: Name) =>
    readSetting(name, textOf(name, env));
  const host = read('HOST') ?? '127.0.0.1';
  const port = read('PORT') ?? 3000;
  const publicBaseUrl = read('PUBLIC_BASE_URL') ?? `http://${bracketed(host)}:${port}`;
  const trustedClients = read('TRUSTED_CLIENTS');
  const trustSandbox = read('TRUST_SANDBOX') ?? false;
  const corsOrigins = read('CORS_ORIGINS') ?? ['*'];
  const trustsSomeone = trustedClients !== undefined || trustSandbox;
  const auth = read('AUTH');
  if (auth === 'required' && !trustsSomeone) {
    throw new SettingsError(
      'AUTH is "required" but nobody is trusted: set TRUSTED_CLIENTS to the path of a JSON file that lists the clients.',
    );
  }
  if (auth === undefined && !trustsSomeone && !isLoopbackHost(host)) {
    throw new SettingsError(
      `HOST is "${host}", which is not loopback, and no client is trusted: set TRUSTED_CLIENTS, or say AUTH=off to answer anybody.`,
    );
  }
  const isRequired = (auth ?? (trustsSomeone ? 'required' : 'off')) === 'required';
  const trustProxy = read('TRUST_PROXY') ?? 0;
  const isForThisMachine =
    isLoopbackHost(host) &&
    isLoopbackHost(parseUrl(publicBaseUrl)?.hostname ?? '') &&
    !trustsSomeone &&
    trustProxy === 0;
  const workers = read('WORKERS') ?? 1;
  const databaseUrl = read('DATABASE_URL') ?? 'file:./data/spine-imaging-cds.db';
  if (workers > 1 && databaseUrl.startsWith('file::memory:')) {
    throw new SettingsError(
      `WORKERS is "${workers}" but DATABASE_URL names a database in the memory of one process; expected one that the workers share.`,
    );
  }
  return {
    port,
    host,
    workers,
    publicBaseUrl,
    trustedClients,
    trustSandbox,
    sandboxRating: read('SANDBOX_RATING') ?? false,
    silent: read('SILENT') ?? false,
    auth: isRequired ? 'required' : 'off',
    jwtAlgorithms: read('JWT_ALGORITHMS') ?? ['ES384', 'RS384'],
    replayWithoutStore: read('REPLAY_WITHOUT_STORE') ?? 'refuse',
    tokenLifetimeSeconds: read('TOKEN_LIFETIME_SECONDS') ?? 3600,
    clockToleranceSeconds: read('CLOCK_TOLERANCE_SECONDS') ?? 5,
    isForThisMachine,
    // Other programs of this machine are read for callers on this machine alone.
    fhirServers:
      read('FHIR_SERVERS') ?? (isLoopbackHost(host) && !trustsSomeone ? ('loopback' as const) : []),
    fhirLinkBases: (read('FHIR_LINK_BASES') ?? []).flatMap((pair) => pair ?? []),
    fhirDeadlineMs: read('FHIR_DEADLINE_MS') ?? 1500,
    databaseUrl,
    recordsRetentionDays: read('RECORDS_RETENTION_DAYS') ?? 365,
    reportsTokens: read('REPORTS_TOKEN') ?? [],
    payerName: read('PAYER_NAME') ?? 'Spine imaging coverage guideline',
    guidelineUrl: read('GUIDELINE_URL') ?? `${publicBaseUrl}/guideline`,
    payerIdentifiers: read('PAYER_IDENTIFIERS') ?? [],
    withoutAuthorization: read('WITHOUT_AUTHORIZATION') ?? [],
    readingsFile: read('READINGS_FILE'),
    siteEvidenceFile: read('SITE_EVIDENCE_FILE'),
    corsOrigins: corsOrigins.includes('*') ? '*' : corsOrigins,
    bodyLimit: read('BODY_LIMIT') ?? 5 * 1024 * 1024,
    // On loopback every caller has the same address, so a limit by address would only hit the owner.
    rateLimit: read('RATE_LIMIT') ?? (isLoopbackHost(host) ? 0 : 6000),
    trustProxy,
    logLevel: read('LOG_LEVEL') ?? 'info',
    smartEhrs: read('SMART_EHRS'),
    accessTokenSecret: read('ACCESS_TOKEN_SECRET'),
    localForms: read('LOCAL_FORMS') ?? [],
    dtrVersion: read('DTR_VERSION') ?? '2.2',
    dtrExpressions: read('DTR_EXPRESSIONS'),
    formKind: read('DTR_FORM') ?? 'standard',
    canonicalBase: read('CANONICAL_BASE') ?? `${publicBaseUrl}/fhir`,
    tracesEndpoint: read('OTEL_EXPORTER_OTLP_ENDPOINT'),
    playground: (read('PLAYGROUND') ?? 'on') === 'on',
    notes: read('NOTES') ?? 'on',
  };
}

/** @throws SettingsError for a variable that means a setting and is not called so */
function refuseMisspelt(env: Readonly<Record<string, string | undefined>>): void {
  const known = [...Object.keys(schemas), ...secretFiles];
  for (const name of Object.keys(env)) {
    if (known.includes(name) || env[name] === undefined || env[name] === '') continue;
    const meant = meantSetting(name, known);
    if (meant === undefined) continue;
    throw new SettingsError(`${name} is no setting; expected ${meant}, which it seems to mean.`);
  }
}

/** The text of a setting: the variable's, or for secrets that of the file that `<name>_FILE` names. */
function textOf(
  name: keyof typeof schemas,
  env: Readonly<Record<string, string | undefined>>,
): string | undefined {
  const given = env[name];
  const path = secrets.some((secret) => secret === name) ? env[`${name}_FILE`] : undefined;
  if (path === undefined || path === '') return given;
  if (given !== undefined && given !== '') {
    throw new SettingsError(`${name} and ${name}_FILE are both set; expected one of them.`);
  }
  try {
    return readFileSync(path, 'utf8').trim().replaceAll('\n', ',');
  } catch {
    throw new SettingsError(
      `${name}_FILE is ${JSON.stringify(path)}; expected the path of a file that can be read.`,
    );
  }
}

function readSetting<Name extends keyof typeof schemas>(
  name: Name,
  text: string | undefined,
): z.output<(typeof schemas)[Name]> {
  const schema = schemas[name];
  const outcome = schema.safeParse(text === '' ? undefined : text);
  if (outcome.success) {
    // The schema was looked up by this very name; the compiler cannot follow a lookup by type parameter.
    return outcome.data as z.output<(typeof schemas)[Name]>;
  }
  const isSecret = secrets.some((secret) => secret === name);
  const shown = isSecret ? '(not shown)' : JSON.stringify(text);
  throw new SettingsError(
    `${name} is ${shown}; expected ${schema.unwrap().description ?? 'another value'}.`,
  );
}

function bracketed(host: string): string {
  return host.includes(':') && !host.startsWith('[') ? `[${host}]` : host;
}
