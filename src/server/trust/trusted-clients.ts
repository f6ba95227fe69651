import { readFileSync } from 'node:fs';
import * as z from 'zod';
import { isLoopbackHost } from '../../fhir/loopback.ts';
import { parseUrl } from '../../fhir/parse-url.ts';
import { SettingsError } from '../settings.ts';
import { type Silence, silenceSchema } from '../silence.ts';
import { fixedKeys, type KeySource, RemoteKeys } from './key-source.ts';
import { ignoredKeys, jwksSchema, publicKeys } from './public-keys.ts';

/** A client whose tokens are believed. */
export interface TrustedClient {
  readonly issuer: string;
  readonly keys: KeySource;
  /** The only `jku` that its tokens may name. */
  readonly jwksUrl?: string;
  /** The tenants that may call; undefined where the client has none to tell apart. */
  readonly tenants?: readonly string[];
  /** The FHIR servers that may be read for it; undefined where the general setting holds. */
  readonly fhirServers?: readonly string[];
  /** What is kept back from it; undefined where the general setting holds. */
  readonly silent?: Silence;
  /** It fills in forms with a DTR client of its own; no card of ours offers them (CRD 2.2.1, resp-59). */
  readonly hasDtr?: boolean;
  /** Keys that the file names for it and that no token is checked with: too short, or for something else. */
  readonly ignoredKeys?: readonly string[];
}

const keysUrl = z.string().refine((text) => {
  const url = parseUrl(text);
  return url?.protocol === 'https:' || (url !== undefined && isLoopbackHost(url.hostname));
}, 'expected an https URL (http on loopback alone)');

const fhirBase = z.string().refine((text) => {
  const url = parseUrl(text);
  return url !== undefined && /^https?:$/.test(url.protocol) && url.username === '';
}, 'expected an http or https URL');

const fileSchema = z.array(
  z
    .strictObject({
      issuer: z.string().min(1),
      jwksUrl: keysUrl.optional(),
      jwks: jwksSchema.optional(),
      tenants: z.array(z.string()).optional(),
      fhirServers: z.array(fhirBase).optional(),
      silent: silenceSchema.optional(),
      hasDtr: z.boolean().optional(),
    })
    .refine(
      (client) => (client.jwksUrl === undefined) !== (client.jwks === undefined),
      'expected either jwksUrl or jwks',
    ),
);

/** The public CDS Hooks sandbox. Its private key is public, so anybody can sign as it. */
const sandbox = {
  issuer: 'https://sandbox.cds-hooks.org',
  jwksUrl: 'https://sandbox.cds-hooks.org/.well-known/jwks.json',
} as const;

/**
 * The clients to believe, by issuer.
 * @param path the TRUSTED_CLIENTS setting
 * @param trustSandbox the TRUST_SANDBOX setting
 * @throws SettingsError that says what is wrong with the file, and where
 */
export function readTrustedClients(
  path: string | undefined,
  trustSandbox: boolean,
): ReadonlyMap<string, TrustedClient> {
  const clients = new Map<string, TrustedClient>();
  for (const [index, entry] of (path === undefined ? [] : readFile(path)).entries()) {
    if (clients.has(entry.issuer)) {
      throw wrongFile(path, `[${index}].issuer: ${entry.issuer} is listed twice`);
    }
    const { issuer, jwksUrl, jwks, tenants, fhirServers, silent, hasDtr } = entry;
    const fixed = jwks === undefined ? undefined : publicKeys(jwks);
    if (fixed?.size === 0) {
      throw wrongFile(path, `[${index}].jwks: no usable key (RSA, P-256 or P-384, with a kid)`);
    }
    clients.set(issuer, {
      issuer,
      keys: fixed === undefined ? new RemoteKeys(jwksUrl ?? '') : fixedKeys(fixed),
      ...(jwksUrl === undefined ? {} : { jwksUrl }),
      ...(tenants === undefined ? {} : { tenants }),
      ...(fhirServers === undefined ? {} : { fhirServers }),
      ...(silent === undefined ? {} : { silent }),
      ...(hasDtr === undefined ? {} : { hasDtr }),
      ...(jwks === undefined || fixed === undefined
        ? {}
        : { ignoredKeys: ignoredKeys(jwks, fixed) }),
    });
  }
  if (trustSandbox) {
    clients.set(sandbox.issuer, { ...sandbox, keys: new RemoteKeys(sandbox.jwksUrl) });
  }
  return clients;
}

function readFile(path: string): z.output<typeof fileSchema> {
  let json: unknown;
  try {
    json = JSON.parse(readFileSync(path, 'utf8'));
  } catch (error) {
    const why = error instanceof SyntaxError ? 'it is not valid JSON' : 'it cannot be read';
    throw wrongFile(path, why);
  }
  const clients = fileSchema.safeParse(json);
  if (!clients.success) {
    const [issue] = clients.error.issues;
    const [index, ...rest] = issue?.path ?? [];
    const place = index === undefined ? '' : `${[`[${String(index)}]`, ...rest].join('.')}: `;
    throw wrongFile(path, place + (issue?.message ?? 'not a list of clients'));
  }
  return clients.data;
}

function wrongFile(path: string | undefined, what: string): SettingsError {
  return new SettingsError(
    `TRUSTED_CLIENTS is ${JSON.stringify(path)}; expected the path of a JSON list of clients, but ${what}.`,
  );
}
